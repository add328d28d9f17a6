import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { fraicheur } from './fraicheur.rule.ts';

const parameters = { nomUtilise: 'MARTIN-QX7' };

test('accepts the person of this attempt', () => {
  expect(fraicheur.check(lecture({ bandeau: { nomUtilise: 'MARTIN-QX7' } }), parameters)).toEqual([]);
});

test.each(['MARTIN-AB2', null])('refuses a read that shows %s', (nomUtilise) => {
  const findings = fraicheur.check(lecture({ bandeau: { nomUtilise } }), parameters);
  expect(places(findings)).toEqual(['lecture-etrangere @ bandeau.nomUtilise']);
});
