import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { historique } from './historique.rule.ts';
import { openDocument } from './testing.ts';

const check = (nouvelle: string | null, result: Record<string, string>): string[] =>
  places(historique.check(openDocument(result), { analyse: 'Potassium', ancienne: '7.2', nouvelle }));

test('accepts a changed result with its former value', () => {
  expect(check('5.6', { historique: '7,2 mmol/L' })).toEqual([]);
});

test('refuses a changed result without its former value', () => {
  expect(check('5.6', {})).toEqual(['ancienne-valeur-non-montre @ resultats (Potassium).historique']);
});

test('refuses the former value shown as the present one', () => {
  const found = check('5.6', { valeur: '7.2', historique: '7.2 mmol/L' });
  expect(found).toEqual(['valeur-actuelle @ resultats (Potassium).valeur']);
});

test.each([
  { valeur: '', historique: '7.2 mmol/L' },
  { valeur: '7.2', historique: '7.2 mmol/L (supprimé)' },
])('accepts a result that was taken away: %o', (result) => {
  expect(check(null, result)).toEqual([]);
});

test('refuses a result that was taken away, shown as if it were not', () => {
  expect(check(null, { valeur: '7.2', historique: '7.2' })).toEqual(['valeur-actuelle @ resultats (Potassium).valeur']);
});

test('refuses a result that is no longer shown', () => {
  expect(check(null, { analyse: 'Sodium' })).toEqual(['resultat-non-montre @ resultats (Potassium)']);
});
