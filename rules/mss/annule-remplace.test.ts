import { expect, test } from 'vitest';
import { archiveFile, documentMail, mails, pdfFile, replaced, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { annuleRemplace } from './annule-remplace.rule.ts';

const second = replaced(
  rightCda,
  '<componentOf>',
  '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.1"/></parentDocument></relatedDocument><componentOf>',
);
const mail = async (cdaText: string, text: string) => {
  const files = [await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': cdaText }), pdfFile()];
  return replaced(await documentMail(files), 'votre avis ?', text);
};
const check = async (body: string) => places(await annuleRemplace.check(mails(body), {}));

test.each(['Ce document annule et\r\nremplace le précédent.', 'ANNULE ET REMPLACE'])('accepts « %s »', async (text) => {
  expect(await check(await mail(second, text))).toEqual([]);
});

test('refuses a mail without the mention', async () => {
  expect(await check(await mail(second, 'Nouvelle version.'))).toEqual(['mention @ échange 1 · objet, corps']);
});

test('refuses a document that replaces none', async () => {
  expect(await check(await mail(rightCda, 'annule et remplace'))).toEqual([
    'rplc @ échange 1 · IHE_XDM.ZIP · /ClinicalDocument/relatedDocument',
  ]);
});
