import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { documentMail, mails, pdfFile, plainMail, replaced, rightPdf } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { pdfa } from './pdfa.rule.ts';

const check = async (document: Buffer) => {
  const findings = await pdfa.check({ document }, {});
  return findings.map(({ code, severity }) => (severity === 'bloquant' ? code : `${code} (${severity})`));
};
const broken = (piece: string | RegExp, by: string) =>
  Buffer.from(replaced(rightPdf.toString('latin1'), piece, by), 'latin1');

test('accepts what a PDF/A-1 declares', async () => {
  expect(await check(rightPdf)).toEqual([]);
});

async function written(options: PDFKit.PDFDocumentOptions, font: string): Promise<Buffer> {
  const pdf = new PDFDocument({ ...options, info: { Title: 'Essai' } });
  pdf.font(font).text('Compte rendu');
  pdf.end();
  return buffer(pdf as unknown as NodeJS.ReadableStream);
}
const serif = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
);

test('accepts a PDF/A-1b of another writer', async () => {
  expect(await check(await written({ pdfVersion: '1.4', subset: 'PDF/A-1b', tagged: true }, serif))).toEqual([]);
});

test('refuses an ordinary PDF of that writer', async () => {
  const found = await check(await written({}, 'Helvetica'));
  expect(found).toEqual(expect.arrayContaining(['pdfa-declaration', 'police']));
});

test.each([
  ['no binary comment', /%\u00e2.*/, '', 'commentaire-binaire'],
  ['PDF/A-3', '<pdfaid:part>1', '<pdfaid:part>3', 'pdfa-declaration'],
  ['no claim', /pdfaid:part/g, 'x:part', 'pdfa-declaration'],
  ['encryption', 'trailer <<', 'trailer <</Encrypt 9 0 R', 'chiffre'],
  ['a script', '/Pages 2 0 R', '/Pages 2 0 R/OpenAction<</S/JavaScript>>', 'action'],
  ['an embedded file', '/Pages 2 0 R', '/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>', 'fichier-joint'],
  ['object streams', '/Pages 2 0 R', '/Pages 2 0 R/Type/ObjStm', 'flux-objets'],
  ['transparency', '/Pages 2 0 R', '/Pages 2 0 R/SMask 5 0 R', 'transparence'],
  ['LZW', '/Pages 2 0 R', '/Pages 2 0 R/Filter/LZWDecode', 'lzw'],
  ['a font that is not embedded', '/Pages 2 0 R', '/Pages 2 0 R/Type/Font/Subtype/Type1/BaseFont/Helvetica', 'police'],
  ['no identifier', '/ID[<00><00>]', '', 'identifiant'],
  ['a truncated file', /%%EOF\n$/, '', 'fin'],
  ['bytes behind the end', /%%EOF\n$/, '%%EOF\nsuite', 'fin'],
  ['no output intent', 'GTS_PDFA1', 'GTS_PDFX', 'intention-sortie (avertissement)'],
])('finds %s', async (...[, piece, by, code]) => {
  expect(await check(broken(piece, by))).toEqual([code]);
});

test('does not look inside a stream', async () => {
  expect(await check(broken('<pdfaid:part>', '<!-- /Encrypt /JavaScript --><pdfaid:part>'))).toEqual([]);
});

test('says the byte', async () => {
  const document = broken('trailer <<', 'trailer <</Encrypt 9 0 R');
  expect(places(await pdfa.check({ document }, {}))).toEqual([
    `chiffre @ document · octet ${document.indexOf('/Encrypt')}`,
  ]);
});

test('judges the body of a CDA and the PDF of a mail', async () => {
  expect(await pdfa.check(mails(await documentMail()), {})).toEqual([]);
});

test('refuses an attachment that has but the name of a PDF', async () => {
  const mail = await documentMail([{ ...pdfFile(), bytes: Buffer.from('bonjour') }]);
  expect(places(await pdfa.check(mails(mail), {}))).toEqual([
    'pdf @ échange 1 · 20260302_Lettre de liaison_PAT-TROIS_DOMINIQUE_123456.pdf · octet 0',
  ]);
});

test('refuses to judge nothing', async () => {
  expect(places(await pdfa.check(mails(plainMail), {}))).toEqual(['aucun-pdf @ echanges']);
});
