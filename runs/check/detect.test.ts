import { describe, expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { detect } from './detect.ts';

const kindOf = (text: string | Buffer): string => detect(Buffer.from(text), 'fichier').kind;
const cda = async (): Promise<string> => (await exampleFile('cda')).toString();

describe('what a file is', () => {
  it.each([
    ['cda', 'cda'],
    ['pdf', 'pdf'],
    ['archive', 'xdm'],
    ['courriel', 'courriel'],
    ['insi', 'insi'],
    ['recherche', 'dmp'],
    ['depot', 'dmp'],
    ['vihf', 'vihf'],
    ['mdm', 'hl7'],
    ['insi-vitale', 'insi'],
    ['datamatrix', 'datamatrix'],
    ['identite', 'identite'],
  ] as const)('of the example %s is told by its content', async (file, kind) => {
    expect(kindOf(await exampleFile(file))).toBe(kind);
  });

  it('is told whatever comes before the root element', async () => {
    const text = (await cda()).replace('?>', '?>\n<!-- <Envelope> -->\n<?feuille href="a.xsl"?>\n');
    expect(kindOf(`\ufeff${text}`)).toBe('cda');
  });

  it.each([
    ['utf16le', Buffer.from([0xff, 0xfe])],
    ['utf16be', Buffer.from([0xfe, 0xff])],
  ])('is told in %s', async (encoding, mark) => {
    const bytes = Buffer.from(await cda(), 'utf16le');
    expect(kindOf(Buffer.concat([mark, encoding === 'utf16be' ? bytes.swap16() : bytes]))).toBe('cda');
  });

  it('is told under any prefix of namespace', () => {
    expect(kindOf('<x:Assertion xmlns:x="urn:oasis:names:tc:SAML:2.0:assertion"/>')).toBe('vihf');
  });

  it('is told of the body of a multipart without its headers', async () => {
    const request = (await exampleFile('depot')).toString();
    expect(kindOf(request.slice(request.indexOf('\r\n\r\n') + 4))).toBe('dmp');
  });

  it('is told of a message in its MLLP block', async () => {
    expect(kindOf(`\x0b${(await exampleFile('mdm')).toString()}\x1c\r`)).toBe('hl7');
  });

  it.each([']d1', ''])('is told of a datamatrix that a reader gives with « %s » and a line', async (prefix) => {
    expect(kindOf(`${prefix}${(await exampleFile('datamatrix')).toString()}\r\n`)).toBe('datamatrix');
  });

  it('is told of a datamatrix of another version', () => {
    expect(kindOf('IS02')).toBe('datamatrix');
  });

  it('is told of XML that cannot be parsed', () => {
    expect(kindOf('<ClinicalDocument xmlns="urn:hl7-org:v3"><id>')).toBe('cda');
  });
});

describe('what is none of the kinds', () => {
  it.each([
    ['nothing', '', 'le fichier est vide'],
    ['words', 'bonjour', 'ce n’est ni un CDA'],
    ['JSON', '{"resourceType":"Bundle"}', 'ce n’est ni un CDA'],
    ['a ZIP of another sort', 'PK\x03\x04 word/document.xml', 'ce n’est ni un CDA'],
    ['XML of another sort', '<html><body/></html>', 'son élément racine, html'],
    [
      'an answer of a service',
      '<s:Envelope xmlns:s="x"><s:Body><r:RegistryResponse xmlns:r="y"/></s:Body></s:Envelope>',
      'une réponse ou une faute SOAP',
    ],
  ])('is refused: %s', (_, text, detail) => {
    expect(() => detect(Buffer.from(text, 'latin1'), 'fichier')).toThrow(detail);
  });
});
