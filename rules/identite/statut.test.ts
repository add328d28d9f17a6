import { expect, test } from 'vitest';
import { fiche } from '../examples/identity.ts';
import { documentOf } from '../testing.ts';
import { statut } from './statut.rule.ts';

const none = { matricule: null, oid: null };
const codes = (changes: object): string[] =>
  statut
    .check(documentOf(JSON.stringify({ ...(JSON.parse(fiche) as object), ...changes })), {})
    .map(({ code }) => code);

test.each([
  { statut: 'QUAL' },
  { statut: 'RECUP' },
  { statut: 'VALI', ...none },
  { statut: 'PROV', ...none },
  { statut: 'PROV', ...none, attributs: ['homonyme', 'douteuse'] },
  { statut: 'PROV', ...none, attributs: ['fictive'] },
  { statut: 'QUAL', attributs: ['homonyme'] },
])('accepts %j', (changes) => {
  expect(codes(changes)).toEqual([]);
});

test.each([
  ['statut-inconnu', { statut: 'qualifiée' }],
  ['statut-inconnu', { statut: null }],
  ['attribut-inconnu', { attributs: ['doublon'] }],
  ['matricule-conserve', { statut: 'VALI' }],
  ['matricule-conserve', { statut: 'PROV' }],
  ['matricule-absent', { statut: 'QUAL', ...none }],
  ['matricule-absent', { statut: 'RECUP', ...none }],
  ['attributs-exclusifs', { statut: 'PROV', ...none, attributs: ['douteuse', 'fictive'] }],
  ['attribut-hors-provisoire', { statut: 'QUAL', attributs: ['douteuse'] }],
  ['attribut-hors-provisoire', { statut: 'VALI', ...none, attributs: ['fictive'] }],
])('refuses as « %s » %j', (code, changes) => {
  expect(codes(changes)).toEqual([code]);
});
