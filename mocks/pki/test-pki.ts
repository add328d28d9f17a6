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
import { Authority, type CertificateRequest, type Credential, type Validity } from './authority.ts';
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

  /** ORG AUTH_CLI: what a product shows in mutual TLS. */
  clientAuthentication(request: OrganisationRequest): Promise<Credential> {
    return this.organisations.issue(organisation(request, [usage(signature), purpose(ExtendedKeyUsage.clientAuth)]));
  }

  /** ORG SIGN: what a product signs with. */
  signature(request: OrganisationRequest): Promise<Credential> {
    return this.organisations.issue(organisation(request, [usage(signature | KeyUsageFlags.nonRepudiation)]));
  }

  /** ORG AUTH_SRV: what the bench shows, for the given DNS names and addresses. */
  server(names: readonly string[]): Promise<Credential> {
    const [commonName = 'localhost'] = names;
    const alternatives = names.map((value) => ({
      type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
      value,
    }));
    return this.organisations.issue(
      organisation({ commonName }, [
        usage(signature | KeyUsageFlags.keyEncipherment),
        purpose(ExtendedKeyUsage.serverAuth),
        new SubjectAlternativeNameExtension(alternatives),
      ]),
    );
  }

  /** The two certificates of a CPS-like card, from authorities of their own (facts, INSi §1.4: `FORT PERSONNES`). */
  async card(id: string): Promise<{ authentication: Credential; signature: Credential; chain: string }> {
    const root = await Authority.root(authorityName('TEST AC RACINE IGC-SANTE FORT'));
    const persons = await root.subordinate(authorityName('TEST AC IGC-SANTE FORT PERSONNES'));
    const kind = new Extension(cardKindOid, false, cpsCard);
    const [authentication, signing] = await Promise.all([
      persons.issue({
        subject: person(id),
        extensions: [kind, usage(signature), purpose(ExtendedKeyUsage.clientAuth)],
      }),
      persons.issue({ subject: person(id), extensions: [kind, usage(KeyUsageFlags.nonRepudiation)] }),
    ]);
    return { authentication, signature: signing, chain: root.pem + persons.pem };
  }
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

function person(id: string): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { CN: [id], SN: ['TEST'], G: ['PROBANT'] }];
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
