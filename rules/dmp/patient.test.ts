import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { patient } from './patient.rule.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, existence, replaced, search, testIns } from './testing.ts';

const check = (exchange: DmpExchange): string[] => places(patient.check(dmpEchanges(exchange), testIns));
const other = { matricule: '285047505612322', oid: '1.2.250.1.213.1.4.8' };
const identifier = 'échange 1 · //h:parameterList/h:patientIdentifier/h:value';

test.each([
  ['an existence test', {}],
  ['a deposit', depositExchange()],
  ['a search', { body: dmpEnvelope({ body: search() }) }],
])('accepts %s of the patient', (_, exchange) => {
  expect(check(exchange)).toEqual([]);
});

test('refuses the existence test of another patient', () => {
  const body = existence({ ...testIns, matricule: other.matricule });
  expect(check({ body: dmpEnvelope({ body }) })).toEqual([`matricule @ ${identifier}`]);
});

test('refuses a wrong OID', () => {
  const body = existence({ ...testIns, oid: other.oid });
  expect(check({ body: dmpEnvelope({ body }) })).toEqual([`oid @ ${identifier}`]);
});

test('refuses an existence test of nobody', () => {
  const body = replaced(existence(), 'patientIdentifier', 'livingSubjectName');
  expect(check({ body: dmpEnvelope({ body }) })).toEqual([`patient-absent @ ${identifier}`]);
});

test('refuses a deposit for another patient, in the lot and in the entry', () => {
  const found = check(depositExchange({ xml: (right) => replaced(right, testIns.matricule, other.matricule) }));
  expect(found.map((finding) => finding.split(' @ ')[0])).toEqual(['matricule', 'matricule']);
});

test('refuses the search of another patient', () => {
  const body = replaced(search(), testIns.matricule, other.matricule);
  expect(check({ body: dmpEnvelope({ body }) })).toHaveLength(1);
});

test('a search without patient is that of the VIHF', () => {
  const body = replaced(search(), '$XDSDocumentEntryPatientId', '$autre');
  expect(check({ body: dmpEnvelope({ body }) })).toEqual([]);
});
