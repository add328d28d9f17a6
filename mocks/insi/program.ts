import type { Identity } from '../../core/index.ts';

/** Shape of a `00` answer (facts, INSi §1.6): the same content as the live service, CNDA files or GIE samples write it. */
export type InsiShape = 'live' | 'cnda-file' | 'gie-prefixed' | 'history-bad-order';

/** Coded faults of the facts (INSi §1.7), with the shape of their producer. */
export const insiFaultCodes = ['desir_550', 'desir_560', 'desir_1020', 'insi_102', 'insi_111', 'insi_19'] as const;

/** A fault that the real service is known to answer. */
export type InsiFaultCode = (typeof insiFaultCodes)[number];

/** What INSi answers to a request that matches. */
export type InsiAnswer =
  | {
      code: '00';
      identity: Identity;
      shape?: InsiShape;
      /** Traits returned other than the identity's own, such as `dateNaissance: '1981-00-12'`, or '' for an empty element. */
      traits?:
        | Partial<Pick<Identity, 'nomNaissance' | 'prenoms' | 'sexe' | 'dateNaissance' | 'lieuNaissance'>>
        | { sexe: '' };
    }
  | { code: '01' }
  | { code: '02' }
  | { fault: InsiFaultCode };

/** A search by traits that a prepared answer is for. */
export interface InsiTraitsMatch {
  nomNaissance: string;
  /** A request bearing any single first name of this list, or the whole list, matches. Absent: any first name. */
  prenoms?: string;
  sexe?: string;
  dateNaissance?: string;
}

/** A search by card (WS_INS1) that a prepared answer is for. */
export interface InsiCardMatch {
  /** Matricule of the person, or of the one who opens the rights, without its key. */
  matricule: string;
  /** Tells apart those who are on one card. */
  dateNaissance?: string;
}

/**
 * One prepared answer: what a request must bear, and what is answered. The latest match wins. An answer `00` to traits
 * also makes its person known by card.
 */
export interface InsiProgram {
  match: InsiTraitsMatch | InsiCardMatch;
  answer: InsiAnswer;
  /** Whose answer it is: a reset of that owner forgets it. */
  owner?: string;
}

/** Control of the mocked INSi service. */
export interface InsiControl {
  /** Adds a prepared answer, before the published identities. */
  program(entry: InsiProgram): void;
  /** Forgets the prepared answers of an owner, or all of them; the published identities stay. */
  reset(owner?: string): void;
}
