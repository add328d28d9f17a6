import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { dossierOuvert } from './dossier-ouvert.rule.ts';

const right = {
  statut: 'Qualifiée',
  etatDmp: 'Actif',
  autorisation: 'Valide',
  nouveautes: [{ type: 'CR d’imagerie médicale', nombre: '2' }],
  mention: '2 documents nouveaux',
};
const check = (parameters: object, changes: object = {}): string[] =>
  places(dossierOuvert.check(lecture({ ...right, ...changes }), parameters as never));
const nouveautes = [{ type: 'imagerie', nombre: 2 }];

test('accepts what is shown', () => {
  expect(check({ statut: 'qualifi', etat: 'actif', autorisation: 'valide', nouveautes })).toEqual([]);
});

test.each([
  ['another state', { etat: 'fermé' }, {}, ['non-montre @ etatDmp']],
  ['no status', { statut: 'qualifi' }, { statut: '' }, ['non-montre @ statut']],
  ['no authorisation', { autorisation: 'valide' }, { autorisation: null }, ['non-montre @ autorisation']],
  [
    'another count',
    { nouveautes },
    { nouveautes: [{ type: 'Imagerie', nombre: '3' }] },
    ['nouveautes-inattendues @ nouveautes'],
  ],
  [
    'a type besides',
    { nouveautes },
    { nouveautes: [...right.nouveautes, { type: 'Synthèse', nombre: '1' }] },
    ['nouveautes-inattendues @ nouveautes'],
  ],
  ['a silence', { nouveautes: [] }, { nouveautes: [], mention: '' }, ['absence-non-montree @ mention']],
])('refuses %s', (...[, parameters, changes, expected]) => {
  expect(check(parameters, changes)).toEqual(expected);
});

test('accepts an absence that is said', () => {
  expect(check({ nouveautes: [] }, { nouveautes: [], mention: 'Aucun document nouveau' })).toEqual([]);
});
