import type { JsonName } from '@peculiar/x509';
import { Authority, type Publication } from './authority.ts';
import type { KeyName, KeyRing } from './keys.ts';

/** An authority of the test IGC. */
export type AuthorityRole = 'acr_el' | 'aci_el_org' | 'aci_el_pp' | 'acr_fo' | 'aci_fo_pp';

interface AuthorityPlan {
  commonName: string;
  /** Name of its files where the IGC-Santé publishes: `/CRL/<stem>.crl`, `/AC/<stem>.cer`. */
  stem: string;
  key: KeyName;
  /** Absent for a root. */
  parent?: AuthorityRole;
}

/**
 * The authorities, named as the real ones behind `TEST`. Facts: the names `AC RACINE IGC-SANTE ELEMENTAIRE`,
 * `AC IGC-SANTE ELEMENTAIRE ORGANISATIONS` and `AC IGC-SANTE FORT PERSONNES` (INSi §1.1, §1.4), and the list
 * `ACI-EL-ORG-TEST.crl` (MSS §2.1). Inferred: `RACINE IGC-SANTE FORT`, `ELEMENTAIRE
 * PERSONNES`, the file names of the others.
 */
export const authorityPlans: Readonly<Record<AuthorityRole, AuthorityPlan>> = {
  acr_el: { commonName: 'TEST AC RACINE IGC-SANTE ELEMENTAIRE', stem: 'ACR-EL-TEST', key: 'acr_el' },
  aci_el_org: {
    commonName: 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS',
    stem: 'ACI-EL-ORG-TEST',
    key: 'aci_el_org',
    parent: 'acr_el',
  },
  aci_el_pp: {
    commonName: 'TEST AC IGC-SANTE ELEMENTAIRE PERSONNES',
    stem: 'ACI-EL-PP-TEST',
    key: 'aci_el_pp',
    parent: 'acr_el',
  },
  acr_fo: { commonName: 'TEST AC RACINE IGC-SANTE FORT', stem: 'ACR-FO-TEST', key: 'acr_fo' },
  aci_fo_pp: {
    commonName: 'TEST AC IGC-SANTE FORT PERSONNES',
    stem: 'ACI-FO-PP-TEST',
    key: 'aci_fo_pp',
    parent: 'acr_fo',
  },
};

/** Paths of the revocation server. */
export const igcPaths = {
  crl: (stem: string): string => `/CRL/${stem}.crl`,
  issuer: (stem: string): string => `/AC/${stem}.cer`,
  /** Facts, MSS §2.1: the real path. */
  chain: '/AC/Chaine_de_certification-IGC-Sante.p7b',
  /** The real address of the responder is in no text that could be read: this one is ours. */
  ocsp: '/OCSP',
} as const;

/** The authorities of a test IGC, each made when first asked for. */
export class Igc {
  readonly #keys: KeyRing;
  readonly #base: string | undefined;
  readonly #asked = new Map<AuthorityRole, Promise<Authority>>();
  readonly #made: Authority[] = [];

  /** @param base address of the revocation server, without a final slash; absent: certificates name no server */
  constructor(keys: KeyRing, base?: string) {
    this.#keys = keys;
    this.#base = base;
  }

  /** The authorities made so far: the only ones that may have issued anything. */
  get made(): readonly Authority[] {
    return this.#made;
  }

  authority(role: AuthorityRole): Promise<Authority> {
    const known = this.#asked.get(role);
    if (known !== undefined) return known;
    const asked = this.#make(authorityPlans[role]);
    this.#asked.set(role, asked);
    return asked;
  }

  async #make(plan: AuthorityPlan): Promise<Authority> {
    const name = authorityName(plan.commonName);
    const parts = { keys: this.#keys.get(plan.key), ...this.#published(plan.stem) };
    const parent = plan.parent === undefined ? undefined : await this.authority(plan.parent);
    const authority = await (parent === undefined ? Authority.root(name, parts) : parent.subordinate(name, parts));
    this.#made.push(authority);
    return authority;
  }

  #published(stem: string): { publication?: Publication } {
    const base = this.#base;
    if (base === undefined) return {};
    const { crl, issuer, ocsp } = igcPaths;
    return {
      publication: { crl: `${base}${crl(stem)}`, ocsp: `${base}${ocsp}`, issuer: `${base}${issuer(stem)}` },
    };
  }
}

function authorityName(commonName: string): JsonName {
  return [{ C: ['FR'] }, { O: ['TEST PROBANT'] }, { CN: [commonName] }];
}
