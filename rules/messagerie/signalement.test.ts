import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { signalement } from './signalement.rule.ts';
import { workList } from './testing.ts';

const titre = 'Bilan USAGEBA';
const check = (nature: string, present: boolean, alertes: string[]): string[] =>
  places(signalement.check(workList({ alertes }), { nature, present, titre }));

test.each([
  ['pathologique', 'Résultat pathologique'],
  ['pathologique', 'Valeurs anormales'],
  ['hors-intervalle', 'Hors de l’intervalle de référence'],
  ['critique', 'Résultat critique'],
  ['critique', 'À voir en urgence'],
])('a signal of nature %s may be « %s »', (nature, alert) => {
  expect(check(nature, true, [alert])).toEqual([]);
});

test.each(['pathologique', 'hors-intervalle', 'critique'])(
  'refuses a document that is not signalled (%s)',
  (nature) => {
    expect(check(nature, true, ['Nouvelle version'])).toEqual([`non-signale @ lignes (${titre}).alertes`]);
  },
);

test('an ordinary signal is not a special one', () => {
  expect(check('critique', true, ['Résultat pathologique'])).toEqual([`non-signale @ lignes (${titre}).alertes`]);
});

test('refuses a signal without cause', () => {
  expect(check('pathologique', false, ['Résultat pathologique'])).toEqual([
    `signale-a-tort @ lignes (${titre}).alertes`,
  ]);
});

test('a list without the document signals nothing rightly', () => {
  const found = signalement.check(workList(), { nature: 'pathologique', present: false, titre });
  expect(places(found)).toEqual([`ligne-absente @ lignes (${titre}).alertes`]);
});

test('looks at the alerts of an open document', () => {
  const inputs = lecture({ alertes: ['Supprimé par son auteur'] });
  expect(signalement.check(inputs, { nature: 'suppression', present: true })).toEqual([]);
});
