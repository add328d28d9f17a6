import { isIP } from 'node:net';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { cardKindExtension, type NamedCardKind } from './card-kind.ts';
import type { Validity } from './validity.ts';
import type { CredentialProfile } from './variants.ts';

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

/** Who a card is of. */
export interface CardHolder {
  /** National id: 8 followed by the RPPS number. */
  id: string;
  nom: string;
  prenom: string;
  /** Profession as the card writes it (attribute T): `Médecin`. */
  profession?: string;
  /** Kind of card; a CPS unless told, a CPE for an employee of a structure. */
  carte?: NamedCardKind;
}

// Of nobody: no structure and no professional has only zeros behind its prefix.
const otherStructure = '1000000000';
const otherProfessional = '800000000000';
// RFC 2606 §2: never a name of the network.
const otherServer = 'autre-serveur.invalid';

const { digitalSignature, keyEncipherment, nonRepudiation } = KeyUsageFlags;

const authCli = (): Extension[] => [usage(digitalSignature), purpose(ExtendedKeyUsage.clientAuth)];
const authSrv = (): Extension[] => [usage(digitalSignature | keyEncipherment), purpose(ExtendedKeyUsage.serverAuth)];

/** ORG AUTH_SRV. Its wrong usage is that of a client, which RFC 5280 §4.2.1.12 keeps from serving. */
export function serverProfile(names: readonly string[], validity?: Validity): CredentialProfile {
  const [commonName = 'localhost'] = names;
  return {
    ...organisation({ commonName, ...(validity === undefined ? {} : { validity }) }),
    key: 'serveur',
    extensions: [...authSrv(), alternatives(names)],
    misused: [...authCli(), alternatives(names)],
    misnamed: {
      subject: organisationName({ commonName: otherServer }),
      extensions: [...authSrv(), alternatives([otherServer])],
    },
  };
}

/**
 * ORG AUTH_CLI. Its wrong usage commits its holder and nothing else, as the signature certificate of a card: an ORG SIGN
 * with digitalSignature and no extended usage would be a right TLS client by RFC 5280 §4.2.1.12.
 */
export function clientProfile(request: OrganisationRequest): CredentialProfile {
  return {
    ...organisation(request),
    key: 'client',
    extensions: authCli(),
    misused: [usage(nonRepudiation)],
    misnamed: { subject: organisationName(otherHolder(request)) },
  };
}

/** ORG SIGN: the seal of a structure (facts, DMP §2: EX_AIR-080). Its wrong usage is AUTH_CLI. */
export function sealProfile(request: OrganisationRequest): CredentialProfile {
  return {
    ...organisation(request),
    key: 'cachet',
    extensions: [usage(digitalSignature | nonRepudiation)],
    misused: authCli(),
    misnamed: { subject: organisationName(otherHolder(request)) },
  };
}

/** The two certificates of a CPS-like card (facts, INSi §1.4: `FORT PERSONNES`); each is the wrong usage of the other. */
export function cardProfiles(holder: CardHolder): Record<'authentication' | 'signature', CredentialProfile> {
  const kind = cardKindExtension(holder.carte ?? 'CPS');
  const authentication = [kind, ...authCli()];
  const signature = [kind, usage(nonRepudiation)];
  const common = {
    authority: 'aci_fo_pp',
    subject: person(holder),
    misnamed: { subject: person({ ...holder, id: otherProfessional }) },
  } as const;
  return {
    authentication: { ...common, key: 'carte_authentification', extensions: authentication, misused: signature },
    signature: { ...common, key: 'carte_signature', extensions: signature, misused: authentication },
  };
}

function organisation(request: OrganisationRequest): Pick<CredentialProfile, 'authority' | 'subject' | 'validity'> {
  const { validity } = request;
  const subject = organisationName(request);
  return { authority: 'aci_el_org', subject, ...(validity === undefined ? {} : { validity }) };
}

/** INSi reads the common name, the others the structure: only what is read is wrong. */
function otherHolder(request: OrganisationRequest): OrganisationRequest {
  if (request.commonName.startsWith('INSI-')) return { ...request, commonName: 'INSI-AUTRE' };
  return { ...request, structure: otherStructure };
}

function organisationName({ commonName, structure = testStructure }: OrganisationRequest): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { OU: [structure] }, { CN: [commonName] }];
}

function person({ id, nom, prenom, profession = 'Médecin' }: CardHolder): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { T: [profession] }, { CN: [id], SN: [nom], G: [prenom] }];
}

function alternatives(names: readonly string[]): Extension {
  return new SubjectAlternativeNameExtension(
    names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
  );
}

function usage(flags: KeyUsageFlags): Extension {
  return new KeyUsagesExtension(flags, true);
}

function purpose(oid: string): Extension {
  return new ExtendedKeyUsageExtension([oid]);
}
