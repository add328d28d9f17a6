import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type TestBench } from '../test/support/bench.ts';
import { productMailboxes } from './index.ts';

let open: TestBench;
let identity: { cert: string; key: string; ca: string };

beforeAll(async () => {
  open = await openBench();
  const { organisationCert, organisationKey, ca } = open.bench.files;
  const [cert = '', key = '', authority = ''] = await Promise.all(
    [organisationCert, organisationKey, ca].map((path) => readFile(path, 'utf8')),
  );
  identity = { cert, key, ca: authority };
});
afterEach(() => open.bench.controls.igc.reset());
afterAll(() => open[Symbol.asyncDispose]());

const auth = { user: productMailboxes.app, pass: 'sans-objet' };
const portOf = (name: 'mssAppSmtp' | 'mssAppImap'): number => Number(open.bench.endpoints[name].split(':')[1]);

function verifySmtp(): Promise<true> {
  const port = portOf('mssAppSmtp');
  return createTransport({ host: 'localhost', port, requireTLS: true, tls: identity, auth }).verify();
}

async function openImap(): Promise<void> {
  const flow = new ImapFlow({
    host: 'localhost',
    port: portOf('mssAppImap'),
    secure: false,
    tls: identity,
    auth,
    logger: false,
  });
  flow.on('error', () => undefined);
  await flow.connect();
  await flow.logout();
}

describe('the interface of applications, once the client certificate is revoked', () => {
  const clients: Array<[string, () => Promise<unknown>]> = [
    ['SMTP', verifySmtp],
    ['IMAP', openImap],
  ];

  it.each(clients)('accepts it before, by %s', async (_protocol, connect) => {
    await expect(connect()).resolves.not.toThrow();
  });

  it.each(clients)('refuses it, by %s, and says why in the journal', async (protocol, connect) => {
    open.bench.controls.igc.revoke({ serial: new X509Certificate(identity.cert).serialNumber });
    await expect(connect()).rejects.toThrow();
    const service = `mss-${protocol.toLowerCase()}`;
    const { journal } = open.bench;
    await journal.waitFor(() => refusals(service) > 0, 5_000);
    expect(refusals(service)).toBeGreaterThan(0);

    function refusals(name: string): number {
      return journal.all().filter((one) => one.service === name && one.tls?.error === 'CERT_REVOKED').length;
    }
  });
});
