import { expect, test } from 'vitest';
import { type DmpExchange, dmpEchanges } from '../dmp/testing.ts';
import { observation, places } from '../testing.ts';
import { serveur } from './serveur.rule.ts';

const met = (fault: string): DmpExchange => ({ tls: { fault } });

test('accepts a handshake that no request follows', () => {
  expect(serveur.check(dmpEchanges({ ...met('tls_expire'), refused: true }), {})).toEqual([]);
});

test.each(['tls_expire', 'tls_autorite', 'tls_revoque', 'tls_nom', 'tls_cle_faible', 'tls_version', 'tls_suite'])(
  'refuses a request to a server of %s, and names the exchange and the fault',
  (fault) => {
    const [finding, ...others] = serveur.check(dmpEchanges({}, met(fault)), {});
    expect([finding?.code, finding?.severity, finding?.where, others]).toEqual([
      'serveur-accepte',
      'bloquant',
      'échange 2 · TLS',
      [],
    ]);
    expect(finding?.got).toBe(`POST /si-dmp-server/v2/services/patients (échange n° 2, panne ${fault})`);
  },
);

test('tells each exchange apart', () => {
  const found = places(
    serveur.check(dmpEchanges(met('tls_nom'), { ...met('tls_expire'), refused: true }, met('tls_expire')), {}),
  );
  expect(found).toEqual(['serveur-accepte @ échange 1 · TLS', 'serveur-accepte @ échange 3 · TLS']);
});

test('does not hold the exchange of another against the product', () => {
  const others = [{ ...met('tls_expire'), attribution: 'autre' } as const];
  expect(places(serveur.check(dmpEchanges(...others), {}))).toEqual(['aucun-echange @ echanges']);
});

test('does not pass where no connection met a fault, or the one expected', () => {
  expect(places(serveur.check(dmpEchanges({}), {}))).toEqual(['aucun-echange @ echanges']);
  const inputs = dmpEchanges({ ...met('tls_expire'), refused: true });
  expect(serveur.check(inputs, { pannes: ['tls_expire'] })).toEqual([]);
  expect(places(serveur.check(inputs, { pannes: ['tls_expire', 'tls_nom'] }))).toEqual(['aucun-essai @ echanges']);
});

const session = (changes: object): Parameters<typeof serveur.check>[0] => ({
  echanges: observation({
    exchanges: [
      {
        n: 1,
        at: '2026-03-02T09:15:30.250Z',
        outcome: 'complet',
        attribution: 'inconnue',
        tls: { version: 'TLSv1.2', authorized: true },
        request: { method: 'DATA', path: 'certificat_expire', headers: [], input: 'requete-1' },
        ...changes,
      },
    ],
  }),
});

test('a listener of the mail services is judged by its name', () => {
  expect(places(serveur.check(session({}), {}))).toEqual(['serveur-accepte @ échange 1 · TLS']);
  expect(serveur.check(session({ outcome: 'refus_tls', tls: { version: '', authorized: false } }), {})).toEqual([]);
  expect(serveur.check(session({ tls: null }), {})).toEqual([]);
});
