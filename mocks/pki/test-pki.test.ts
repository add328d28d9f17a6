import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Authority, lapsedValidity, TestPki } from './index.ts';

const pki = await TestPki.create();

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
    const card = await pki.card('899900000001');
    expect(new X509Certificate(card.signature.cert).issuer).toContain('CN=TEST AC IGC-SANTE FORT PERSONNES');
  });
});

describe('Authority', () => {
  it('names a revoked certificate in its list', async () => {
    const authority = await Authority.root([{ CN: ['TEST AC'] }]);
    const { serial } = await authority.issue({ subject: [{ CN: ['TEST'] }], extensions: [] });
    const { X509Crl } = await import('@peculiar/x509');
    expect(new X509Crl(await authority.revocationList([serial])).findRevoked(serial)?.serialNumber).toBe(serial);
  });
});

function split(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}
