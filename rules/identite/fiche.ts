import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { jsonValue } from '../http-calls.ts';
import type { RuleInputs } from '../rule.ts';

const text = z.string().nullish();

// What the read `lireFiche` of a driver gives, as far as these rules look at it.
const schema = z.object({
  traits: z.object({
    nomNaissance: text,
    prenom: text,
    prenoms: text,
    sexe: text,
    dateNaissance: text,
    lieuNaissance: text,
  }),
  statut: text,
  attributs: z.array(z.string()).default([]),
  matricule: text,
  oid: text,
});

/** An identity as a product keeps it. */
export type Fiche = z.infer<typeof schema>;

/** Applies a check to the identity of the document, JSON of the form of `lireFiche`; what is none is a finding. */
export function ficheOf({ document = Buffer.alloc(0) }: RuleInputs, check: (fiche: Fiche) => Finding[]): Finding[] {
  const read = schema.safeParse(identityIn(document));
  if (read.success) return check(read.data);
  return [
    discrepancy({
      code: 'fiche-illisible',
      where: read.error.issues[0]?.path.join('.') || 'document',
      expected: 'le JSON que rend la lecture lireFiche : traits, statut, attributs, matricule, oid',
      got: read.error.issues[0]?.message,
      message: 'Le document n’est pas une fiche d’identité lisible.',
      remedy: 'Donnez en JSON ce que votre pilote rend à lireFiche ; un trait absent vaut null.',
    }),
  ];
}

function identityIn(document: Buffer): unknown {
  const value = jsonValue(document.toString('utf8').replace(/^\ufeff/, ''));
  // An observation of an attempt holds what was read in `value`.
  return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

/** True when INSi returned the identity, so that its traits are those of INSi (facts, INSi §1.11). */
export function isOfInsi({ statut }: Fiche): boolean {
  return statut === 'RECUP' || statut === 'QUAL';
}
