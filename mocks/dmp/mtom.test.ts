import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk } from '../../test/support/dmp-desk.ts';
import {
  cda,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  existenceBody,
  member,
  mtom,
  submission,
} from '../../test/support/dmp-request.ts';

let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

const lot = submission(documentXml() + member());
const message = (href = 'cid:doc@lps', documents?: Readonly<Record<string, string>>) =>
  mtom(envelope(depositBody(lot, { Document01: href })), documents);
const { body, type } = message();

/** What the DMP answers to a package, and how many documents it then holds. */
async function outcome(bytes: string | Buffer, contentType = type): Promise<[string, number]> {
  const answer = await desk.send('repository', bytes, contentType);
  return [codeOf(answer), desk.directory.documents(dmpPerson.matricule).length];
}

describe('a MTOM package', () => {
  it.each([
    ['as it is', 'cid:doc@urn:x', 'doc@urn:x'],
    ['percent-encoded', 'cid:doc%40urn%3Ax', 'doc@urn:x'],
    ['percent-encoded in both places', 'cid:doc%3Ax', 'doc%3Ax'],
    ['with a percent sign that encodes nothing', 'cid:100%', '100%'],
  ])('names its document %s', async (_, href, id) => {
    const named = message(href, { [id]: cda() });
    expect(await outcome(named.body)).toEqual(['Success', 1]);
  });

  it('is taken with a warning when the case of identifiers differs', async () => {
    expect(await outcome(message('cid:DOC@LPS').body)).toEqual(['Success probant_avertissement_casse', 1]);
  });

  it('is taken with a warning when its envelope is SOAP 1.1, as in the official sample', async () => {
    const soap11 = body.replace('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/');
    expect(await outcome(soap11)).toEqual(['Success probant_avertissement_soap11', 1]);
  });

  it('keeps the line ends of a document', async () => {
    await outcome(message('cid:doc@lps', { 'doc@lps': `${cda()}\r\n\r\n` }).body);
    expect(desk.directory.documents(dmpPerson.matricule)[0]?.contenu.toString()).toBe(`${cda()}\r\n\r\n`);
  });

  const refused: ReadonlyArray<[string, string, string, string?]> = [
    ['cut before its end', 'probant_mtom_invalide', body.slice(0, -20)],
    ['cut in the headers of a part', 'probant_mtom_invalide', body.slice(0, body.lastIndexOf('Content-Transfer'))],
    ['without the part of a document', 'probant_mtom_invalide', message('cid:absent@lps').body],
    [
      'with two parts of one identifier',
      'probant_mtom_invalide',
      body.replace('--limite--', '--limite\r\nContent-ID: <doc@lps>\r\n\r\nx\r\n--limite--'),
    ],
    ['whose boundary is not declared', 'probant_mtom_invalide', body, type.replace(/boundary="limite"; /, '')],
    ['whose boundary is another', 'probant_mtom_invalide', body, type.replace('"limite"', '"autre"')],
    ['whose root is not there', 'probant_mtom_invalide', body, type.replace('racine@lps', 'autre@lps')],
    [
      'whose root is a multipart',
      'probant_mtom_invalide',
      `--limite\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-ID: <racine@lps>\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n--limite--\r\n`,
    ],
    ['of another multipart', 'probant_mtom_invalide', body, type.replace('related', 'mixed')],
    ['nested deeper than any', 'probant_mtom_invalide', nested(50)],
    ['of a thousand parts', 'probant_mtom_invalide', `${'--limite\r\n\r\nx\r\n'.repeat(1000)}--limite--\r\n`],
    ['of attachments, not XOP', 'probant_mtom_attendu', body, type.replace('application/xop+xml', 'text/xml')],
    ['whose document is in the envelope', 'probant_mtom_attendu', body.replace(/<o:Include[^>]*>/, 'QUJD')],
    ['whose envelope is no XML', 'probant_xml_invalide', body.replace('<s:Body>', '')],
    [
      'whose envelope has a DOCTYPE',
      'probant_xml_interdit',
      body.replace('<s:Envelope', '<!DOCTYPE a [<!ENTITY x "y">]><s:Envelope'),
    ],
    ['of nothing', 'probant_mtom_invalide', ''],
  ];

  it.each(refused.map(([title, code, bytes, as]) => ({ title, code, bytes, as })))(
    'is refused $title',
    async ({ code, bytes, as }) => {
      expect(await outcome(bytes, as)).toEqual([code, 0]);
    },
  );

  it('is refused when it announces an encoding that no part has', async () => {
    expect((await outcome(body.replace('Encoding: binary', 'Encoding: uuencode')))[0]).toBe('probant_mtom_invalide');
  });

  it('takes a document of several megabytes', async () => {
    const large = cda().replace('</ClinicalDocument>', `<text>${'a'.repeat(8_000_000)}</text></ClinicalDocument>`);
    expect(await outcome(message('cid:doc@lps', { 'doc@lps': large }).body)).toEqual(['Success', 1]);
  });
});

function nested(levels: number): string {
  const inner = Array.from(
    { length: levels },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  );
  return `--limite\r\n${inner.join('')}\r\nx\r\n--limite--\r\n`;
}

describe('a deposit without MTOM', () => {
  it('is refused (EX_2.1-1260)', async () => {
    const answer = await desk.send('repository', envelope(depositBody(lot)));
    expect([answer.status, codeOf(answer)]).toEqual([500, 'probant_mtom_attendu']);
  });
});

describe('a message', () => {
  it.each(
    [
      ['of no service', 'inconnu', envelope(existenceBody()), 'probant_adresse_inconnue'],
      ['of another service', 'registry', envelope(existenceBody()), 'probant_corps_inattendu'],
      [
        'without message id',
        'patients',
        envelope(existenceBody()).replace(/<a:MessageID>.*?<\/a:MessageID>/, ''),
        'probant_message_id_absent',
      ],
      [
        'in SOAP 1.1',
        'patients',
        envelope(existenceBody()).replace(
          'http://www.w3.org/2003/05/soap-envelope',
          'http://schemas.xmlsoap.org/soap/envelope/',
        ),
        'probant_version_soap',
      ],
      ['of two bodies', 'patients', envelope(existenceBody() + existenceBody()), 'probant_corps_inattendu'],
      [
        'of another reason',
        'patients',
        envelope(existenceBody().replace('TEST_EXST', 'AUTRE')),
        'probant_operation_hors_perimetre',
      ],
      [
        'of a hundred thousand elements',
        'patients',
        envelope(`<a>${'<b/>'.repeat(100_000)}</a>`),
        'probant_message_trop_grand',
      ],
    ].map(([title, path, xml, code]) => ({ title, path, xml, code })),
  )('$title is refused', async ({ path, xml, code }) => {
    expect(codeOf(await desk.send(path ?? '', xml ?? ''))).toBe(code);
  });
});
