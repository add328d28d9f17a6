import { expect, test } from 'vitest';
import { documentOf, places } from '../testing.ts';
import { extraction } from './extraction.rule.ts';

const titles =
  'FINESS;RPPS;Mois;Documents produits;Dépôts DMP;Envois MSS professionnels;Envois MSS patients;Échecs DMP;Échecs MSS';
const file = `\uFEFF${titles}\r
630000018;89990000001;2024-01;10;9;8;10;1;2\r
630000018;89990000001;2024-02;10;9;8;10;1;2\r
630000018;89990000002;2024-01;3;3;3;3;0;0\r
`;
const parameters = {
  finess: '630000018',
  rpps: '89990000001',
  comptes: { documents: 20, depotsDmp: 18, envoisPro: 16, envoisPatient: 20, echecsDmp: 2, echecsMss: 4 },
};
const where = 'lignes de 630000018, 89990000001';

test('accepts the sums over the lines of the professional', () => {
  expect(extraction.check(documentOf(file), parameters)).toEqual([]);
});

test('accepts tabulations and quotes', () => {
  const quoted = file.replaceAll(/[^;\r\n\uFEFF]+/g, '"$&"').replaceAll(';', '\t');
  expect(extraction.check(documentOf(quoted), parameters)).toEqual([]);
});

test('refuses other counts', () => {
  const findings = extraction.check(documentOf(file.replace('2024-02;10;9', '2024-02;10;10')), parameters);
  expect(places(findings)).toEqual([`compte-inattendu @ ${where}, colonne « Dépôts DMP »`]);
});

test('refuses a file without the column', () => {
  const findings = extraction.check(documentOf(file.replace(';Échecs MSS', '')), parameters);
  expect(places(findings)).toEqual(['colonne-absente @ première ligne']);
});

test.each(['', '<html>Erreur</html>', 'PK\u0003\u0004'])('refuses « %s », which is no such file', (text) => {
  expect(places(extraction.check(documentOf(text), parameters))).toEqual([`activite-absente @ ${where}`]);
});
