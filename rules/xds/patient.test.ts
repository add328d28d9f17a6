import { expect, test } from 'vitest';
import { replaced, testIns } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { patient } from './patient.rule.ts';
import { deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const check = async (set: string, entry: string): Promise<string[]> =>
  places(await patient.check(deposit({ request: submitObjects(set + entry + hasMember) }), testIns));
const entryAt = 'échange 1 · fiche Document01 · patientId';

test('accepts the INS of the patient and its OID', async () => {
  expect(await check(rightSet(), rightEntry())).toEqual([]);
});

test('refuses a wrong OID, where it is', async () => {
  expect(await check(rightSet(), replaced(rightEntry(), testIns.oid, '1.2.250.1.213.1.4.8'))).toEqual([
    `oid @ ${entryAt}`,
  ]);
  expect(await check(replaced(rightSet(), testIns.oid, '1.2.250.1.213.1.4.9'), rightEntry())).toEqual([
    'oid @ échange 1 · lot SubmissionSet01 · patientId',
  ]);
});

test('refuses another patient', async () => {
  expect(await check(rightSet(), replaced(rightEntry(), testIns.matricule, '285047505612322'))).toEqual([
    `matricule @ ${entryAt}`,
  ]);
});

test.each([
  ['ISO^NH', 'ISO^PI'],
  ['58a6f841', '08a6f841'],
])('refuses a patientId of another form: %s → %s', async (part, by) => {
  expect(await check(rightSet(), replaced(rightEntry(), part, by))).toEqual([`patient-id @ ${entryAt}`]);
});

test('only warns of the birth date that a kit adds', async () => {
  const request = submitObjects(rightSet() + replaced(rightEntry(), 'ISO^NH', 'ISO^NH^^19790328') + hasMember);
  expect(await patient.check(deposit({ request }), testIns)).toMatchObject([
    { code: 'suite', severity: 'avertissement' },
  ]);
});

test('refuses a submission of nothing', async () => {
  expect(await check('', '')).toContain('patient-id @ échange 1 · rim:RegistryObjectList');
});
