import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { patient } from './patient.rule.ts';
import { broken, mdm, messageOf } from './testing.ts';

const expected = {
  matricule: '279035121518989',
  oid: '1.2.250.1.213.1.4.10',
  nomNaissance: 'PAT-TROIS',
  prenoms: 'DOMINIQUE',
  dateNaissance: '1979-03-28',
  sexe: 'F',
  lieuNaissance: '63220',
};

test('accepts the patient expected', () => {
  expect(patient.check(messageOf(mdm()), expected)).toEqual([]);
});

test('accepts a message without INS where none is expected', () => {
  const { matricule: _, oid: __, ...traits } = expected;
  const text = mdm().replace(/~279035121518989[^|]*/, '');
  expect(patient.check(messageOf(text), traits)).toEqual([]);
});

test.each([
  ['name', { nomNaissance: 'ADRTROIS' }, ['nom @ PID[1]-5.1']],
  ['first names', { prenoms: 'DOMINIQUE MARIE' }, ['prenoms @ PID[1]-5.3']],
  ['date of birth', { dateNaissance: '1979-03-29' }, ['date-naissance @ PID[1]-7']],
  ['sex', { sexe: 'M' }, ['sexe @ PID[1]-8']],
  ['matricule', { matricule: '297022A02077878' }, ['matricule @ PID[1]-3.1']],
  ['OID', { oid: '1.2.250.1.213.1.4.8' }, ['oid @ PID[1]-3.4.2']],
  ['birthplace', { lieuNaissance: '2A020' }, ['lieu-naissance @ PID[1]-11.9']],
])('refuses another %s', (_, changes, found) => {
  expect(places(patient.check(messageOf(mdm()), { ...expected, ...changes }))).toEqual(found);
});

test('refuses a message without patient', () => {
  expect(places(patient.check(broken(mdm(), /PID.*?\r/, ''), expected))).toEqual(['segment-absent @ PID']);
});

test('refuses what is no message', () => {
  expect(places(patient.check(messageOf(''), expected))).toEqual(['hl7-illisible @ message']);
});
