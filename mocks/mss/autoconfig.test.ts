import { get } from 'node:https';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { mail, openMss, type TestMss } from '../../test/support/mss.ts';
import { startTlsHost, type TlsHost } from '../host/index.ts';
import { autoconfigHandlers } from './index.ts';

const handlers = autoconfigHandlers({ domain: 'test.mssante.fr', host: 'mss.test', ports: { imap: 6143, smtp: 6587 } });

async function answered(address: string): Promise<Response | undefined> {
  return await getResponse(handlers, new Request(address));
}

const path = 'https://autoconfig.test.mssante.fr/mail/config-v1.1.xml';

describe('the autoconfiguration', () => {
  it('tells where the PSC interface is', async () => {
    const response = await answered(`${path}?emailaddress=alix.temoin@test.mssante.fr`);
    const { clientConfig } = await parseStringPromise((await response?.text()) ?? '', { explicitArray: false });
    expect(clientConfig.emailProvider).toMatchObject({
      domain: 'test.mssante.fr',
      incomingServer: {
        $: { type: 'imap' },
        hostname: 'mss.test',
        port: '6143',
        socketType: 'STARTTLS',
        authentication: 'OAuth2',
      },
      outgoingServer: {
        $: { type: 'smtp' },
        hostname: 'mss.test',
        port: '6587',
        socketType: 'STARTTLS',
        authentication: 'OAuth2',
      },
    });
  });

  it.for([
    ['an address of another domain', `${path}?emailaddress=quelquun@example.org`, 404],
    ['what is no address', `${path}?emailaddress=quelquun`, 404],
    ['the host of another domain', 'https://autoconfig.autre.mssante.fr/mail/config-v1.1.xml', 404],
    ['no address', path, 200],
    ['the domain in capitals', `${path}?emailaddress=A@TEST.MSSANTE.FR`, 200],
    ['a bench without host name', 'https://localhost:6443/mail/config-v1.1.xml', 200],
    ['another folder', 'https://localhost/ailleurs/mail/config-v1.1.xml', undefined],
  ] as const)('answers %s as it should', async ([, address, status]) => {
    expect((await answered(address))?.status).toBe(status);
  });
});

describe('on its own listener', () => {
  async function host(bench: TestMss): Promise<TlsHost> {
    const names = ['localhost', 'autoconfig.test.mssante.fr'];
    return await startTlsHost({
      ...bench.parts,
      service: bench.mss.autoconfig('localhost'),
      listen: '127.0.0.1',
      port: 0,
      credential: await bench.pki.server(names),
      clientAuthorities: [],
      clientCertificate: 'aucun',
    });
  }

  function read(bench: TestMss, port: number, target: string): Promise<string> {
    const servername = 'autoconfig.test.mssante.fr';
    const headers = { host: servername };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: target, servername, headers, ca: bench.pki.chain, agent: false };
      get(options, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.once('end', () => resolve(text));
      }).once('error', reject);
    });
  }

  it('names the real ports of the running operator, under a certificate for autoconfig.<domaine>', async () => {
    await using bench = await openMss();
    const { port, stop } = await host(bench);
    const text = await read(bench, port, `/mail/config-v1.1.xml?emailaddress=${mail.doctor}`);
    await stop();
    const { pscImap, pscSmtp } = bench.mss.ports;
    expect([...text.matchAll(/<port>(\d+)</g)].map(([, value]) => Number(value))).toEqual([pscImap, pscSmtp]);
  });

  it('gives the white list, that the operator follows', async () => {
    await using bench = await openMss({ trustedDomains: ['chu.mssante.fr'] });
    bench.mss.control.declareMailbox({ address: 'cardio@autre.mssante.fr', kind: 'PER', label: '' });
    const { port, stop } = await host(bench);
    const text = await read(bench, port, '/listeblanchemssante.xml');
    await stop();
    expect(text).toContain('xmlns="https://listeblanche.mssante.fr/schema"');
    expect([...text.matchAll(/<Domaine>\s*<Nom>(.*?)</g)].map(([, name]) => name)).toEqual([
      'test.mssante.fr',
      'chu.mssante.fr',
      'patient.mssante.fr',
      'autre.mssante.fr',
    ]);
    await expect(bench.send({ to: 'x@chu.mssante.fr', text: '' })).rejects.toThrow('550 5.1.1');
    await expect(bench.send({ to: 'x@inconnu.mssante.fr', text: '' })).rejects.toThrow('550 5.7.1');
  });
});
