import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { consentement } from './consentement.rule.ts';
import { adt, broken, discharge, messageOf } from './testing.ts';

test.each([[1, adt()]] as const)('accepts right message %i', (_, text) => {
  expect(consentement.check(messageOf(text), { alimentation: 'INO', consultation: 'IC' })).toEqual([]);
});

test.each([
  ['another choice for the feeding', broken(adt(), '|INO|', '|IO|'), 'alimentation @ ZFA[1]-9'],
  ['another choice for the consultation', broken(adt(), '|IC|', '|INC|'), 'consultation @ ZFA[1]-11'],
  ['a date that is none', broken(adt(), '|IC|20260302091530', '|IC|hier'), 'date @ ZFA[1]-12'],
  ['no ZFA', broken(adt(), /ZFA.*?\r/, ''), 'segment-absent @ ZFA'],
])('refuses %s', (_, inputs, place) => {
  expect(places(consentement.check(inputs, { alimentation: 'INO', consultation: 'IC' }))).toEqual([place]);
});

test('accepts a discharge, which tells no choice, and warns of an admission that tells none', () => {
  const severities = (text: string) => consentement.check(messageOf(text), {}).map(({ severity }) => severity);
  expect([severities(discharge()), severities(adt().replace(/ZFA.*?\r/, ''))]).toEqual([[], ['avertissement']]);
});

test('warns of a code that the examples have not', () => {
  const findings = consentement.check(broken(adt(), '|IC|', '|OUI|'), {});
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['code-inconnu', 'avertissement']]);
});

test('refuses what is no message', () => {
  expect(
    places(consentement.check(messageOf('<ClinicalDocument/>'), { alimentation: 'INO', consultation: 'IC' })),
  ).toEqual(['hl7-illisible @ message']);
});
