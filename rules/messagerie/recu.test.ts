import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { recu } from './recu.rule.ts';

const check = (...lignes: unknown[]): string[] => places(recu.check(lecture({ lignes }), { objet: 'Avis TESTCOR' }));

test('accepts a list that shows the received mail', () => {
  expect(check({ sens: 'recu', objet: 'Avis TESTCOR' })).toEqual([]);
});

test('refuses a list that shows it only as sent', () => {
  expect(check({ sens: 'envoye', objet: 'Avis TESTCOR' })).toEqual(['courriel-non-montre @ lignes']);
});
