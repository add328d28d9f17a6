import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { usagerExpediteur } from './usager-expediteur.rule.ts';

const parameters = { nom: 'TESTBACO', prenom: 'CAMILLE', matricule: '279035121518989' };
const right = { usagerNom: 'Testbaco', usagerPrenom: 'Camille', usagerMatricule: '2 79 03 51 215 189 89' };

test('accepts the three of them, however they are written', () => {
  expect(usagerExpediteur.check(lecture(right), parameters)).toEqual([]);
});

test.each([
  ['usagerNom', 'nom'],
  ['usagerPrenom', 'prenom'],
  ['usagerMatricule', 'matricule'],
])('refuses a message without %s', (field, what) => {
  const refused = [`${what}-non-montre @ ${field}`];
  expect(places(usagerExpediteur.check(lecture({ ...right, [field]: null }), parameters))).toEqual(refused);
  expect(places(usagerExpediteur.check(lecture({ ...right, [field]: 'AUTRE' }), parameters))).toEqual(refused);
});
