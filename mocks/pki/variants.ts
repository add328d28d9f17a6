import type { Extension, JsonName } from '@peculiar/x509';
import type { Authority, Credential } from './authority.ts';
import type { AuthorityRole } from './igc.ts';
import type { KeyName } from './keys.ts';
import { futureValidity, lapsedValidity, type Validity } from './validity.ts';

/** What is right or wrong with a credential: each state has one thing wrong, so that a refusal tells what was checked. */
export type CredentialVariant =
  | 'valide'
  | 'expire'
  | 'pas_encore_valide'
  | 'revoque'
  | 'etranger'
  | 'mauvais_usage'
  | 'autre_gamme'
  | 'cle_faible'
  | 'sha1'
  | 'mauvais_nom';

/** What a variant is, and what it tests. */
export interface VariantNote {
  /** French title. */
  title: string;
  /** Exigences, or the clause where no exigence asks for it (French). */
  exigence: string;
}

/** Every variant and what it serves (facts, MSS §2.1 and §9.4; INSi §1.4; DMP §2). */
export const credentialVariants: Readonly<Record<CredentialVariant, VariantNote>> = {
  valide: {
    title: 'en vigueur, de la bonne gamme',
    exigence: 'ECO.1.1.4 (SC.MSS/va1.06) : se connecter à un service présentant un certificat IGC-Santé',
  },
  expire: { title: 'expiré depuis une heure', exigence: 'ECO.1.1.5 (SC.MSS/va1.04) : refuser un certificat expiré' },
  pas_encore_valide: {
    title: 'valable dans deux jours',
    exigence: 'RFC 5280 §4.1.2.5, déduit d’ECO.1.1.5 : refuser un certificat hors de sa période de validité',
  },
  revoque: {
    title: 'révoqué : son numéro est dans la CRL et dans les réponses OCSP',
    exigence: 'ECO.1.1.6 (SC.MSS/va1.05) : contrôler la révocation par CRL ou OCSP',
  },
  etranger: {
    title: 'd’une autorité hors de l’IGC-Santé',
    exigence: 'ECO.1.1.10 (SC.MSS/CONF.27) : n’accepter que des certificats IGC-Santé',
  },
  mauvais_usage: {
    title: 'd’un usage de clé qui n’est pas celui de la connexion (AUTH_CLI pour signer, SIGN pour se connecter)',
    exigence: 'DMP EX_GEN-1450 et EX_AIR-080, ECO.1.3.1 (SC.MSS/CONF.12), RFC 5280 §4.2.1.3 et §4.2.1.12',
  },
  autre_gamme: {
    title: 'de l’IGC-Santé, mais pas de la gamme Élémentaire Organisation (ou Fort Personnes pour une carte)',
    exigence: 'ECO.1.1.10 (SC.MSS/CONF.27) : n’accepter que la gamme Élémentaire Organisation',
  },
  cle_faible: {
    title: 'à clé RSA de 1024 bits',
    exigence: 'RFC 9325 §4.5 (aucune exigence ne fixe la taille de la clé du certificat)',
  },
  sha1: {
    title: 'signé par son autorité avec SHA-1',
    exigence: 'RFC 9155 (aucune exigence ne fixe l’algorithme de signature du certificat)',
  },
  mauvais_nom: {
    title: 'au nom d’un autre (serveur, CN INSI-AUTO ou INSI-MANU, structure ou porteur)',
    exigence:
      'RFC 9525 pour un serveur ; CN exact pour INSi ; structure de la BAL APP (ECO.1.3.1) et du VIHF pour un client',
  },
};

/** A kind of credential: what its valid form holds, and what its wrong forms hold instead. */
export interface CredentialProfile {
  authority: AuthorityRole;
  key: KeyName;
  subject: JsonName;
  extensions: Extension[];
  validity?: Validity;
  /** Extensions of the same holder's certificate of another usage. */
  misused: Extension[];
  /** Somebody else's name. */
  misnamed: { subject: JsonName; extensions?: Extension[] };
}

/** What makes the credentials of a PKI. */
export interface Workshop {
  authority(role: AuthorityRole): Promise<Authority>;
  /** An authority that nobody has a reason to trust. */
  foreign(): Promise<Authority>;
  key(name: KeyName): Promise<CryptoKeyPair>;
}

/** Issues a credential of a kind, in a variant. */
export async function issueVariant(
  profile: CredentialProfile,
  variant: CredentialVariant,
  workshop: Workshop,
): Promise<Credential> {
  const altered = { ...profile, ...alteration(profile, variant) };
  const authority = variant === 'etranger' ? await workshop.foreign() : await workshop.authority(altered.authority);
  const { subject, extensions, validity } = altered;
  const request = {
    subject,
    extensions,
    ...(validity === undefined ? {} : { validity }),
    ...(variant === 'sha1' ? { hash: 'SHA-1' as const } : {}),
  };
  const credential = await authority.issue(request, workshop.key(altered.key));
  if (variant === 'revoque') authority.revoke(credential);
  return credential;
}

function alteration(profile: CredentialProfile, variant: CredentialVariant): Partial<CredentialProfile> {
  switch (variant) {
    case 'expire':
      return { validity: lapsedValidity() };
    case 'pas_encore_valide':
      return { validity: futureValidity() };
    case 'mauvais_usage':
      return { extensions: profile.misused };
    case 'autre_gamme':
      // Of the same root as the organisations: a client that trusts the root alone accepts it, and is told apart.
      return { authority: 'aci_el_pp' };
    case 'cle_faible':
      return { key: 'faible' };
    case 'mauvais_nom':
      return profile.misnamed;
    default:
      return {};
  }
}
