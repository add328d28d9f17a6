import { expect, test } from 'vitest';
import { brokenRequest, echanges, places } from '../testing.ts';
import { prenoms } from './prenoms.rule.ts';

const wrong = ['ordre-des-prenoms @ //ins:RECSANSVITALE/ins:Prenom'];
const essais = ['OLA', 'CATARINA', 'OLA CATARINA'];
const call = (prenom: string): { body: string } => ({ body: brokenRequest('DOMINIQUE', prenom) });
const check = (...sent: string[]): string[] => places(prenoms.check(echanges(...sent.map(call)), { essais }));

test('accepts each first name in turn, then all of them', () => {
  expect(check(...essais)).toEqual([]);
});

test.each([
  ['another order', ['CATARINA', 'OLA', 'OLA CATARINA']],
  ['a call that is missing', ['OLA', 'CATARINA']],
  ['a call too many', [...essais, 'OLA']],
])('refuses %s', (_, sent) => {
  expect(check(...sent)).toEqual(wrong);
});

test('refuses two first names in one call', () => {
  const body = brokenRequest('<i:Prenom>DOMINIQUE</i:Prenom>', '<i:Prenom>OLA</i:Prenom><i:Prenom>CATARINA</i:Prenom>');
  expect(places(prenoms.check(echanges({ body }), { essais: ['OLA', 'CATARINA'] }))).toEqual(wrong);
});

test('refuses a call whose body cannot be read', () => {
  const findings = prenoms.check(echanges(call('OLA'), { body: '<' }), { essais: ['OLA', 'CATARINA'] });
  expect(places(findings)).toEqual(['xml-illisible @ requête 2 · corps']);
});

test('refuses no call', () => {
  expect(check()).toEqual(['aucun-appel @ echanges']);
});

test('refuses one call that bears both first names as a list', () => {
  const findings = prenoms.check(echanges(call('OLA, CATARINA')), { essais: ['OLA', 'CATARINA'] });
  expect(places(findings)).toEqual(wrong);
});
