import { beforeEach, describe, expect, it } from 'vitest';
import { FaultBoard } from './board.ts';
import { faultCatalogue } from './catalogue.ts';
import type { ServiceFault, TlsFaultKind } from './fault.ts';

const shown: Array<TlsFaultKind | undefined> = [];
let board: FaultBoard;

beforeEach(() => {
  shown.length = 0;
  board = new FaultBoard({
    errorAnswer: (service, code) =>
      service === 'insi' && code === 'insi_102' ? new Response('<Fault/>', { status: 500 }) : undefined,
    prepareTls: () => Promise.resolve(),
    showTls: (_service, kind) => void shown.push(kind),
  });
});

const exchange = { service: 'insi', path: '/lps', body: Buffer.from('<NomNaissance>Lefèvre</NomNaissance>') };

describe('a board of faults', () => {
  it('leaves an exchange alone when no fault is set', () => {
    expect(board.take(exchange)).toBeUndefined();
  });

  it('makes an exchange of the service go wrong', async () => {
    await board.set({ service: 'insi', panne: 'lenteur', delaiMs: 5 });
    expect(board.take(exchange)).toMatchObject({ panne: 'lenteur', effect: 'attend', delayMs: 5 });
  });

  it('leaves other services alone', async () => {
    await board.set({ service: 'dmp', panne: 'coupure' });
    expect(board.take(exchange)).toBeUndefined();
  });

  it('stops after as many exchanges as asked', async () => {
    await board.set({ service: 'insi', panne: 'coupure', fois: 2 });
    const met = [1, 2, 3].map(() => board.take(exchange)?.effect);
    expect(met).toEqual(['coupe', 'coupe', undefined]);
  });

  it('meets only the exchanges that bear its key, whatever the case', async () => {
    await board.set({ service: 'insi', panne: 'coupure', cles: ['LEFÈVRE'] });
    const other = { ...exchange, body: Buffer.from('<NomNaissance>Autre</NomNaissance>') };
    expect([board.take(other), board.take(exchange)?.keys]).toEqual([undefined, ['LEFÈVRE']]);
  });

  it('answers an error of the service itself', async () => {
    await board.set({ service: 'insi', panne: 'erreur', code: 'insi_102' });
    const met = board.take(exchange);
    expect(met?.effect === 'repond' ? await met.response.text() : met).toBe('<Fault/>');
  });

  it('answers an HTML page for HTTP 503', async () => {
    await board.set({ service: 'insi', panne: 'http_503' });
    const met = board.take(exchange);
    expect(met?.effect === 'repond' ? [met.response.status, met.response.headers.get('content-type')] : met).toEqual([
      503,
      'text/html; charset=utf-8',
    ]);
  });

  it('shows a wrong TLS until the fault is withdrawn', async () => {
    const id = await board.set({ service: 'dmp', panne: 'tls_expire' });
    board.withdraw(id);
    expect(shown).toEqual(['tls_expire', undefined]);
  });

  it('goes back to the TLS fault below when the one above is withdrawn', async () => {
    await board.set({ service: 'dmp', panne: 'tls_expire' });
    board.withdraw(await board.set({ service: 'dmp', panne: 'tls_autorite' }));
    expect(shown).toEqual(['tls_expire', 'tls_autorite', 'tls_expire']);
  });

  it('forgets the faults of an owner and no other', async () => {
    await board.set({ service: 'insi', panne: 'coupure', owner: 'INS/va1.01.01' });
    await board.set({ service: 'insi', panne: 'silence', owner: 'autre' });
    board.reset('INS/va1.01.01');
    expect(board.list().map(({ panne }) => panne)).toEqual(['silence']);
  });

  it('says which exigences a fault tests', async () => {
    await board.set({ service: 'dmp', panne: 'tls_version' });
    expect(board.list()[0]?.exigences).toEqual(['PDT-INF-579v4']);
  });

  const impossible: Array<[string, ServiceFault]> = [
    ['a delay without slowness', { service: 'insi', panne: 'coupure', delaiMs: 5 }],
    ['slowness without delay', { service: 'insi', panne: 'lenteur' }],
    ['an unknown code', { service: 'insi', panne: 'erreur', code: 'xyz' }],
    ['an error without code', { service: 'insi', panne: 'erreur' }],
    ['a count of handshakes', { service: 'insi', panne: 'tls_nom', fois: 1 }],
  ];

  it.each(impossible)('refuses %s', async (_why, fault) => {
    await expect(board.set(fault)).rejects.toMatchObject({ code: 'panne_invalide' });
  });
});

describe('the catalogue of faults', () => {
  it.each(Object.entries(faultCatalogue))('ties %s to an exigence for each of its services', (_kind, { exigences }) => {
    expect(Object.values(exigences).every((ids) => ids.length > 0)).toBe(true);
  });
});
