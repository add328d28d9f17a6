import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import {
  type Credential,
  type CredentialVariant,
  pkcs12Of,
  pkcs12Password,
  type RevocationServer,
  startRevocationServer,
  TestPki,
} from '../../mocks/pki/index.ts';
import { need } from './support/need.ts';
import { runIn, type Said } from './support/run-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'probant-pairs-igc-'));
const servers: Server[] = [];
let journal: Journal;
let revocation: RevocationServer;
let pki: TestPki;

beforeAll(async () => {
  const environment = processEnvironment({ cwd: folder });
  journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'blobs')));
  const where = { listen: '127.0.0.1', port: 0, names: ['127.0.0.1'] };
  revocation = await startRevocationServer({ environment, journal, ...where });
  pki = await TestPki.create({ revocationUrl: revocation.url });
  revocation.publish(pki);
  write('root.pem', pki.root.pem);
  write('issuer.pem', pki.organisations.pem);
  write('ca.pem', pki.chain);
});
afterEach(() => {
  revocation.control.reset();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
afterAll(async () => {
  await revocation.stop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, data: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

const run = (name: string, args: readonly string[]): Promise<Said> => runIn(folder, [name, ...args]);

function issue(variant: CredentialVariant): Promise<Credential> {
  return pki.server(['localhost', '127.0.0.1'], { variant });
}

describe('openssl, of a revocation list', () => {
  it('verifies the list that curl downloads, under its authority', async (context) => {
    need(context, 'curl', 'openssl');
    await run('curl', ['-s', '-o', 'org.crl', `${revocation.url}/CRL/ACI-EL-ORG-TEST.crl`]);
    const said = await run('openssl', ['crl', '-inform', 'DER', '-in', 'org.crl', '-noout', '-CAfile', 'ca.pem']);
    expect(said.text).toContain('verify OK');
  });

  /** `openssl verify`, which downloads the list that the certificate names. */
  async function verified(variant: CredentialVariant): Promise<string> {
    const cert = write(`${variant}.pem`, (await issue(variant)).cert);
    const check = ['verify', '-crl_check', '-crl_download', '-CAfile', 'root.pem', '-untrusted', 'issuer.pem', cert];
    return (await run('openssl', check)).text;
  }

  it('accepts a valid certificate, by the list that it names', async (context) => {
    need(context, 'openssl');
    expect(await verified('valide')).toContain('valide.pem: OK');
  });

  it('refuses a revoked certificate', async (context) => {
    need(context, 'openssl');
    expect(await verified('revoque')).toContain('certificate revoked');
  });

  it('refuses a lapsed list', async (context) => {
    need(context, 'openssl');
    revocation.control.crl({ etat: 'expiree' });
    expect(await verified('valide')).toContain('CRL has expired');
  });

  it.for([false, true])('can’t tell without a list (connection cut: %s)', async (coupure, context) => {
    need(context, 'openssl');
    revocation.control.crl({ etat: 'indisponible', coupure });
    expect(await verified('valide')).toContain('unable to get certificate CRL');
  });

  it('reads every authority in the chain file', async (context) => {
    need(context, 'curl', 'openssl');
    await run('curl', ['-s', '-o', 'chaine.p7b', `${revocation.url}/AC/Chaine_de_certification-IGC-Sante.p7b`]);
    const { text } = await run('openssl', ['pkcs7', '-inform', 'DER', '-in', 'chaine.p7b', '-print_certs', '-noout']);
    expect(text.match(/^subject=/gm)).toHaveLength(5);
  });
});

describe('openssl ocsp', () => {
  /** What it reads of the responder about a certificate; it sends a nonce and checks it. */
  async function asked(variant: CredentialVariant, options: readonly string[] = []): Promise<Said> {
    const cert = write(`${variant}.pem`, (await issue(variant)).cert);
    const url = ['-url', `${revocation.url}/OCSP`, '-CAfile', 'ca.pem'];
    return run('openssl', ['ocsp', ...options, '-issuer', 'issuer.pem', '-cert', cert, ...url]);
  }

  it.for(['-sha1', '-sha256', '-sha512'])(
    'verifies the response for a good certificate, asked by %s',
    async (hash, context) => {
      need(context, 'openssl');
      const { text } = await asked('valide', [hash]);
      expect(text).toMatch(/Response verify OK/);
      expect(text).toMatch(/valide\.pem: good/);
      expect(text).not.toMatch(/nonce/i);
    },
  );

  it('reads a revocation, its reason and its time', async (context) => {
    need(context, 'openssl');
    expect((await asked('revoque')).text).toMatch(
      /revoque\.pem: revoked[\s\S]*Reason: superseded\n\tRevocation Time: /,
    );
  });

  it('reads that a serial number is unknown', async (context) => {
    need(context, 'openssl');
    const url = ['-url', `${revocation.url}/OCSP`, '-CAfile', 'ca.pem'];
    expect((await run('openssl', ['ocsp', '-issuer', 'issuer.pem', '-serial', '0x1234', ...url])).text).toContain(
      '0x1234: unknown',
    );
  });

  it('is told that the responder does not answer for another authority', async (context) => {
    need(context, 'openssl');
    const foreign = write('foreign.pem', (await pki.foreign()).pem);
    const url = ['-url', `${revocation.url}/OCSP`, '-CAfile', 'ca.pem'];
    const said = await run('openssl', ['ocsp', '-issuer', foreign, '-serial', '0x1234', ...url]);
    expect(said.text).toContain('Responder Error: unauthorized (6)');
  });

  it('reads the response that curl gets by GET', async (context) => {
    need(context, 'curl', 'openssl');
    const cert = write('valide.pem', (await issue('valide')).cert);
    const certificate = ['-issuer', 'issuer.pem', '-cert', cert];
    await run('openssl', ['ocsp', ...certificate, '-reqout', 'req.der']);
    const { text: request } = await run('openssl', ['base64', '-A', '-in', 'req.der']);
    await run('curl', ['-s', '-o', 'resp.der', `${revocation.url}/OCSP/${encodeURIComponent(request)}`]);
    const said = await run('openssl', ['ocsp', '-reqin', 'req.der', '-respin', 'resp.der', '-CAfile', 'ca.pem']);
    expect(said.text).toContain('Response verify OK');
  });

  it('refuses a lapsed response', async (context) => {
    need(context, 'openssl');
    revocation.control.ocsp({ etat: 'expiree' });
    expect((await asked('valide')).text).toMatch(/Status times invalid|status expired/i);
  });

  it('gets no response of a responder that is down', async (context) => {
    need(context, 'openssl');
    revocation.control.ocsp({ etat: 'indisponible' });
    expect((await asked('valide')).text).toMatch(/503|Error querying OCSP responder/);
  });
});

describe('curl', () => {
  /** A server under a variant; OpenSSL shows some of them only at its lowest level of security. */
  async function serve(variant: CredentialVariant, options: object = {}): Promise<string> {
    const { cert, key } = await issue(variant);
    const low = { ciphers: 'DEFAULT@SECLEVEL=0' };
    const server = createServer({ cert, key, ...low, ...options }, (_, response) => response.end('servi'));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `https://localhost:${(server.address() as AddressInfo).port}/`;
  }

  async function lists(): Promise<string> {
    return write('lists.pem', (await pki.organisations.revocationList()) + (await pki.root.revocationList()));
  }

  const refusals: ReadonlyArray<[CredentialVariant, string]> = [
    ['expire', 'certificate has expired'],
    ['pas_encore_valide', 'certificate is not yet valid'],
    ['revoque', 'certificate revoked'],
    ['etranger', 'unable to get local issuer certificate'],
    ['mauvais_usage', 'unsuitable certificate purpose'],
    ['mauvais_nom', 'no alternative certificate subject name matches'],
    ['sha1', 'digest algorithm too weak'],
    ['cle_faible', 'certificate key too weak'],
  ];

  it.for(refusals)('refuses a server whose certificate is « %s »: %s', async ([variant, reason], context) => {
    need(context, 'curl');
    const url = await serve(variant);
    // Level 2, which OpenSSL 3.2 has by default and Debian sets: 112 bits, so no RSA 1024 and no SHA-1.
    const options = ['--cacert', 'ca.pem', '--crlfile', await lists(), '--ciphers', 'DEFAULT@SECLEVEL=2'];
    const { status, text } = await run('curl', ['-sS', ...options, url]);
    expect(status).toBe(60);
    expect(text).toContain(reason);
  });

  it('accepts the valid one', async (context) => {
    need(context, 'curl');
    const url = await serve('valide');
    expect((await run('curl', ['-sS', '--cacert', 'ca.pem', '--crlfile', await lists(), url])).text).toBe('servi');
  });

  it('accepts a revoked one without a list, and one of another range with the root alone', async (context) => {
    need(context, 'curl');
    const urls = [await serve('revoque'), await serve('autre_gamme')];
    const said = await Promise.all(urls.map((url) => run('curl', ['-sS', '--cacert', 'root.pem', url])));
    expect(said.map(({ text }) => text)).toEqual(['servi', 'servi']);
  });

  it('shows the certificate of a PKCS#12 file', async (context) => {
    need(context, 'curl');
    const credential = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
    write('client.p12', await pkcs12Of({ ...credential, password: pkcs12Password, friendlyName: 'INSI-AUTO' }));
    const url = await serve('valide', { ca: pki.chain, requestCert: true, rejectUnauthorized: true });
    const client = ['--cert-type', 'P12', '--cert', `client.p12:${pkcs12Password}`];
    expect((await run('curl', ['-sS', '--cacert', 'ca.pem', ...client, url])).text).toBe('servi');
  });
});

describe('keytool', () => {
  it('lists the key of a PKCS#12 file and its chain, with the store’s defaults', async (context) => {
    need(context, 'keytool');
    const credential = await pki.signature({ commonName: 'CABINET TEMOIN TEST', structure: '1630000018' });
    write('cachet.p12', await pkcs12Of({ ...credential, password: pkcs12Password, friendlyName: 'CACHET' }));
    const { text } = await run('keytool', ['-list', '-v', '-keystore', 'cachet.p12', '-storepass', pkcs12Password]);
    expect(text).toMatch(/Alias name: cachet[\s\S]*PrivateKeyEntry\s*\nCertificate chain length: 3/);
  });
});

describe('java', () => {
  const states: ReadonlyArray<[CredentialVariant, string]> = [
    ['valide', 'BON'],
    ['revoque', 'REVOKED'],
    ['expire', 'EXPIRED'],
  ];
  const cases = (['OCSP', 'CRL'] as const).flatMap((way) => states.map((state) => [way, ...state] as const));

  it.for(cases)('says by %s of a chain whose certificate is « %s »: %s', async ([way, variant, expected], context) => {
    need(context, 'java');
    const { cert } = await issue(variant);
    const chain = write('chaine.pem', cert + pki.root.pem);
    const program = join(import.meta.dirname, 'RevocationCheck.java');
    expect((await run('java', [program, way, chain])).text).toContain(expected);
  });
});
