import { expect, test } from 'vitest';
import { documentOf, places } from '../testing.ts';
import { documentPatient } from './document-patient.rule.ts';

test('accepts a document that bears the birth name', () => {
  expect(documentPatient.check(documentOf('<p>ADRTROIS Dominique</p>'), { nomNaissance: 'ADRTROIS' })).toEqual([]);
});

test('refuses a document of another person', () => {
  const findings = documentPatient.check(documentOf('<p>ADRUN Zoé</p>'), { nomNaissance: 'ADRTROIS' });
  expect(places(findings)).toEqual(['document-etranger @ document']);
});

test('refuses a document that is missing', () => {
  const findings = documentPatient.check({}, { nomNaissance: 'ADRTROIS' });
  expect(places(findings)).toEqual(['document-etranger @ document']);
});
