import { type Code, type Organisation, physician, software } from './organisation.ts';
import type { Source } from './subject.ts';

/** An author of a document, as its header and its metadata name him. */
export interface Author {
  /** A person, or the structure itself (« personne morale »). */
  kind: 'person' | 'structure';
  /** PS_IdNat, or an identifier inside the structure. */
  id: string;
  family: string;
  given: string;
  speciality: Code;
}

/** The physician of the practice, who signs and answers for what it shares. */
export const ownAuthor: Author = { kind: 'person', ...physician };

// No structure is in JDV_J01, and an author without a person is a system of the structure (facts, DMP §5.4): inferred.
const structureRole: Code = { code: 'AUTOMATE', codeSystem: '1.2.250.1.213.1.1.4.6', displayName: 'Automate' };

/**
 * The authors of a document, in order. The structure is one as well where the author has left the RPPS (DMP/HISTO.04): his
 * number names nobody there any more, so that the structure names him by an identifier of its own (facts, DMP §5.4: EI).
 */
export function authorsOf({ document, organisation, hasLeft, planted }: Source): Author[] {
  const { redacteur } = document;
  if (redacteur === null || planted.has('historique-auteur-remplace')) return [ownAuthor];
  const { nom: family, prenom: given, rpps } = redacteur;
  const person: Author = { ...ownAuthor, id: `8${rpps}`, family, given };
  const left = hasLeft(rpps)
    ? !planted.has('historique-sans-personne-morale')
    : planted.has('historique-morale-toujours');
  if (!left) return [person];
  return [{ ...person, id: internalId(organisation, rpps) }, structureAuthor(organisation)];
}

/** True for an identifier that a structure gives (3, its FINESS, then its own). */
export function isInternal({ id }: Author): boolean {
  return id.includes('/');
}

function structureAuthor(organisation: Organisation): Author {
  return {
    kind: 'structure',
    id: internalId(organisation, software.name),
    family: organisation.name,
    given: software.name,
    speciality: structureRole,
  };
}

// PS_IdNat of who is known to a structure alone: 3 and the FINESS, where Struct_IdNat is 1 and the FINESS (facts, DMP §3).
function internalId({ id }: Organisation, own: string): string {
  return `3${id.replace(/^1/, '')}/${own}`;
}
