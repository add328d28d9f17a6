import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mail, openMss, type TestMss, testPki } from '../../test/support/mss.ts';
import { handshake, revocationOptions, strictOptions } from '../../test/support/strict-client.ts';
import { type FaultKind, faultCatalogue } from './index.ts';

let bench: TestMss;
beforeEach(async () => {
  const pki = await testPki();
  bench = await openMss({ faultCredential: (state) => pki.mssServer(['localhost'], state) });
});
afterEach(async () => await bench[Symbol.asyncDispose]());

const letter = { to: mail.colleague, text: 'Bonjour.' };

/** What a client that checks everything says of each. */
const refusals: Readonly<Record<FaultKind, string>> = {
  tls11: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  suite_interdite: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  dh_1024: 'ERR_SSL_DH_KEY_TOO_SMALL',
  ecdh_224: 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  certificat_expire: 'CERT_HAS_EXPIRED',
  certificat_revoque: 'CERT_REVOKED',
  autorite_etrangere: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  autre_gamme: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
};
const kinds = Object.keys(faultCatalogue) as FaultKind[];
const cases = kinds.flatMap((kind) => [['smtp', kind] as const, ['imap', kind] as const]);

describe('a faulty listener', () => {
  it.for(cases)('is refused by a strict client: %s %s', async ([protocol, kind]) => {
    const { port } = await bench.mss.faultListener(kind, { protocol });
    const options = kind === 'certificat_revoque' ? await revocationOptions(bench.pki) : strictOptions(bench.pki);
    expect(await handshake(protocol, port, options)).toBe(refusals[kind]);
  });

  it('only a product that checks refuses: a client as it comes accepts what is said to be discriminating', async () => {
    const accepted: FaultKind[] = [];
    for (const kind of kinds) {
      const { port } = await bench.mss.faultListener(kind);
      if (/^[A-Z]+\d*-/.test((await handshake('smtp', port, { ca: bench.pki.chain })).replace(/^TLS_/, 'TLS-'))) {
        accepted.push(kind);
      }
    }
    expect(accepted).toEqual(kinds.filter((kind) => faultCatalogue[kind].discriminant));
  });

  it('the right listeners are accepted by the same strict clients', async () => {
    const { pscSmtp, pscImap } = bench.mss.ports;
    const options = { ...strictOptions(bench.pki), maxVersion: 'TLSv1.2' } as const;
    const revocation = { ...(await revocationOptions(bench.pki)), maxVersion: 'TLSv1.2' } as const;
    expect([await handshake('smtp', pscSmtp, options), await handshake('imap', pscImap, revocation)]).toEqual([
      'ECDHE-RSA-AES256-GCM-SHA384',
      'ECDHE-RSA-AES256-GCM-SHA384',
    ]);
  });

  it('names itself in the journal, with what the client offered', async () => {
    const { port } = await bench.mss.faultListener('certificat_expire');
    await expect(bench.send(letter, { port })).rejects.toThrow('certificate has expired');
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      request: { path: 'certificat_expire' },
      tls: { clientHello: { serverName: 'localhost' } },
    });
  });

  it('of IMAP names itself in the journal', async () => {
    const { port } = await bench.mss.faultListener('autorite_etrangere', { protocol: 'imap' });
    await handshake('imap', port, { ca: bench.pki.chain });
    const [, exchange] = await bench.imapExchanges(2);
    expect(exchange).toMatchObject({
      outcome: 'refus_tls',
      request: { method: 'STARTTLS', path: 'autorite_etrangere' },
      tls: { clientHello: { serverName: 'localhost' } },
    });
  });

  it('serves a product that refuses nothing, so that it is seen', async () => {
    const { port } = await bench.mss.faultListener('suite_interdite');
    await bench.send(letter, { port });
    const [exchange] = await bench.exchanges();
    expect(exchange).toMatchObject({
      request: { method: 'DATA', path: 'suite_interdite' },
      tls: { cipher: 'TLS_RSA_WITH_AES_256_GCM_SHA384' },
    });
  });

  it.for(['smtp', 'imap'] as const)('stops alone: %s', async (protocol) => {
    const { port, stop } = await bench.mss.faultListener('tls11', { protocol });
    await stop();
    await expect(handshake(protocol, port, {})).rejects.toThrow();
  });

  it.for(['smtp', 'imap'] as const)('closes with its scenario, and no other: %s', async (protocol) => {
    const { port } = await bench.mss.control.faultListener('suite_interdite', { protocol, owner: 'A' });
    bench.mss.control.reset('B');
    const before = await handshake(protocol, port, { ca: bench.pki.chain });
    bench.mss.control.reset('A');
    expect(before).toBe('AES256-GCM-SHA384');
    await expect(handshake(protocol, port, {})).rejects.toThrow();
  });

  it('wants a certificate that it can’t make', async () => {
    await using bare = await openMss();
    await expect(bare.mss.faultListener('certificat_expire')).rejects.toThrow('aucun certificat expiré');
  });
});

describe('the TLS of the operator', () => {
  it('follows v0.1: four suites, TLS 1.2 only', async () => {
    await using old = await openMss({ tls: { suites: 'v0.1' } });
    const port = old.mss.ports.pscSmtp;
    const dhe = { ca: old.pki.chain, ciphers: 'DHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' } as const;
    expect([
      await handshake('smtp', port, { ca: old.pki.chain }),
      await handshake('smtp', port, dhe),
      await handshake('smtp', port, { ca: old.pki.chain, minVersion: 'TLSv1.3' }),
    ]).toEqual([
      'ECDHE-RSA-AES256-GCM-SHA384',
      'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    ]);
  });

  it.for(['smtp', 'imap'] as const)('can leave TLS 1.3 out, with the six suites: %s', async (protocol) => {
    await using twelve = await openMss({ tls: { tls13: false } });
    const port = protocol === 'smtp' ? twelve.mss.ports.pscSmtp : twelve.mss.ports.pscImap;
    const dhe = { ca: twelve.pki.chain, ciphers: 'DHE-RSA-AES256-GCM-SHA384' };
    expect(await handshake(protocol, port, dhe)).toBe('DHE-RSA-AES256-GCM-SHA384');
  });
});
