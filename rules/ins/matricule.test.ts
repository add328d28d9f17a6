import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { matricule } from './matricule.rule.ts';

const ins = { matricule: '297022A02077878', oid: '1.2.250.1.213.1.4.8' };
const none = { matricule: null, oid: null };

test('accepts what INSi gave', () => {
  expect(matricule.check(lecture(ins), ins)).toEqual([]);
});

test('accepts empty fields when none is expected', () => {
  expect(matricule.check(lecture(none), none)).toEqual([]);
});

test.each(['matricule', 'oid'])('refuses a missing %s', (field) => {
  expect(places(matricule.check(lecture({ ...ins, [field]: null }), ins))).toEqual([`${field}-inattendu @ ${field}`]);
});

test('refuses a matricule whose key was put right', () => {
  const given = { ...ins, matricule: '181036322045660' };
  const findings = matricule.check(lecture({ ...ins, matricule: '181036322045676' }), given);
  expect(places(findings)).toEqual(['matricule-inattendu @ matricule']);
});

test.each(['matricule', 'oid'] as const)('refuses a %s that should have gone', (field) => {
  const findings = matricule.check(lecture({ ...none, [field]: ins[field] }), none);
  expect(places(findings)).toEqual([`${field}-conserve @ ${field}`]);
});
