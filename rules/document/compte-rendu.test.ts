import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { compteRendu } from './compte-rendu.rule.ts';
import { shownReport } from './examples.ts';

const wanted = {
  titre: 'USAGEBACO',
  forme: 'N3',
  feuilleDeStyle: true,
  destinataires: ['TESTCORBACO'],
  mentions: ['validé automatiquement'],
  valeurs: ['1.95'],
};
const check = (change: Partial<typeof shownReport>) =>
  places(compteRendu.check(lecture({ ...shownReport, ...change }), wanted));

test('accepts what the report shows', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ titre: 'Autre' }, 'titre-non-montre @ titre'],
  [{ forme: 'CDA R2 N1' }, 'forme-non-montre @ forme'],
  [{ feuilleDeStyle: null }, 'feuille-de-style-non-montre @ feuilleDeStyle'],
  [{ destinataires: [] }, 'destinataires-non-montre @ destinataires'],
  [{ mentions: [] }, 'mentions-non-montre @ mentions'],
  [{ resultats: [] }, 'resultats-non-montre @ resultats'],
])('tells %o', (change, place) => {
  expect(check(change)).toEqual([place]);
});
