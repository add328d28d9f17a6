import type { X509Certificate } from 'node:crypto';
import { Authority, type Credential } from './authority.ts';
import { type AuthorityRole, Igc } from './igc.ts';
import { type AuthorityKeys, KeyRing } from './keys.ts';
import {
  type CardHolder,
  cardProfiles,
  clientProfile,
  type OrganisationRequest,
  sealProfile,
  serverProfile,
} from './profiles.ts';
import type { CertificateStatus } from './revocations.ts';
import type { Validity } from './validity.ts';
import { type CredentialProfile, type CredentialVariant, issueVariant, type Workshop } from './variants.ts';

/** What is asked of a server certificate. */
export interface ServerOptions {
  validity?: Validity;
  variant?: CredentialVariant;
}

/**
 * State of a server certificate shown by an MSS operator: what SC.MSS/va1.04, va1.05 and CONF.27 want a product to
 * accept or refuse.
 */
export type MssCertificateState = CredentialVariant;

/** The two certificates of a card, and the PEM of the authorities that they lead to. */
export interface Card {
  authentication: Credential;
  signature: Credential;
  chain: string;
}

/** How a test PKI is made. */
export interface TestPkiOptions {
  /** Address of the revocation server (`http://localhost:6080`), named by every certificate; absent: none is. */
  revocationUrl?: string;
  /** True to make ahead, in the background, every key that a bench needs. */
  bench?: boolean;
  /** Keys of its authorities, so that what they issued before still leads to them; absent: new ones. */
  authorityKeys?: AuthorityKeys;
}

/**
 * A test PKI shaped as the IGC-Santé: roots, authorities below them, and their certificates, each issued on demand.
 * Made at run time, in memory; nothing of it outlives the run but what the bench writes for the product, and the keys of
 * its authorities where a bench keeps its identity.
 */
export class TestPki {
  readonly root: Authority;
  readonly organisations: Authority;
  readonly #igc: Igc;
  readonly #keys: KeyRing;
  readonly #workshop: Workshop;
  // Made when first asked for: a bench that shows nothing foreign pays nothing for it.
  #foreign: Promise<Authority> | undefined;

  private constructor(authorities: { root: Authority; organisations: Authority }, igc: Igc, keys: KeyRing) {
    this.root = authorities.root;
    this.organisations = authorities.organisations;
    this.#igc = igc;
    this.#keys = keys;
    this.#workshop = {
      authority: (role) => igc.authority(role),
      foreign: () => this.foreign(),
      key: (name) => keys.get(name),
    };
  }

  /** Makes the root and the authority of organisations; the others wait until they are needed. */
  static async create({ revocationUrl, bench = false, authorityKeys }: TestPkiOptions = {}): Promise<TestPki> {
    const keys = new KeyRing(authorityKeys);
    if (bench) keys.prepareBench();
    const igc = new Igc(keys, revocationUrl);
    const [root, organisations] = await Promise.all([igc.authority('acr_el'), igc.authority('aci_el_org')]);
    return new TestPki({ root, organisations }, igc, keys);
  }

  /** PEM of the chain that a peer has to trust, the root first. */
  get chain(): string {
    return this.root.pem + this.organisations.pem;
  }

  /** The authorities that may have issued something. */
  get authorities(): readonly Authority[] {
    return this.#igc.made;
  }

  /** ORG AUTH_CLI: what a product shows in mutual TLS (INSi, DMP in indirect authentication, MSS of applications). */
  clientAuthentication(request: OrganisationRequest, variant?: CredentialVariant): Promise<Credential> {
    return this.#issue(clientProfile(request), variant);
  }

  /** ORG SIGN: the seal that signs the VIHF of a structure (facts, DMP §2: EX_AIR-080). */
  signature(request: OrganisationRequest, variant?: CredentialVariant): Promise<Credential> {
    return this.#issue(sealProfile(request), variant);
  }

  /** ORG AUTH_SRV: what the bench shows, for the given DNS names and addresses. All share one RSA key pair. */
  server(names: readonly string[], { validity, variant }: ServerOptions = {}): Promise<Credential> {
    return this.#issue(serverProfile(names, validity), variant);
  }

  /**
   * A server certificate of an MSS operator in a state. Its RSA key serves the six suites of CONF.03 (ECDHE-RSA and
   * DHE-RSA). OpenSSL shows a weak key (`cle_faible`) or a SHA-1 signature (`sha1`) only at `@SECLEVEL=0`.
   */
  mssServer(names: readonly string[], state: MssCertificateState = 'valide'): Promise<Credential> {
    return this.server(names, { variant: state });
  }

  /** An authority that a product has no reason to trust. */
  foreign(): Promise<Authority> {
    const name = [{ C: ['FR'] }, { O: ['TEST AUTORITE ETRANGERE'] }, { CN: ['TEST AC HORS IGC-SANTE'] }];
    this.#foreign ??= Authority.root(name, { keys: this.#keys.get('etrangere') });
    return this.#foreign;
  }

  /** PEM of the authorities of persons, the root first: what a service has to trust for its users' cards. */
  async personsChain(): Promise<string> {
    const [root, persons] = await Promise.all([this.authority('acr_fo'), this.authority('aci_fo_pp')]);
    return root.pem + persons.pem;
  }

  /** The two certificates of a CPS-like card, from authorities of their own. */
  async card(holder: CardHolder, variant?: CredentialVariant): Promise<Card> {
    const profiles = cardProfiles(holder);
    const [authentication, signature, chain] = await Promise.all([
      this.#issue(profiles.authentication, variant),
      this.#issue(profiles.signature, variant),
      this.personsChain(),
    ]);
    return { authentication, signature, chain };
  }

  /** An authority of the IGC, made if it was not yet. */
  authority(role: AuthorityRole): Promise<Authority> {
    return this.#igc.authority(role);
  }

  /** Key pair of the OCSP responders. */
  responderKeys(): Promise<CryptoKeyPair> {
    return this.#keys.get('ocsp');
  }

  /**
   * What this PKI says of a certificate, at once and without the network: what a service that looks revocation up would
   * have found. `inconnu` when another PKI issued it (the product's own certificates).
   */
  certificateRevocation(certificate: X509Certificate): CertificateStatus {
    const issuer = this.authorities.find((authority) => authority.issued(certificate));
    return issuer?.revocations.status(certificate.serialNumber) ?? 'inconnu';
  }

  /** Whether the PKI has revoked a serial number of an issuer, named on one line (`C=FR, O=…, CN=…`) or on several. */
  isRevoked(serial: string, issuer: string): boolean {
    const name = issuer.replaceAll('\n', ', ');
    return this.authorities.some(
      (authority) => authority.name === name && authority.revocations.status(serial) === 'revoque',
    );
  }

  #issue(profile: CredentialProfile, variant: CredentialVariant = 'valide'): Promise<Credential> {
    return issueVariant(profile, variant, this.#workshop);
  }
}
