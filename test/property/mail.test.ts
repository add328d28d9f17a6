import { expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { pdfFile } from '../../rules/examples/pieces.ts';
import { Dice } from '../fuzz/dice.ts';
import { type ArchiveForm, anyArchive, archiveInForm } from './archive.ts';
import { fc, judged, runs } from './judgement.ts';
import { anyMimeForm, joined, type MimeForm, MimeWriter, type PlainPart } from './mime-form.ts';

/** Ways to write the same mail (RFC 5322, RFC 2045 to 2049, RFC 2231). */
interface MailForm {
  mime: MimeForm;
  archive: ArchiveForm;
  seed: string;
  /** Words of the subject and of names as RFC 2047 words. */
  encodedWords: boolean;
  /** The PDF before the archive. */
  pdfFirst: boolean;
  /** `IHE_XDM.zip`, which the profile accepts too. */
  lowerCase: boolean;
  /** File names as RFC 2231 has them, in pieces or not. */
  extended: boolean;
  /** Headers that relays and products add. */
  more: boolean;
}

const anyMail: fc.Arbitrary<MailForm> = fc.record({
  mime: anyMimeForm,
  archive: anyArchive,
  seed: fc.nat().map(String),
  encodedWords: fc.boolean(),
  pdfFirst: fc.boolean(),
  lowerCase: fc.boolean(),
  extended: fc.boolean(),
  more: fc.boolean(),
});

const subject = 'Lettre de liaison PAT-TROIS DOMINIQUE 28/03/1979';

function written(form: MailForm): Buffer {
  const dice = new Dice(form.seed);
  const writer = new MimeWriter(form.mime, { binary: false });
  const text: PlainPart = {
    headers: [['Content-Type', 'text/plain; charset=UTF-8']],
    bytes: Buffer.from('\r\nCher confrère, votre avis ?\r\n'),
  };
  const pdf = pdfFile();
  const files = [
    attached({ name: form.lowerCase ? 'IHE_XDM.zip' : 'IHE_XDM.ZIP', type: 'application/zip' }, form, dice),
    attached(pdf, form, dice),
  ];
  const parts = [
    { headers: files[0]!, bytes: archiveInForm(form.archive) },
    { headers: files[1]!, bytes: pdf.bytes },
  ];
  return joined([
    writer.headers(headersOf(form, dice)),
    '\r\n',
    writer.multipart([text, ...(form.pdfFirst ? parts.toReversed() : parts)]),
  ]);
}

function headersOf(form: MailForm, dice: Dice): Array<readonly [string, string]> {
  const word = (value: string): string => (form.encodedWords ? encodedWord(value, dice) : value);
  const received = 'from poste.cabinet.test ([192.0.2.1]) by mss.test with ESMTPSA; Mon, 02 Mar 2026 09:15:31 +0100';
  return [
    ['From', `${word('Dr_Alix_TEMOIN_Cabinet')} <medecin@test.mssante.fr>`],
    ['To', '<confrere@test.mssante.fr>'],
    ['Message-ID', '<1c0e@test.mssante.fr>'],
    ['Subject', `XDM/1.0/DDM+${form.encodedWords ? encodedSubject(dice) : subject}`],
    ['Date', dice.pick(['Mon, 02 Mar 2026 09:15:30 +0100', '2 Mar 2026 09:15:30 +0100 (CET)'])],
    ['X-MSS-NIL', '123456'],
    ['X-MSS-CODECDA', '11490-0'],
    ['X-MSS-INS', 'O'],
    ['MIME-Version', dice.pick(['1.0', '1.0 (produit)'])],
    ['Content-Type', `multipart/mixed; boundary="${form.mime.boundary}"`],
    ...(form.more
      ? ([
          ['Received', received],
          ['X-Mailer', 'Produit 1.0'],
          ['Importance', 'normal'],
        ] as const)
      : []),
  ];
}

function encodedWord(text: string, dice: Dice): string {
  const charset = dice.pick(['UTF-8', 'utf-8', 'ISO-8859-1', 'iso-8859-15']);
  const encoding = dice.pick(['B', 'b', 'Q', 'q']);
  const written =
    encoding.toUpperCase() === 'B'
      ? Buffer.from(text).toString('base64')
      : text.replaceAll(/[^A-Za-z0-9]/g, (character) =>
          character === ' ' ? '_' : `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
        );
  return `=?${charset}?${encoding}?${written}?=`;
}

/** White space between two encoded words is not text: that of the subject goes in the first. */
function encodedSubject(dice: Dice): string {
  const cut = subject.indexOf('PAT');
  return ` ${encodedWord(subject.slice(0, cut), dice)} ${encodedWord(subject.slice(cut), dice)}`;
}

type Headers = PlainPart['headers'];

function attached({ name, type }: { name: string; type: string }, form: MailForm, dice: Dice): Headers {
  const disposition = `attachment; ${form.extended ? extendedName(name, dice) : `filename="${name}"`}`;
  return [
    ['Content-Type', form.extended ? type : `${type}; name="${name}"`],
    ['Content-Disposition', disposition],
  ];
}

function extendedName(name: string, dice: Dice): string {
  const percent = (text: string): string => encodeURIComponent(text).replaceAll(/['()*]/g, '_');
  const cut = dice.int(name.length);
  return dice.pick([
    `filename*=UTF-8''${percent(name)}`,
    `filename*=iso-8859-1'fr'${percent(name)}`,
    `filename*0="${name.slice(0, cut)}"; filename*1="${name.slice(cut)}"`,
    `filename*1*=${percent(name.slice(cut))}; filename*0*=UTF-8''${percent(name.slice(0, cut))}`,
    `FILENAME="${name.replace('.', '\\.')}"`,
  ]);
}

it('a mail is judged alike however it is written', async () => {
  const right = await judged(await exampleFile('courriel'));
  await fc.assert(
    fc.asyncProperty(anyMail, async (form) => {
      expect(await judged(written(form))).toEqual(right);
    }),
    runs(40),
  );
});
