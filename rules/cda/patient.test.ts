import { expect, test } from 'vitest';
import { replaced, rightCda } from '../pieces/testing.ts';
import { documentOf, places } from '../testing.ts';
import { patient } from './patient.rule.ts';

const person = {
  qualifiee: true,
  matricule: '279035121518989',
  oid: '1.2.250.1.213.1.4.10',
  nomNaissance: 'PAT-TROIS',
  prenom: 'DOMINIQUE',
  prenoms: 'DOMINIQUE ROSE',
  sexe: 'F',
  dateNaissance: '1979-03-28',
  lieuNaissance: '51215',
};
const check = async (text: string, changes: Partial<typeof person> = {}) =>
  places(await patient.check(documentOf(text), { ...person, ...changes }));
const role = 'document · /ClinicalDocument/recordTarget/patientRole';
const withoutIns = replaced(rightCda, /<id root="1.2.250.1.213.1.4.10"[^>]*>/, '');

test('accepts the patient of the record', async () => {
  expect(await check(rightCda)).toEqual([]);
});

test.each([
  [{ matricule: '279035121518990' }, `matricule @ ${role}/id/@extension`],
  [{ oid: '1.2.250.1.213.1.4.8' }, `oid @ ${role}/id/@root`],
  [{ nomNaissance: 'AUTRE' }, `nom-naissance @ ${role}/patient/name/family[@qualifier=BR]`],
  [{ prenom: 'AUTRE' }, `prenom @ ${role}/patient/name/given[@qualifier=BR]`],
  [{ prenoms: 'DOMINIQUE' }, `prenoms @ ${role}/patient/name/given`],
  [{ sexe: 'M' }, `sexe @ ${role}/patient/administrativeGenderCode`],
  [{ dateNaissance: '1979-03-29' }, `date-naissance @ ${role}/patient/birthTime`],
  [{ lieuNaissance: '63220' }, `lieu-naissance @ ${role}/patient/birthplace/place/addr/county`],
])('refuses a document of another than %o', async (changes, place) => {
  expect(await check(rightCda, changes)).toEqual([place]);
});

test('refuses a qualified patient without an INS', async () => {
  expect(await check(withoutIns)).toEqual([`matricule @ ${role}/id/@extension`, `oid @ ${role}/id/@root`]);
});

test('accepts an unqualified patient without an INS', async () => {
  expect(await check(withoutIns, { qualifiee: false })).toEqual([]);
});

test('refuses the INS of an unqualified patient', async () => {
  expect(await check(rightCda, { qualifiee: false })).toEqual([`ins-transmise @ ${role}/id[1]`]);
});

test('refuses the matricule of an unqualified patient under another root', async () => {
  const hidden = replaced(withoutIns, 'IPP0001', '2790351215189');
  expect(await check(hidden, { qualifiee: false })).toEqual([`ins-transmise @ ${role}/id`]);
});
