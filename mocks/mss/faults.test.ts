import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail, openMss, type TestMss } from '../../test/support/mss.ts';
import { lapsedValidity } from '../pki/index.ts';
import type { FaultKind } from './index.ts';

let bench: TestMss;
beforeEach(async () => {
  bench = await openMss();
});
afterEach(async () => await bench[Symbol.asyncDispose]());

const letter = { to: mail.colleague, text: 'Bonjour.' };

async function open(kind: FaultKind): Promise<number> {
  const credential = await bench.pki.server(['localhost'], { validity: lapsedValidity() });
  const listener = await bench.mss.faultListener(kind, kind === 'certificat_expire' ? { credential } : {});
  return listener.port;
}

describe('a server that a product must refuse', () => {
  it.for([
    ['certificat_expire', 'certificate has expired'],
    ['autorite_etrangere', 'unable to get local issuer certificate'],
  ] as const)('%s', async ([kind, client]) => {
    const port = await open(kind);
    await expect(bench.send(letter, { port })).rejects.toThrow(client);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      request: { path: kind },
      tls: { clientHello: { serverName: 'localhost' } },
    });
  });

  it('tls11', async () => {
    const port = await open('tls11');
    await expect(bench.send(letter, { port })).rejects.toThrow(/protocol/);
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ outcome: 'refus_tls', tls: { error: 'ERR_SSL_UNSUPPORTED_PROTOCOL' } });
  });

  it('suite_interdite', async () => {
    const port = await open('suite_interdite');
    const tls = { ca: bench.pki.chain, ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES128-GCM-SHA256' };
    await expect(bench.send(letter, { port, tls })).rejects.toThrow();
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({ outcome: 'refus_tls', tls: { error: 'ERR_SSL_NO_SHARED_CIPHER' } });
  });

  it('shows a product that refuses nothing', async () => {
    const port = await open('suite_interdite');
    await bench.send(letter, { port });
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      request: { method: 'DATA', path: 'suite_interdite' },
      tls: { cipher: 'TLS_RSA_WITH_AES_256_GCM_SHA384' },
    });
  });

  it('wants its expired certificate', async () => {
    await expect(bench.mss.faultListener('certificat_expire')).rejects.toThrow('aucun certificat expiré');
  });
});
