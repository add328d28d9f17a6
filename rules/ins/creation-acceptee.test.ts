import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { creationAcceptee } from './creation-acceptee.rule.ts';

test('accepts a record that is created', () => {
  expect(creationAcceptee.check(lecture({ dossier: 'D1', messages: [] }), {})).toEqual([]);
});

test('refuses a record that is not created', () => {
  const findings = creationAcceptee.check(lecture({ dossier: null, messages: ['Adresse obligatoire'] }), {});
  expect(places(findings)).toEqual(['creation-refusee @ dossier']);
});
