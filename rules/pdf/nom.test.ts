import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { documentMail, mails, pdfFile, plainMail, rightPdf } from '../pieces/testing.ts';
import { lecture, places } from '../testing.ts';
import { nom } from './nom.rule.ts';

const check = async (name: string, parameters: Json = {}) => {
  const findings = await nom.check(mails(await documentMail([pdfFile(name)])), parameters);
  return findings.map(({ code, severity }) => (severity === 'bloquant' ? code : `${code} (${severity})`));
};
const expected = { nom: 'PAT-TROIS', prenom: 'DOMINIQUE', date: '2026-03-02' };

test('accepts the name of the guide', async () => {
  expect(await check("20260302_CR d'imagerie_PAT-TROIS_Dominique_123456.pdf", expected)).toEqual([]);
});

test('only warns of a name without the record number', async () => {
  expect(await check('20260302_Lettre_PAT-TROIS_DOMINIQUE.pdf', expected)).toEqual(['dossier (avertissement)']);
});

test.each([
  ['lettre.pdf', 'forme'],
  ['20260231_Lettre_PAT-TROIS_DOMINIQUE_1.pdf', 'forme'],
  ['20260302_Lettre_PAT-TROIS_DOMINIQUE_1_2.pdf', 'forme'],
  ['20260302_Lettre_AUTRE_DOMINIQUE_1.pdf', 'nom'],
  ['20260302_Lettre_PAT-TROIS_AUTRE_1.pdf', 'prenom'],
  ['20260303_Lettre_PAT-TROIS_DOMINIQUE_1.pdf', 'date'],
])('refuses « %s »', async (name, code) => {
  expect(await check(name, expected)).toEqual([code]);
});

test('refuses a mail without a PDF', async () => {
  expect(places(await nom.check(mails(plainMail), {}))).toEqual(['aucun-pdf @ echanges']);
});

test.each([
  ['20260302_Lettre_PAT-TROIS_DOMINIQUE_1.pdf', []],
  ['lettre.pdf', ['forme @ document · nom']],
])('judges the name that a product gives to its file: %s', async (name, found) => {
  const inputs = { ...lecture({ nom: name, typeMime: 'application/pdf', contenu: '' }), document: rightPdf };
  expect(places(await nom.check(inputs, expected))).toEqual(found);
});
