import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { creationRefusee } from './creation-refusee.rule.ts';

const check = (dossier: string | null, messages: string[]): string[] =>
  places(creationRefusee.check(lecture({ dossier, messages }), { sans: 'sexe' }));

test('accepts a refusal with its message', () => {
  expect(check(null, ['Le sexe est obligatoire'])).toEqual([]);
});

test('refuses a record created without the trait', () => {
  expect(check('D1', [])).toEqual(['creation-acceptee-sans-sexe @ dossier']);
});

test('refuses a refusal without a message', () => {
  expect(check(null, [])).toEqual(['refus-sans-message @ messages']);
});
