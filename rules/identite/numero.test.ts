import { expect, test } from 'vitest';
import { insOid, publishedIdentities } from '../../core/index.ts';
import { fiche } from '../examples/identity.ts';
import { documentOf } from '../testing.ts';
import { numero } from './numero.rule.ts';

const codes = (matricule: string | null, oid: string | null = insOid.nir): string[] =>
  numero
    .check(documentOf(JSON.stringify({ ...(JSON.parse(fiche) as object), matricule, oid })), {})
    .map(({ code, severity }) => `${code} ${severity}`);

const right = Object.values(publishedIdentities).filter(({ nomNaissance }) => nomNaissance !== 'HERMANN');

test.each(right.map(({ matricule, cle, oid }) => [matricule + cle, oid] as const))('accepts %s', (matricule, oid) => {
  expect(codes(matricule, oid)).toEqual([]);
});

test.each(Object.values(insOid))('accepts the OID %s', (oid) => {
  expect(codes('297022A02077878', oid)).toEqual([]);
});

test('accepts an identity without INS', () => {
  expect(codes(null, null)).toEqual([]);
});

test('only warns of the key of HERMANN, which INSi returns', () => {
  expect(codes('181036322045660')).toEqual(['cle avertissement']);
});

test('only warns of a key worked out without the rule of Corsica', () => {
  expect(codes('297022A02077812')).toEqual(['cle avertissement']);
});

test.each([
  ['13 characters', '297022A020778'],
  ['spaces', '2 97 02 2A 020 778 78'],
  ['another letter', '297022C02077878'],
  ['a lower case letter', '297022a02077878'],
  ['no sex', '997022A02077878'],
  ['a month that is none', '297152A02077878'],
  ['a key that is no number', '297022A0207787X'],
])('refuses %s', (_, matricule) => {
  expect(codes(matricule)).toEqual(['forme-matricule bloquant']);
});

test.each([
  ['a matricule without its OID', '297022A02077878', null, 'oid-absent'],
  ['an OID without a matricule', null, insOid.nir, 'matricule-absent'],
  ['the OID of the INS-C', '297022A02077878', '1.2.250.1.213.1.4.2', 'oid-inconnu'],
] as const)('refuses %s', (...[, matricule, oid, code]) => {
  expect(codes(matricule, oid)).toEqual([`${code} bloquant`]);
});
