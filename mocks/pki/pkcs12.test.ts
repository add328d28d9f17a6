import { spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type SecureContextOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { pkcs12Of, pkcs12Password, TestPki } from './index.ts';

const pki = await TestPki.create();
const credential = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
const file = await pkcs12Of({ ...credential, password: pkcs12Password, friendlyName: 'INSI-AUTO d’essai' });

/** Common name of the certificate that a client shows to a server that wants one. */
async function shownBy(client: SecureContextOptions): Promise<string> {
  const server = createServer({ ...(await pki.server(['localhost'])), ca: pki.chain, requestCert: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const shown = new Promise<string>((resolve) => {
    server.once('secureConnection', (socket) => resolve(socket.getPeerX509Certificate()?.subject ?? 'aucun'));
  });
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: pki.chain, ...client });
  socket.on('error', () => undefined);
  const subject = await shown;
  socket.destroy();
  server.close();
  return subject;
}

describe('pkcs12Of', () => {
  it('makes a file that opens a mutual TLS connection', async () => {
    expect(await shownBy({ pfx: file, passphrase: 'test' })).toContain('CN=INSI-AUTO');
  });

  it('wants its password', () => {
    expect(() => connect({ port: 1, pfx: file, passphrase: 'autre' })).toThrow('mac verify failure');
  });
});

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('openssl pkcs12', () => {
  function openssl(...args: string[]): { out: string; err: string } {
    const { stdout, stderr } = spawnSync('openssl', ['pkcs12', '-passin', 'pass:test', ...args], { input: file });
    return { out: stdout.toString(), err: stderr.toString() };
  }

  it('finds the certificate, its authorities and its key', () => {
    const { out } = openssl('-nodes');
    const [leaf, ...authorities] = (out.match(/-----BEGIN CERT[^-]+-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
      (pem) => new X509Certificate(pem),
    );
    expect(leaf?.checkPrivateKey(createPrivateKey(out))).toBe(true);
    expect(authorities.map(({ subject }) => subject.split('CN=')[1])).toEqual([
      'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
      'TEST AC RACINE IGC-SANTE ELEMENTAIRE',
    ]);
  });

  it('reads AES-256 under PBES2, and an HMAC-SHA-256', () => {
    const { err } = openssl('-info', '-noout');
    expect(err).toMatch(
      /MAC: sha256[\s\S]*PBES2, PBKDF2, AES-256-CBC[\s\S]*Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC/,
    );
  });

  it('shows the friendly name', () => {
    expect(openssl('-nodes').out).toContain('friendlyName: INSI-AUTO d');
  });
});
