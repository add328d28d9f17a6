import type { Members } from './members.ts';
import type { PscService, Tokens } from './psc-service.ts';

/** A professional, as Pro Santé Connect tells him (facts, PSC §3.4); what it leaves empty is null. */
export interface Professional {
  /** National id: the claim `SubjectNameID`. */
  id: string;
  family: string;
  given: string;
  /** Profession (TRE_G15), ordinal speciality (TRE_R38), sector of activity (TRE_R02) of his first activity. */
  profession: string | null;
  speciality: string | null;
  sector: string | null;
}

// An access token lives two minutes; one that lapses during a call is of no use.
const margin = 20_000;

/** The time that a user is signed in by Pro Santé Connect. */
export class PscSession {
  readonly professional: Professional;
  readonly #service: PscService;
  #tokens: Tokens;

  constructor(service: PscService, tokens: Tokens, professional: Professional) {
    this.#service = service;
    this.#tokens = tokens;
    this.professional = professional;
  }

  /** An access token that lives long enough for one call. @throws {@link CabinetError} when PSC gives no more */
  async token(): Promise<string> {
    if (this.#tokens.until <= Date.now() + margin) this.#tokens = await this.#service.renew(this.#tokens);
    return this.#tokens.access;
  }

  /** Where a browser has to go to sign out of PSC too. */
  signOutAddress(redirectUri: string): Promise<string> {
    return this.#service.endSession(this.#tokens, redirectUri);
  }
}

/**
 * Reads a userinfo. PSC does not choose between the activities of a professional; this software, made for a practice,
 * takes the first.
 */
export function readProfessional(userinfo: Members): Professional {
  const [exercise] = listOf(asMembers(userinfo['SubjectRefPro'])['exercices']);
  const [activity] = listOf(exercise?.['activities']);
  return {
    id: String(userinfo['SubjectNameID'] ?? ''),
    family: filled(exercise?.['nomDexercice']) ?? String(userinfo['family_name'] ?? ''),
    given: filled(exercise?.['prenomDexercice']) ?? String(userinfo['given_name'] ?? ''),
    profession: filled(exercise?.['codeProfession']),
    speciality: filled(exercise?.['codeSavoirFaire']),
    sector: filled(activity?.['codeSecteurDactivite']),
  };
}

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.map(asMembers) : [];
}

function filled(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
