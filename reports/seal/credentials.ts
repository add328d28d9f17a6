import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Environment, messageOf, ProbantError, readPem } from '../../core/index.ts';

/** A key, its certificate and the certificates of the authorities above it. */
export interface Credentials {
  key: KeyObject;
  certificate: X509Certificate;
  /** From the issuer upwards; may be empty. */
  chain: X509Certificate[];
}

/** Paths of the PEM files of {@link Credentials}: PKCS#8 key, certificate, chain. */
export interface CredentialPaths {
  key: string;
  certificate: string;
  chain?: string;
}

/**
 * Reads a key and its certificate.
 *
 * @throws {@link ProbantError} `certificat_invalide` when a file is absent or unreadable, when the key is not RSA (only
 * RSA PKCS#1 v1.5 signs one content always the same way), or when it is not the certificate's key
 */
export async function loadCredentials(environment: Environment, paths: CredentialPaths): Promise<Credentials> {
  const key = parseKey(paths.key, await readPem(environment, paths.key));
  const [certificate, ...rest] = parseCertificates(paths.certificate, await readPem(environment, paths.certificate));
  const chain =
    paths.chain === undefined ? [] : parseCertificates(paths.chain, await readPem(environment, paths.chain));
  if (certificate === undefined) throw invalid(paths.certificate, 'aucun certificat');
  if (!createPublicKey(key).equals(certificate.publicKey)) {
    throw invalid(paths.key, 'la clé n’est pas celle du certificat');
  }
  return { key, certificate, chain: [...rest, ...chain] };
}

/** The certificates of a PEM text, in order. Throws as {@link loadCredentials} does. */
export function parseCertificates(path: string, pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw invalid(path, 'aucun certificat PEM');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (thrown) {
    throw invalid(path, messageOf(thrown));
  }
}

function parseKey(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch (thrown) {
    throw invalid(path, messageOf(thrown));
  }
  throw invalid(path, 'clé RSA attendue');
}

function invalid(path: string, detail: string): ProbantError {
  return new ProbantError('certificat_invalide', { chemin: path, detail });
}
