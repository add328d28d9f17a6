import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { traits } from './traits.rule.ts';

const parameters = { traits: { nomNaissance: 'ADRTROIS', sexe: 'F' } };

test('accepts the traits among others', () => {
  const shown = lecture({ traits: { nomNaissance: 'ADRTROIS', sexe: 'F', nomUtilise: null } });
  expect(traits.check(shown, parameters)).toEqual([]);
});

test.each([
  ['another value', { nomNaissance: 'ADRTROIS', sexe: 'M' }],
  ['an empty value', { nomNaissance: 'ADRTROIS', sexe: null }],
  ['a value that is missing', { nomNaissance: 'ADRTROIS' }],
])('refuses %s', (_, shown) => {
  const findings = traits.check(lecture({ traits: shown }), parameters);
  expect(places(findings)).toEqual(['trait-inattendu-sexe @ traits.sexe']);
});

test('refuses a value in another case', () => {
  const findings = traits.check(lecture({ traits: { nomNaissance: 'Adrtrois', sexe: 'F' } }), parameters);
  expect(places(findings)).toEqual(['trait-inattendu-nomNaissance @ traits.nomNaissance']);
});
