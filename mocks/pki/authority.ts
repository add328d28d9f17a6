import 'reflect-metadata';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
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
import { keyAlgorithm, newKeyPair, privateKeyPem, withSha1 } from './keys.ts';
import { Revocations } from './revocations.ts';
import { currentValidity, type Validity } from './validity.ts';

cryptoProvider.set(globalThis.crypto);

/** A certificate and its private key, ready for a TLS peer. */
export interface Credential {
  /** PEM of the certificate, followed by those of the intermediate authorities. */
  cert: string;
  /** PKCS#8 PEM. */
  key: string;
  /** Hexadecimal serial number. */
  serial: string;
  /** PEM of the authorities above it, the root last. */
  chain: string;
}

/** What an authority puts in a certificate that it issues. */
export interface CertificateRequest {
  subject: JsonName;
  extensions: Extension[];
  validity?: Validity;
  /** Hash of the authority's signature; SHA-256 unless told. */
  hash?: 'SHA-1';
}

/** Where whoever holds a certificate of an authority finds its revocation list, its OCSP responder and its certificate. */
export interface Publication {
  crl: string;
  ocsp: string;
  issuer: string;
}

/** Name, key and places of a new authority. */
interface AuthorityParts {
  keys?: Promise<CryptoKeyPair>;
  publication?: Publication;
}

const crlNumberOid = '2.5.29.20';

/** A certification authority of the test PKI. */
export class Authority {
  readonly revocations = new Revocations();
  readonly #certificate: X509Certificate;
  readonly #keys: CryptoKeyPair;
  readonly #parent: Authority | undefined;
  readonly #publication: Publication | undefined;
  #lists = 0;
  #own: NodeCertificate | undefined;

  private constructor(
    certificate: X509Certificate,
    keys: CryptoKeyPair,
    from: { parent?: Authority } & AuthorityParts,
  ) {
    this.#certificate = certificate;
    this.#keys = keys;
    this.#parent = from.parent;
    this.#publication = from.publication;
  }

  /** Makes a self-signed authority. */
  static async root(name: JsonName, parts: AuthorityParts = {}): Promise<Authority> {
    const keys = await (parts.keys ?? newKeyPair());
    const { from, to } = currentValidity();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      notBefore: from,
      notAfter: to,
      signingAlgorithm: keyAlgorithm,
      extensions: [...authorityExtensions(), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
    });
    return new Authority(certificate, keys, parts);
  }

  /** PEM of the authority's own certificate. */
  get pem(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  /** DER of the authority's own certificate. */
  get der(): Buffer {
    return Buffer.from(this.#certificate.rawData);
  }

  /** The authority's name, as OpenSSL and Node write it on one line: `C=FR, O=…, CN=…`. */
  get name(): string {
    return this.#certificate.subject;
  }

  /** PEM of the intermediate certificates that a peer sends with its own. */
  get intermediates(): string {
    return this.#parent === undefined ? '' : this.pem + this.#parent.intermediates;
  }

  /** PEM of this authority and of those above, the root last. */
  get path(): string {
    return this.pem + (this.#parent?.path ?? '');
  }

  /** Whether this authority signed a certificate. */
  issued(certificate: NodeCertificate): boolean {
    // Read once: services ask at each connection.
    this.#own ??= new NodeCertificate(this.der);
    return certificate.checkIssued(this.#own) && certificate.verify(this.#own.publicKey);
  }

  /** Issues the certificate of an authority below this one. */
  async subordinate(name: JsonName, parts: AuthorityParts = {}): Promise<Authority> {
    const keys = await (parts.keys ?? newKeyPair());
    const request = { subject: name, extensions: authorityExtensions() };
    return new Authority(await this.#sign(request, keys), keys, { ...parts, parent: this });
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
      chain: this.path,
    };
  }

  /** Revokes a certificate: the revocation lists made from now on name it. */
  revoke({ serial }: Pick<Credential, 'serial'>, owner?: string): void {
    this.revocations.revoke(serial, owner);
  }

  /** PEM of the list of what this authority has revoked; a lapsed one is over since an hour. */
  async revocationList(validity: Validity = currentValidity()): Promise<string> {
    // The library's own label, `CRL`, is not the standard one (RFC 7468 §6): OpenSSL would not read it.
    return `${PemConverter.encode(new Uint8Array(await this.revocationListDer(validity)), 'X509 CRL')}\n`;
  }

  /** DER of that list, as a distribution point serves it (RFC 5280 §4.2.1.13). */
  async revocationListDer({ from, to }: Validity): Promise<Buffer> {
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
      entries: this.revocations.list().map(({ serial, at }) => ({
        serialNumber: serial,
        // A list that says to be older than the revocation still has to be coherent.
        revocationDate: at < from ? at : from,
        reason: X509CrlReason.superseded,
      })),
    });
    return Buffer.from(list.rawData);
  }

  async #sign(request: CertificateRequest, keys: CryptoKeyPair): Promise<X509Certificate> {
    const { from, to } = request.validity ?? currentValidity();
    const { privateKey } = this.#keys;
    const certificate = await X509CertificateGenerator.create({
      subject: request.subject,
      issuer: this.#certificate.subjectName,
      notBefore: from,
      notAfter: to,
      publicKey: keys.publicKey,
      signingKey: request.hash === undefined ? privateKey : await withSha1(privateKey),
      signingAlgorithm: keyAlgorithm,
      extensions: [
        ...request.extensions,
        ...publicationExtensions(this.#publication),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
        await AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
      ],
    });
    this.revocations.issue(certificate.serialNumber);
    return certificate;
  }
}

function publicationExtensions(publication: Publication | undefined): Extension[] {
  if (publication === undefined) return [];
  const { crl, ocsp, issuer } = publication;
  return [
    new CRLDistributionPointsExtension([crl]),
    new AuthorityInfoAccessExtension({ ocsp: [ocsp], caIssuers: [issuer] }),
  ];
}

function authorityExtensions(): Extension[] {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}
