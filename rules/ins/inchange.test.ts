import { expect, test } from 'vitest';
import { observation, places } from '../testing.ts';
import { inchange } from './inchange.rule.ts';

const fiche = {
  traits: { nomNaissance: 'ADRTROIS', sexe: 'F' },
  statut: 'PROV',
  attributs: ['homonyme'],
  matricule: null as string | null,
  oid: null as string | null,
};

const check = (changes: Partial<typeof fiche>): string[] =>
  places(inchange.check({ avant: observation(fiche), apres: observation({ ...fiche, ...changes }) }, {}));

test('accepts the same record', () => {
  expect(check({})).toEqual([]);
});

test.each([
  ['sexe', { traits: { ...fiche.traits, sexe: 'M' } }],
  ['statut', { statut: 'RECUP' }],
  ['attributs', { attributs: [] }],
  ['matricule', { matricule: '297022A02077878' }],
  ['oid', { oid: '1.2.250.1.213.1.4.8' }],
])('refuses a change of %s', (field, changes) => {
  expect(check(changes)).toEqual([`modifie-${field} @ ${field}`]);
});

test('throws when the earlier read is missing', () => {
  expect(() => inchange.check({ apres: observation(fiche) }, {})).toThrow();
});
