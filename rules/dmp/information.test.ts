import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { information } from './information.rule.ts';

const check = (text: string | null): string[] => places(information.check(lecture({ information: text }), {}));

test('accepts a sentence on the identifier and its trace', () => {
  expect(check('Votre identifiant national sert à la traçabilité de vos accès.')).toEqual([]);
});

test.each([null, '', 'Le DMP du patient est ouvert.', 'Votre identifiant est connu.'])('refuses « %s »', (text) => {
  expect(check(text)).toEqual(['information-absente @ information']);
});
