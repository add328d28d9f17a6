import type { XmlTree } from '../../core/index.ts';
import { claimPaths, lotIdPath, type RequestedTraits } from './bodies.ts';
import { childOf, contentAt, contentOf, type Outline } from './outline.ts';

/** An identity whose INS is to be verified, exactly as sent; an absent element is null. */
export interface IdentityClaim {
  matricule: string | null;
  cle: string | null;
  oid: string | null;
  traits: RequestedTraits;
  /** `ListePrenom`. */
  liste: string | null;
}

/**
 * Reads the identities to verify. The elements are those that an integrator sends (facts, INSi §1.9); their namespace is
 * inferred, and the batch that holds several of them is Probant's own.
 */
export function readClaims(outline: Outline): IdentityClaim[] {
  return claimPaths.flatMap((path) => outline.get(path) ?? []).map(readClaim);
}

/** The number of the batch asked for. */
export function readLotId(outline: Outline): string | null {
  return contentAt(outline, lotIdPath)?.trim() ?? null;
}

function readClaim(claim: XmlTree): IdentityClaim {
  const ins = childOf(claim, 'INSFourni');
  const id = childOf(ins, 'IdIndividu');
  const traits = childOf(claim, 'TraitsIdentiteIndividu');
  const value = (parent: XmlTree | undefined, name: string): string | null => {
    const child = childOf(parent, name);
    return child === undefined ? null : contentOf(child);
  };
  const prenom = value(traits, 'Prenom');
  return {
    matricule: value(id, 'NumIdentifiant'),
    cle: value(id, 'Cle'),
    oid: value(ins, 'OID'),
    traits: {
      nomNaissance: value(traits, 'NomNaissance'),
      prenoms: prenom === null ? [] : [prenom],
      sexe: value(traits, 'Sexe'),
      dateNaissance: value(traits, 'DateNaissance'),
      lieuNaissance: value(traits, 'LieuNaissance'),
    },
    liste: value(traits, 'ListePrenom'),
  };
}
