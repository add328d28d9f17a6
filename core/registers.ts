import { sha256 } from './digest.ts';
import type { Identity, TestPerson } from './identities.ts';
import { nirKey } from './nir.ts';
import { publishedIdentities } from './published-identities.ts';

/** The test identities of a run, as a dossier shows them. */
export interface RegisteredIdentity {
  matricule: string;
  origin: 'publiee' | 'generee' | 'declaree';
  scenario?: string;
  /** Why a declared identity is a test one. */
  reason?: string;
}

/** Something that looks like a person's matricule and that no register knows. */
export interface Suspect {
  matricule: string;
  offset: number;
}

// 13 characters and their key at word bounds (design §5.8): 13 digits alone would also be a time in milliseconds.
const candidate = /(?<![0-9A-Za-z])([1-478]\d{4}(?:\d{2}|2[AB])\d{6}) ?(\d{2})(?![0-9A-Za-z])/g;

/**
 * The registers of a run: which identities are known to be fictitious, and which secrets are known to be test ones.
 * Whatever else looks like a matricule or a secret blocks sealing.
 */
export class Registers {
  readonly #identities = new Map<string, RegisteredIdentity>();
  readonly #secrets = new Map<string, string>();

  constructor() {
    for (const identity of Object.values(publishedIdentities)) this.#published(identity);
  }

  /** Adds a person generated for a scenario. */
  addGenerated(person: TestPerson): void {
    for (const matricule of matriculesOf(person)) {
      if (this.#identities.has(matricule)) continue;
      this.#identities.set(matricule, { matricule, origin: 'generee', scenario: person.scenario });
    }
  }

  /** Adds a matricule that the plan declares as a test one, with its reason. */
  addDeclared(matricule: string, reason: string): void {
    this.#identities.set(matricule, { matricule, origin: 'declaree', reason });
  }

  /** Adds a secret by its digest, with what it is. */
  addSecret(secret: string, label: string): void {
    this.#secrets.set(sha256(secret), label);
  }

  /** True when the 13-character matricule is known to be fictitious. */
  knows(matricule: string): boolean {
    return this.#identities.has(matricule);
  }

  /** True when the secret was issued by the bench or declared by the plan. */
  knowsSecret(secret: string): boolean {
    return this.#secrets.has(sha256(secret));
  }

  /** The identities, sorted by matricule. */
  identities(): RegisteredIdentity[] {
    return [...this.#identities.values()].sort((a, b) => a.matricule.localeCompare(b.matricule));
  }

  /** The secrets, as digest and label, sorted by digest. */
  secrets(): Array<{ sha256: string; label: string }> {
    return [...this.#secrets]
      .map(([digest, label]) => ({ sha256: digest, label }))
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  }

  /** Looks in text for matricules (13 characters and their right key, at word bounds) that no register knows. */
  suspects(text: string): Suspect[] {
    const found: Suspect[] = [];
    for (const match of text.matchAll(candidate)) {
      const matricule = match[1] ?? '';
      if (nirKey(matricule) === match[2] && !this.knows(matricule)) found.push({ matricule, offset: match.index });
    }
    return found;
  }

  #published(identity: Identity): void {
    for (const matricule of matriculesOf(identity)) {
      this.#identities.set(matricule, { matricule, origin: 'publiee' });
    }
  }
}

function matriculesOf(identity: Identity): string[] {
  return [identity.matricule, ...identity.historique.map((former) => former.matricule)];
}
