import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { accuse } from './accuse.rule.ts';

const parameters = { objet: 'Avis TESTCOR', accuse: 'reçu' };
const check = (...lignes: unknown[]): string[] => places(accuse.check(lecture({ lignes }), parameters));

test('accepts a sent mail shown as received', () => {
  expect(check({ sens: 'envoye', objet: 'Avis TESTCOR', accuse: 'Reçu le 2 mars' })).toEqual([]);
});

test('refuses a sent mail whose receipt is not shown', () => {
  expect(check({ sens: 'envoye', objet: 'Avis TESTCOR', accuse: '' })).toEqual([
    'accuse-non-montre @ lignes (Avis TESTCOR)',
  ]);
});

test('refuses a list without the sent mail', () => {
  expect(check()).toEqual(['envoi-non-montre @ lignes (Avis TESTCOR)']);
});
