import { expect, test } from 'vitest';
import { fiche } from '../examples/identity.ts';
import { documentOf } from '../testing.ts';
import { traits } from './traits.rule.ts';

const codes = (changes: object, statut = 'QUAL'): string[] => {
  const right = JSON.parse(fiche) as { traits: object };
  const text = JSON.stringify({ ...right, statut, traits: { ...right.traits, ...changes } });
  return traits.check(documentOf(text), {}).map(({ code, severity }) => `${code} ${severity}`);
};

test('accepts the traits that INSi returned', () => {
  expect(codes({})).toEqual([]);
});

test.each([
  { nomNaissance: "D'ARTAGNAN" },
  { nomNaissance: 'MARTIN--DURAND' },
  { nomNaissance: 'LE GALL' },
  { prenom: 'PIERRE-ALAIN', prenoms: 'PIERRE-ALAIN MURIEL FLORIANT' },
  { prenom: 'PIERRE ALAIN', prenoms: 'PIERRE-ALAIN MURIEL' },
  { prenoms: null },
  { sexe: 'M' },
  { dateNaissance: '1960-20-31' },
  { lieuNaissance: '99350' },
  { lieuNaissance: '2B020' },
])('accepts %j', (changes) => {
  expect(codes(changes)).toEqual([]);
});

test.each([
  ['forme-nomNaissance', { nomNaissance: 'Adrtrois' }],
  ['forme-nomNaissance', { nomNaissance: 'ADRTROISÈ' }],
  ['forme-nomNaissance', { nomNaissance: 'ŒDIPE' }],
  ['forme-nomNaissance', { nomNaissance: "O''HARA" }],
  ['forme-prenom', { prenom: 'DOMINIQUE-', prenoms: null }],
  ['forme-prenoms', { prenoms: 'DOMINIQUE, ANNE', prenom: 'DOMINIQUE,' }],
  ['forme-sexe', { sexe: '2' }],
  ['forme-dateNaissance', { dateNaissance: '26/02/1997' }],
  ['forme-lieuNaissance', { lieuNaissance: 'AJACCIO' }],
  ['trait-absent-nomNaissance', { nomNaissance: null }],
  ['trait-absent-prenom', { prenom: '' }],
  ['trait-absent-sexe', { sexe: null }],
  ['trait-absent-dateNaissance', { dateNaissance: null }],
  ['trait-absent-lieuNaissance', { lieuNaissance: null }],
  ['date-incomplete', { dateNaissance: '1950-00-12' }],
  ['date-incomplete', { dateNaissance: '1950-02-00' }],
])('refuses as « %s » %j', (code, changes) => {
  expect(codes(changes)).toContain(`${code} bloquant`);
});

test.each([
  ['longueur-nomNaissance', { nomNaissance: 'A'.repeat(101) }],
  ['date-impossible', { dateNaissance: '1997-02-30' }],
  ['premier-prenom', { prenom: 'ANNE' }],
  ['premier-prenom', { prenom: 'DOMI' }],
])('only warns as « %s » of %j', (code, changes) => {
  expect(codes(changes)).toEqual([`${code} avertissement`]);
});

test('only warns of a local form, before INSi returned anything', () => {
  expect(codes({ nomNaissance: 'Adrtrois' }, 'PROV')).toEqual(['forme-nomNaissance avertissement']);
});

test.each(['', '{', 'null', '[]', '{"traits":3}', '{"traits":{"sexe":2}}'])('refuses the document %j', (text) => {
  expect(traits.check(documentOf(text), {})).toMatchObject([{ code: 'fiche-illisible', severity: 'bloquant' }]);
});

test('reads what an attempt observed', () => {
  expect(traits.check(documentOf(JSON.stringify({ value: JSON.parse(fiche) as unknown })), {})).toEqual([]);
});
