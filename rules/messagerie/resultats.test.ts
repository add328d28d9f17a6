import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { resultats } from './resultats.rule.ts';
import { openDocument } from './testing.ts';

const expected = {
  analyse: 'Potassium',
  valeur: '5.6',
  unites: ['mmol/L'],
  bas: '3.5',
  haut: '5.1',
  interpretation: 'anormal',
};
const check = (result: Record<string, string>): string[] =>
  places(resultats.check(openDocument(result), { resultats: [expected] }));

test('accepts the result, with a decimal comma', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ valeur: '1,00' }, 'valeur-non-montre @ resultats (Potassium).valeur'],
  [{ unite: '' }, 'unite-non-montre @ resultats (Potassium).unite'],
  [{ unite: 'g/L' }, 'unite-non-montre @ resultats (Potassium).unite'],
  [{ reference: '3,5' }, 'intervalle-non-montre @ resultats (Potassium).reference'],
  [{ interpretation: '' }, 'interpretation-non-montre @ resultats (Potassium).interpretation'],
  [{ interpretation: 'normal' }, 'interpretation-non-montre @ resultats (Potassium).interpretation'],
  [{ analyse: 'Sodium' }, 'resultat-non-montre @ resultats (Potassium)'],
])('refuses a result with %o', (result, finding) => {
  expect(check(result)).toEqual([finding]);
});
