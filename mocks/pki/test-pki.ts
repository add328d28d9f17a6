import { isIP } from 'node:net';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { Authority, type CertificateRequest, type Credential, lapsedValidity, type Validity } from './authority.ts';
import { newKeyPair } from './keys.ts';

/** Structure number shown by the certificates of the bench: the `Emetteur` of a product in certificate mode. */
export const testStructure = '10B0152872';

/** Common names that INSi accepts (facts, INSi §1.4 b). */
export type InsiCommonName = 'INSI-AUTO' | 'INSI-MANU';

/** Who an organisation certificate is for. */
export interface OrganisationRequest {
  commonName: string;
  /** Structure id, the OU of the subject. */
  structure?: string;
  validity?: Validity;
}

/** What is asked of a server certificate. */
export interface ServerOptions {
  validity?: Validity;
  /** A key pair to share; absent: a new one. */
  keys?: Promise<CryptoKeyPair>;
}

/**
 * State of a server certificate shown by an MSS operator: what SC.MSS/va1.04, va1.05 and CONF.27 want a product to
 * accept or refuse (lapsed, revoked, of an authority that is not the IGC-Santé `Élémentaire Organisation`).
 */
export type MssCertificateState = 'valide' | 'expire' | 'revoque' | 'etranger';

/** Who a card is of. */
export interface CardHolder {
  /** National id: 8 followed by the RPPS number. */
  id: string;
  nom: string;
  prenom: string;
  /** Profession as the card writes it (attribute T): `Médecin`. */
  profession?: string;
}

/** The two certificates of a card, and the PEM of the authorities that they lead to. */
export interface Card {
  authentication: Credential;
  signature: Credential;
  chain: string;
}

// Attribute of CPx certificates that tells the kind of card, 0 for a CPS (facts, INSi §1.4: GIE kit).
const cardKindOid = '1.2.250.1.71.1.2.2';
const cpsCard = Uint8Array.of(0x02, 0x01, 0x00);

const signature = KeyUsageFlags.digitalSignature;

/**
 * A test PKI shaped as the IGC-Santé: a root, an authority of organisations below it, and their certificates.
 * Made at run time, in memory; nothing of it outlives the run but what the bench writes for the product.
 */
export class TestPki {
  readonly root: Authority;
  readonly organisations: Authority;
  // Made when first asked for: a bench without mail or cards pays nothing for them.
  #persons: Promise<{ root: Authority; persons: Authority }> | undefined;
  #foreign: Promise<Authority> | undefined;
  #mssKeys: Promise<CryptoKeyPair> | undefined;

  private constructor(root: Authority, organisations: Authority) {
    this.root = root;
    this.organisations = organisations;
  }

  /** Makes the two authorities. */
  static async create(): Promise<TestPki> {
    const [rootKeys, organisationKeys] = [newKeyPair(), newKeyPair()];
    const root = await Authority.root(authorityName('TEST AC RACINE IGC-SANTE ELEMENTAIRE'), rootKeys);
    const name = authorityName('TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS');
    return new TestPki(root, await root.subordinate(name, organisationKeys));
  }

  /** PEM of the chain that a peer has to trust, the root first. */
  get chain(): string {
    return this.root.pem + this.organisations.pem;
  }

  /** ORG AUTH_CLI: what a product shows in mutual TLS (INSi, DMP in indirect authentication, MSS of applications). */
  clientAuthentication(request: OrganisationRequest): Promise<Credential> {
    return this.organisations.issue(organisation(request, [usage(signature), purpose(ExtendedKeyUsage.clientAuth)]));
  }

  /** ORG SIGN: the seal that signs the VIHF of a structure (facts, DMP §2: EX_AIR-080). */
  signature(request: OrganisationRequest): Promise<Credential> {
    return this.organisations.issue(organisation(request, [usage(signature | KeyUsageFlags.nonRepudiation)]));
  }

