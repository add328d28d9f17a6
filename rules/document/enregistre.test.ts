import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { enregistre } from './enregistre.rule.ts';

test('accepts a document that has an identifier', () => {
  expect(enregistre.check(lecture({ document: 'D7', messages: [] }), {})).toEqual([]);
});

test('refuses a creation that gave no document', () => {
  const findings = enregistre.check(lecture({ document: null, messages: ['Titre obligatoire'] }), {});
  expect(places(findings)).toEqual(['document-non-enregistre @ document']);
});
