import { expect, it } from 'vitest';
import { rightCda } from '../../rules/examples/pieces.ts';
import { depositExchange } from '../../rules/examples/xds.ts';
import { fc, judged, runs } from './judgement.ts';
import { anyMimeForm, joined, type MimeForm, MimeWriter } from './mime-form.ts';
import { anyForm, inForm, type XmlForm } from './xml-form.ts';

/** Ways to send the same deposit (ITI-41 in MTOM: RFC 2387, RFC 2392, XOP). */
interface DepositForm {
  mime: MimeForm;
  envelope: XmlForm;
  cda: XmlForm;
  /** `start` tells the root wherever it stands. */
  rootLast: boolean;
  href: string;
  /** The body alone, as a proxy may keep it. */
  bodyOnly: boolean;
}

const anyDeposit: fc.Arbitrary<DepositForm> = fc.record({
  mime: anyMimeForm,
  // The root says its charset in its Content-Type too.
  envelope: anyForm({ encoding: 'utf-8' }),
  cda: anyForm(),
  rootLast: fc.boolean(),
  href: fc.constantFrom('cid:doc%3A1@test', 'cid:doc:1@test', 'cid:doc%3a1%40test', 'cid:%64oc%3A1@test'),
  bodyOnly: fc.boolean(),
});

function rightEnvelope(): string {
  let envelope = '';
  depositExchange({ xml: (right) => (envelope = right) });
  return envelope;
}

function written(form: DepositForm): Buffer {
  const writer = new MimeWriter(form.mime, { binary: true });
  const root = {
    headers: [
      ['Content-Type', 'application/xop+xml; charset=UTF-8; type="application/soap+xml"'],
      ['Content-ID', '<racine>'],
    ] as const,
    bytes: inForm(rightEnvelope().replace('cid:doc%3A1@test', form.href), form.envelope),
  };
  const document = {
    headers: [
      ['Content-Type', 'text/xml'],
      ['Content-ID', '<doc:1@test>'],
    ] as const,
    bytes: inForm(rightCda, form.cda),
  };
  const parts = [root, document].map(({ headers, bytes }) => ({ headers: [...headers], bytes }));
  if (form.bodyOnly) return new MimeWriter({ ...form.mime, around: false }, { binary: true }).multipart(parts);
  const body = writer.multipart(form.rootLast ? parts.toReversed() : parts);
  const type = [
    'type="application/xop+xml"',
    'start="<racine>"',
    'start-info="application/soap+xml"',
    `boundary="${form.mime.boundary}"`,
  ];
  const headers = [
    ['Content-Type', `multipart/related; ${writer.shuffled(type).join('; ')}`],
    ['Host', 'dmp.test'],
    ['Content-Length', String(body.length)],
  ] as const;
  return joined([
    'POST /si-dmp-server/v2/services/repository HTTP/1.1\r\n',
    new MimeWriter({ ...form.mime, folding: false }, { binary: true }).headers(headers),
    '\r\n',
    body,
  ]);
}

it('a deposit is judged alike however it is packed', async () => {
  const { body = '', path, contentType } = depositExchange();
  const head = `POST /si-dmp-server/v2/services/${path} HTTP/1.1\r\nContent-Type: ${contentType}\r\n\r\n`;
  const right = await judged(joined([head, body]));
  await fc.assert(
    fc.asyncProperty(anyDeposit, async (form) => {
      expect(await judged(written(form))).toEqual(right);
    }),
    runs(40),
  );
});