  /** ORG AUTH_SRV: what the bench shows, for the given DNS names and addresses. */
  server(names: readonly string[], options: ServerOptions = {}): Promise<Credential> {
    return issueServer(this.organisations, names, options);
  }

  /**
   * A server certificate of an MSS operator in a state. All share one RSA key pair, that the six suites of CONF.03
   * (ECDHE-RSA and DHE-RSA) can use. A revoked one is named by the revocation lists of the organisations from then on.
   */
  async mssServer(names: readonly string[], state: MssCertificateState = 'valide'): Promise<Credential> {
    this.#mssKeys ??= newKeyPair();
    const keys = this.#mssKeys;
    const authority = state === 'etranger' ? await this.foreign() : this.organisations;
    const options = state === 'expire' ? { keys, validity: lapsedValidity() } : { keys };
    const credential = await issueServer(authority, names, options);
    if (state === 'revoque') authority.revoke(credential);
    return credential;
  }

  /** An authority that a product has no reason to trust. */
  foreign(): Promise<Authority> {
    const name = [{ C: ['FR'] }, { O: ['TEST AUTORITE ETRANGERE'] }, { CN: ['TEST AC HORS IGC-SANTE'] }];
    this.#foreign ??= Authority.root(name);
    return this.#foreign;
  }

  /** PEM of the authorities of persons, the root first: what a service has to trust for its users' cards. */
  async personsChain(): Promise<string> {
    const { root, persons } = await this.#personsAuthorities();
    return root.pem + persons.pem;
  }

  /** The two certificates of a CPS-like card, from authorities of their own (facts, INSi §1.4: `FORT PERSONNES`). */
  async card(holder: CardHolder): Promise<Card> {
    const { persons } = await this.#personsAuthorities();
    const subject = person(holder);
    const kind = new Extension(cardKindOid, false, cpsCard);
    const [authentication, signing, chain] = await Promise.all([
      persons.issue({ subject, extensions: [kind, usage(signature), purpose(ExtendedKeyUsage.clientAuth)] }),
      persons.issue({ subject, extensions: [kind, usage(KeyUsageFlags.nonRepudiation)] }),
      this.personsChain(),
    ]);
    return { authentication, signature: signing, chain };
  }

  #personsAuthorities(): Promise<{ root: Authority; persons: Authority }> {
    this.#persons ??= makePersons();
    return this.#persons;
  }
}

async function makePersons(): Promise<{ root: Authority; persons: Authority }> {
  const root = await Authority.root(authorityName('TEST AC RACINE IGC-SANTE FORT'));
  return { root, persons: await root.subordinate(authorityName('TEST AC IGC-SANTE FORT PERSONNES')) };
}

function issueServer(authority: Authority, names: readonly string[], options: ServerOptions): Promise<Credential> {
  const [commonName = 'localhost'] = names;
  const alternatives = names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }));
  const extensions = [
    usage(signature | KeyUsageFlags.keyEncipherment),
    purpose(ExtendedKeyUsage.serverAuth),
    new SubjectAlternativeNameExtension(alternatives),
  ];
  const request = organisation({ commonName, ...options }, extensions);
  return authority.issue(request, options.keys ?? newKeyPair());
}

function organisation(request: OrganisationRequest, extensions: Extension[]): CertificateRequest {
  const subject = [
    { C: ['FR'] },
    { O: ['TEST PROBANT'] },
    { OU: [request.structure ?? testStructure] },
    { CN: [request.commonName] },
  ];
  return { subject, extensions, ...(request.validity === undefined ? {} : { validity: request.validity }) };
}

function person({ id, nom, prenom, profession = 'Médecin' }: CardHolder): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { T: [profession] }, { CN: [id], SN: [nom], G: [prenom] }];
}

function authorityName(commonName: string): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { CN: [commonName] }];
}

function usage(flags: KeyUsageFlags): Extension {
  return new KeyUsagesExtension(flags, true);
}

function purpose(oid: string): Extension {
  return new ExtendedKeyUsageExtension([oid]);
}
