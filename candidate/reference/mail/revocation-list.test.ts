import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { PemConverter, X509CertificateGenerator, X509CrlGenerator } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { readRevocationList } from './revocation-list.ts';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const until = new Date('2030-01-02T03:04:05Z');

async function authority(name: string): Promise<{ pem: string; list: Buffer }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: until };
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { name: `CN=${name}`, keys, signingAlgorithm: algorithm, ...dates },
    webcrypto as Crypto,
  );
  const list = await X509CrlGenerator.create(
    {
      issuer: `CN=${name}`,
      thisUpdate: dates.notBefore,
      nextUpdate: until,
      signingAlgorithm: algorithm,
      signingKey: keys.privateKey,
      entries: [],
    },
    webcrypto as Crypto,
  );
  return { pem: PemConverter.encode(certificate.rawData, 'CERTIFICATE'), list: Buffer.from(list.rawData) };
}

const known = await authority('TEST AC');

test('reads the list of an authority, and until when it holds', () => {
  const read = readRevocationList(known.list, known.pem);
  expect(read?.until).toEqual(until);
  expect(read?.authority).toBe('TEST AC');
  expect(read?.pem).toMatch(/^-----BEGIN X509 CRL-----\n/);
});

test('takes no list that another authority signed, nor one that was changed', async () => {
  const other = await authority('TEST AC AUTRE');
  expect(readRevocationList(known.list, other.pem)).toBeNull();
  const changed = Buffer.from(known.list);
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(readRevocationList(changed, known.pem)).toBeNull();
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a list', known.list.subarray(0, 100)],
  ['a page', Buffer.from('<html>')],
])('takes %s for no list', (_, bytes) => {
  expect(readRevocationList(bytes, known.pem)).toBeNull();
});
