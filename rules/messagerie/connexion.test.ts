import { expect, test } from 'vitest';
import { observation, places } from '../testing.ts';
import { connexion } from './connexion.rule.ts';

const session = (changes: object = {}) => ({
  n: 1,
  at: '2026-03-02T09:15:30.250Z',
  outcome: 'complet',
  attribution: 'inconnue',
  tls: { version: 'TLSv1.2', authorized: true },
  request: { method: 'SESSION', path: 'psc', headers: [], input: 'requete-1' },
  ...changes,
});
const check = (parameters: { etablie: boolean; ecoute: string }, ...exchanges: unknown[]): string[] =>
  places(connexion.check({ echanges: observation({ service: 'mss-smtp', exchanges }) }, parameters));

test('accepts a session in TLS with the operator', () => {
  expect(check({ etablie: true, ecoute: 'psc' }, session())).toEqual([]);
});

test('refuses no session at all', () => {
  expect(check({ etablie: true, ecoute: 'psc' })).toEqual(['connexion-non-etablie @ echanges']);
});

const expired = { method: 'SESSION', path: 'certificat_expire', headers: [], input: 'requete-1' };

test('accepts a handshake that the product broke off', () => {
  const broken = session({ outcome: 'refus_tls', tls: { version: '', authorized: false }, request: expired });
  expect(check({ etablie: false, ecoute: 'certificat_expire' }, broken)).toEqual([]);
});

test('refuses a session with the operator of the expired certificate', () => {
  expect(check({ etablie: false, ecoute: 'certificat_expire' }, session({ request: expired }))).toEqual([
    'certificat-accepte @ echanges · TLS',
  ]);
});

test('refuses a product that did not try', () => {
  expect(check({ etablie: false, ecoute: 'certificat_expire' })).toEqual(['aucun-essai @ echanges']);
});
