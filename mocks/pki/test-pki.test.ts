import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Authority, type CardHolder, lapsedValidity, type MssCertificateState, TestPki } from './index.ts';

const pki = await TestPki.create();
const physician: CardHolder = { id: '899900000017', nom: 'TEMOIN', prenom: 'ALIX' };

describe('TestPki', () => {
  it('issues a client certificate named as INSi wants it', async () => {
    const certificate = new X509Certificate((await pki.clientAuthentication({ commonName: 'INSI-AUTO' })).cert);
    expect(certificate.subject).toBe('C=FR\nO=TEST PROBANT\nOU=10B0152872\nCN=INSI-AUTO');
  });

  it('issues it from the authority of organisations', async () => {
    const certificate = new X509Certificate((await pki.clientAuthentication({ commonName: 'INSI-MANU' })).cert);
    expect(certificate.issuer).toContain('CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS');
  });

  it('chains every certificate to its root', async () => {
    const [leaf = '', intermediate = ''] = split((await pki.server(['localhost'])).cert);
    const authority = new X509Certificate(intermediate);
    const links = [
      new X509Certificate(leaf).verify(authority.publicKey),
      authority.verify(new X509Certificate(pki.root.pem).publicKey),
    ];
    expect(links).toEqual([true, true]);
  });

  it('puts names and addresses in the server certificate', async () => {
    const certificate = new X509Certificate((await pki.server(['banc.test', '10.0.0.1', '::1'])).cert);
    expect(certificate.subjectAltName).toBe('DNS:banc.test, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1');
  });

  it('gives the private key of the certificate', async () => {
    const { cert, key } = await pki.clientAuthentication({ commonName: 'INSI-AUTO' });
    const { createPrivateKey } = await import('node:crypto');
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it('issues lapsed certificates when asked', async () => {
    const { cert } = await pki.clientAuthentication({ commonName: 'INSI-AUTO', validity: lapsedValidity() });
    expect(new X509Certificate(cert).validToDate.getTime()).toBeLessThan(Date.now());
  });

  it('issues the certificates of a card from the authority of persons', async () => {
    const card = await pki.card(physician);
    expect(new X509Certificate(card.signature.cert).issuer).toContain('CN=TEST AC IGC-SANTE FORT PERSONNES');
  });

  it('names the holder of a card as a CPS does', async () => {
    const { authentication } = await pki.card(physician);
    expect(new X509Certificate(authentication.cert).subject).toBe(
      'C=FR\nO=TEST PROBANT\ntitle=Médecin\nCN=899900000017 + SN=TEMOIN + GN=ALIX',
    );
  });

  it('makes the server certificates of the MSS with one RSA key pair', async () => {
    const certificates = await Promise.all([pki.mssServer(['localhost']), pki.mssServer(['localhost'], 'etranger')]);
    const keys = certificates.map(({ cert }) => new X509Certificate(cert).publicKey);
    expect([keys[0]?.asymmetricKeyType, keys[1] !== undefined && keys[0]?.equals(keys[1])]).toEqual(['rsa', true]);
  });
});

describe('Authority', () => {
  it('names a revoked certificate in its list', async () => {
    const authority = await Authority.root([{ CN: ['TEST AC'] }]);
    const credential = await authority.issue({ subject: [{ CN: ['TEST'] }], extensions: [] });
    authority.revoke(credential);
    const { X509Crl } = await import('@peculiar/x509');
    const list = new X509Crl(await authority.revocationList());
    expect(list.findRevoked(credential.serial)?.serialNumber).toBe(credential.serial);
  });
});

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('openssl verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probant-pki-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  interface Check {
    cert: string;
    chain: string;
    purpose?: 'sslclient' | 'sslserver' | 'any';
    crl?: string;
    options?: readonly string[];
  }

  /** What OpenSSL says of a certificate: `OK`, or the reason of its refusal. */
  function verdict({ cert, chain, purpose = 'any', crl, options = [] }: Check): string {
    const path = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const list = crl === undefined ? [] : ['-crl_check', '-CRLfile', path('crl.pem', crl)];
    const trust = ['-CAfile', path('ca.pem', chain), '-purpose', purpose, ...options];
    const { stdout, stderr } = spawnSync('openssl', ['verify', ...trust, ...list, path('cert.pem', cert)], {
      encoding: 'utf8',
    });
    return /lookup: (.*)$/m.exec(stderr)?.[1] ?? stdout.trim().replace(/^.*: /, '');
  }

  it('accepts the ORG AUTH_CLI of a given structure as a client', async () => {
    const { cert } = await pki.clientAuthentication({ commonName: 'TEST CABINET', structure: '1630000018' });
    expect(verdict({ cert, chain: pki.chain, purpose: 'sslclient' })).toBe('OK');
  });

  it('sees the structure in the subject of an ORG AUTH_CLI', async () => {
    const { cert } = await pki.clientAuthentication({ commonName: 'TEST CABINET', structure: '1630000018' });
    expect(new X509Certificate(cert).subject).toContain('OU=1630000018');
  });

  it('reads digital signature and non repudiation in the ORG SIGN', async () => {
    const { cert } = await pki.signature({ commonName: 'TEST CACHET', structure: '1630000018' });
    const usages = execFileSync('openssl', ['x509', '-noout', '-ext', 'keyUsage'], { input: cert, encoding: 'utf8' });
    expect(usages).toContain('Digital Signature, Non Repudiation');
  });

  it('refuses the signature certificate of a card as a TLS client', async () => {
    const { signature, chain } = await pki.card(physician);
    expect(verdict({ cert: signature.cert, chain, purpose: 'sslclient' })).toBe('unsuitable certificate purpose');
  });

  it('accepts the authentication certificate of a card as a TLS client', async () => {
    const { authentication, chain } = await pki.card(physician);
    expect(verdict({ cert: authentication.cert, chain, purpose: 'sslclient' })).toBe('OK');
  });

  it('does not lead a card to the authority of organisations', async () => {
    const { authentication } = await pki.card(physician);
    expect(verdict({ cert: authentication.cert, chain: pki.chain })).toBe('unable to get local issuer certificate');
  });

  // What OpenSSL sees at its default level of security; the rest is for the client to look at.
  const states: ReadonlyArray<[MssCertificateState, string]> = [
    ['valide', 'OK'],
    ['expire', 'certificate has expired'],
    ['pas_encore_valide', 'certificate is not yet valid'],
    ['revoque', 'certificate revoked'],
    ['etranger', 'unable to get local issuer certificate'],
    ['mauvais_usage', 'unsuitable certificate purpose'],
    ['cle_faible', 'EE certificate key too weak'],
    ['sha1', 'CA signature digest algorithm too weak'],
    ['autre_gamme', 'unable to get local issuer certificate'],
    ['mauvais_nom', 'hostname mismatch'],
  ];

  it.each(states)('says of an MSS server certificate that is « %s »: %s', async (state, expected) => {
    const { cert } = await pki.mssServer(['localhost', '127.0.0.1'], state);
    const crl = await pki.organisations.revocationList();
    const options = ['-auth_level', '2', '-verify_hostname', 'localhost'];
    expect(verdict({ cert, chain: pki.chain, purpose: 'sslserver', crl, options })).toBe(expected);
  });

  it('reads a revocation list with its number and the key of its authority', async () => {
    const input = await pki.organisations.revocationList();
    const text = execFileSync('openssl', ['crl', '-noout', '-text'], { input, encoding: 'utf8' });
    expect(text).toMatch(/X509v3 Authority Key Identifier[\s\S]*X509v3 CRL Number/);
  });

  it('refuses a lapsed revocation list', async () => {
    const { cert } = await pki.mssServer(['localhost']);
    const crl = await pki.organisations.revocationList(lapsedValidity());
    expect(verdict({ cert, chain: pki.chain, crl })).toBe('CRL has expired');
  });
});

