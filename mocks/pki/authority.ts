import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509';
import { Integer } from 'asn1js';
import { keyAlgorithm, newKeyPair, privateKeyPem } from './keys.ts';

cryptoProvider.set(globalThis.crypto);

/** Bounds of a certificate's life. */
export interface Validity {
  from: Date;
  to: Date;
}

/** A certificate and its private key, ready for a TLS peer. */
export interface Credential {
  /** PEM of the certificate, followed by those of the intermediate authorities. */
  cert: string;
  /** PKCS#8 PEM. */
  key: string;
  /** Hexadecimal serial number. */
  serial: string;
}

/** What an authority puts in a certificate that it issues. */
export interface CertificateRequest {
  subject: JsonName;
  extensions: Extension[];
  validity?: Validity;
}

const crlNumberOid = '2.5.29.20';
const hour = 3_600_000;
const year = 365 * 24 * hour;

/**
 * Valid now by the system clock, as TLS peers judge by theirs (design §5.7). It begins a day ago, because the product's
 * machine may be late.
 */
export function currentValidity(): Validity {
  return { from: new Date(Date.now() - 24 * hour), to: new Date(Date.now() + year) };
}

/** Over since an hour: for the tests of lapsed certificates. */
export function lapsedValidity(): Validity {
  return { from: new Date(Date.now() - 48 * hour), to: new Date(Date.now() - hour) };
}

/** A certification authority of the test PKI. */
export class Authority {
  readonly #certificate: X509Certificate;
  readonly #keys: CryptoKeyPair;
  readonly #parent: Authority | undefined;
  readonly #revoked: string[] = [];
  #lists = 0;

  private constructor(certificate: X509Certificate, keys: CryptoKeyPair, parent?: Authority) {
    this.#certificate = certificate;
    this.#keys = keys;
    this.#parent = parent;
  }

  /** Makes a self-signed authority. */
  static async root(name: JsonName, keyPair: Promise<CryptoKeyPair> = newKeyPair()): Promise<Authority> {
    const keys = await keyPair;
    const { from, to } = currentValidity();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      notBefore: from,
      notAfter: to,
      signingAlgorithm: keyAlgorithm,
      extensions: [...authorityExtensions(), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
    });
    return new Authority(certificate, keys);
  }

  /** PEM of the authority's own certificate. */
  get pem(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  /** PEM of the intermediate certificates that a peer sends with its own. */
  get intermediates(): string {
    return this.#parent === undefined ? '' : this.pem + this.#parent.intermediates;
  }

  /** Issues the certificate of an authority below this one. */
  async subordinate(name: JsonName, keyPair: Promise<CryptoKeyPair> = newKeyPair()): Promise<Authority> {
    const keys = await keyPair;
    const request = { subject: name, extensions: authorityExtensions() };
    return new Authority(await this.#sign(request, keys), keys, this);
  }

  /** Issues an end-entity certificate. */
  async issue(request: CertificateRequest, keyPair: Promise<CryptoKeyPair> = newKeyPair()): Promise<Credential> {
    const keys = await keyPair;
    const extensions = [new BasicConstraintsExtension(false, undefined, true), ...request.extensions];
    const certificate = await this.#sign({ ...request, extensions }, keys);
    return {
      cert: `${certificate.toString('pem')}\n${this.intermediates}`,
      key: await privateKeyPem(keys.privateKey),
      serial: certificate.serialNumber,
    };
  }

  /** Revokes a certificate: the revocation lists made from now on name it. */
  revoke({ serial }: Pick<Credential, 'serial'>): void {
    this.#revoked.push(serial);
  }

  /** PEM of the list of what this authority has revoked; a lapsed one is over since an hour. */
  async revocationList(validity: Validity = currentValidity()): Promise<string> {
    const { from, to } = validity;
    this.#lists += 1;
    // RFC 5280 §5.2.1 and §5.2.3 want both: whose key signed, and a number that grows.
    const number = new Extension(crlNumberOid, false, new Integer({ value: this.#lists }).toBER());
    const list = await X509CrlGenerator.create({
      issuer: this.#certificate.subjectName,
      thisUpdate: from,
      nextUpdate: to,
      signingAlgorithm: keyAlgorithm,
      signingKey: this.#keys.privateKey,
      extensions: [await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey), number],
      entries: this.#revoked.map((serialNumber) => ({
        serialNumber,
        revocationDate: from,
        reason: X509CrlReason.superseded,
      })),
    });
    // The library's own label, `CRL`, is not the standard one (RFC 7468 §6): OpenSSL would not read it.
    return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
  }

  async #sign(request: CertificateRequest, keys: CryptoKeyPair): Promise<X509Certificate> {
    const { from, to } = request.validity ?? currentValidity();
    return X509CertificateGenerator.create({
      subject: request.subject,
      issuer: this.#certificate.subjectName,
      notBefore: from,
      notAfter: to,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: keyAlgorithm,
      extensions: [
        ...request.extensions,
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
      ],
    });
  }
}

function authorityExtensions(): Extension[] {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}
