import { expect, test } from 'vitest';
import { authorization, exchange, jwt, pscCalls, userinfo } from '../examples/psc.ts';
import { places } from '../testing.ts';
import { tolerance } from './tolerance.rule.ts';

const two = { sub: 's', SubjectRefPro: { exercices: [{ activities: [{}, {}] }] } };
const shown = [
  ['eidas1', exchange(), userinfo()],
  ['eidas2', exchange({ acr: 'eidas2' }), userinfo()],
  ['userinfo_jwt', exchange(), userinfo(jwt({ sub: 's' }))],
  ['exercices', exchange(), userinfo(two)],
  ['valeurs_vides', exchange(), userinfo({ sub: 's', Mode_Acces_Raison: '' })],
  ['hors_rpps', exchange(), userinfo()],
] as const;

test.each(shown)('accepts a sign-in that completes with %s', (variante, ...calls) => {
  expect(tolerance.check(pscCalls(...calls), { variante })).toEqual([]);
});

test.each(shown)('refuses one that starts again with %s', (variante, ...calls) => {
  expect(places(tolerance.check(pscCalls(...calls, authorization()), { variante }))).toEqual([
    'connexion-abandonnee @ appel 3 (autorisation) · appel',
  ]);
});

test('refuses one that stops before the userinfo', () => {
  expect(places(tolerance.check(pscCalls(exchange({ acr: 'eidas2' })), { variante: 'eidas2' }))).toEqual([
    'userinfo-non-lu @ userinfo',
  ]);
});

test.each(['eidas2', 'userinfo_jwt', 'exercices', 'valeurs_vides'] as const)(
  'takes nothing for granted when %s was not shown',
  (variante) => {
    expect(places(tolerance.check(pscCalls(exchange(), userinfo()), { variante }))).toEqual([
      'panne-non-montree @ echanges',
    ]);
  },
);