describe('the variants of a client credential', () => {
  const organisation = { commonName: 'TEST CABINET', structure: '1630000018' };

  it('names another than INSI-AUTO, of the same structure', async () => {
    const { cert } = await pki.clientAuthentication({ commonName: 'INSI-AUTO' }, 'mauvais_nom');
    expect(new X509Certificate(cert).subject).toBe('C=FR\nO=TEST PROBANT\nOU=10B0152872\nCN=INSI-AUTRE');
  });

  it('names another structure', async () => {
    const { cert } = await pki.signature(organisation, 'mauvais_nom');
    expect(new X509Certificate(cert).subject).toBe('C=FR\nO=TEST PROBANT\nOU=1000000000\nCN=TEST CABINET');
  });

  it('gives AUTH_CLI in the place of the seal', async () => {
    const { cert } = await pki.signature(organisation, 'mauvais_usage');
    expect(new X509Certificate(cert).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('swaps the two certificates of a card', async () => {
    const { authentication, signature } = await pki.card(physician, 'mauvais_usage');
    const usages = [authentication, signature].map(({ cert }) => new X509Certificate(cert).keyUsage);
    expect(usages).toEqual([undefined, ['1.3.6.1.5.5.7.3.2']]);
  });

  it('issues a card of the Élémentaire range, below another root', async () => {
    const { signature } = await pki.card(physician, 'autre_gamme');
    expect(new X509Certificate(signature.cert).issuer).toContain('CN=TEST AC IGC-SANTE ELEMENTAIRE PERSONNES');
  });

  it('knows what it has revoked, and what it has not issued', async () => {
    const foreign = await (await pki.foreign()).issue({ subject: [{ CN: ['AUTRE'] }], extensions: [] });
    const credentials = [
      await pki.clientAuthentication(organisation),
      await pki.clientAuthentication(organisation, 'revoque'),
      (await pki.card(physician, 'revoque')).authentication,
      foreign,
    ];
    const states = credentials.map(({ cert }) => pki.certificateRevocation(new X509Certificate(cert)));
    expect(states).toEqual(['bon', 'revoque', 'revoque', 'inconnu']);
  });

  it('tells a revoked serial number by the issuer that the journal keeps', async () => {
    const { cert } = await pki.clientAuthentication(organisation, 'revoque');
    const { serialNumber, issuer } = new X509Certificate(cert);
    const names = [issuer, issuer.replaceAll('\n', ', '), 'C=FR, O=TEST PROBANT, CN=AUTRE'];
    expect(names.map((name) => pki.isRevoked(serialNumber, name))).toEqual([true, true, false]);
  });
});

function split(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
