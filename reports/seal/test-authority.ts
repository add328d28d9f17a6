import 'reflect-metadata';
import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Environment } from '../../core/index.ts';
import { type Credentials, loadCredentials } from './credentials.ts';

cryptoProvider.set(globalThis.crypto);

/** Who a certificate made here is for. */
export type CertificateUse = 'signature' | 'horodatage';

/** What {@link makeCredentials} makes. */
export interface CredentialRequest {
  use: CertificateUse;
  /** Organisation of the subject and of its authority. */
  organisation: string;
  commonName: string;
  from: Date;
  to: Date;
}

/** PEM texts of new credentials; the chain is the authority's certificate. */
export interface CredentialPems {
  key: string;
  certificate: string;
  chain: string;
}

/** Organisation of the authorities made on the spot: they establish nothing. */
const testOrganisation = 'Probant (essai)';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;
const day = 24 * 3_600_000;
const lifeDays = 3650;
const timeStampingPurpose = '1.3.6.1.5.5.7.3.8';

/** True when a certificate comes from an authority that anybody could have made with Probant. */
export function isTestAuthority(certificate: X509Certificate): boolean {
  return `${certificate.subject}\n${certificate.issuer}`.split('\n').includes(`O=${testOrganisation}`);
}

/** The test credentials of the working folder, made when they are absent (`.probant/`, ignored by git). */
export async function localCredentials(environment: Environment, use: CertificateUse): Promise<Credentials> {
  const folder = join(environment.cwd, '.probant', use === 'signature' ? 'sceau' : 'horodatage');
  const paths = {
    key: join(folder, 'cle.pem'),
    certificate: join(folder, 'certificat.pem'),
    chain: join(folder, 'ac.pem'),
  };
  const { fs } = environment;
  if (!(await fs.exists(paths.chain))) {
    const now = environment.clock.now();
    const pems = await makeCredentials({
      use,
      organisation: testOrganisation,
      commonName: use === 'signature' ? "Sceau d'essai" : "Horodatage d'essai",
      from: new Date(now - 30 * day),
      to: new Date(now + lifeDays * day),
    });
    await fs.mkdir(folder);
    await fs.writeFile(paths.key, pems.key);
    await fs.writeFile(paths.certificate, pems.certificate);
    await fs.writeFile(paths.chain, pems.chain);
  }
  return loadCredentials(environment, paths);
}

/** Makes an authority and a certificate that it issues. */
export async function makeCredentials(request: CredentialRequest): Promise<CredentialPems> {
  const { from: notBefore, to: notAfter, organisation } = request;
  const authorityKeys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: nameOf(organisation, `AC d'essai ${request.use}`),
    keys: authorityKeys,
    serialNumber: serial(),
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: nameOf(organisation, request.commonName),
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    serialNumber: serial(),
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    extensions: [
      ...(await leafExtensions(request.use, keys.publicKey)),
      await AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  return {
    key: await pemOf(keys.privateKey),
    certificate: certificate.toString('pem'),
    chain: authority.toString('pem'),
  };
}

async function leafExtensions(use: CertificateUse, publicKey: CryptoKey): Promise<Extension[]> {
  const flags =
    use === 'signature'
      ? KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation
      : KeyUsageFlags.digitalSignature;
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(flags, true),
    // RFC 3161 §2.3: the only purpose of the certificate, and critical.
    ...(use === 'horodatage' ? [new ExtendedKeyUsageExtension([timeStampingPurpose], true)] : []),
    await SubjectKeyIdentifierExtension.create(publicKey),
  ];
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function pemOf(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

function nameOf(organisation: string, commonName: string): JsonName {
  return [{ C: ['FR'] }, { O: [organisation] }, { CN: [commonName] }];
}

// Positive and never zero (RFC 5280 §4.1.2.2).
function serial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return `01${Buffer.from(bytes).toString('hex')}`;
}
