import type { VerbResult } from '../contract/index.ts';
import type { DefectSet } from './defects.ts';
import { differs } from './identity-rules.ts';
import type { InsiIdentity, InsiTraits } from './insi-response.ts';
import { controlKey, startOfList } from './lexicon.ts';
import { strictTraits, type Traits } from './model.ts';

/** Rows of the comparison between local traits and INSi traits. */
export type Comparison = VerbResult<'appelerInsi'>['comparatif'];

/** INSi's first first name as far as it can be told: its own element, or the head of the list. */
export function insiFirstName(local: Traits, returned: InsiTraits): string {
  const head = local.prenom === null ? null : startOfList(local.prenom, returned.prenoms);
  return head ?? (returned.prenom || (returned.prenoms.split(' ')[0] ?? ''));
}

/** True when the local first name starts the returned list (EXI ID 10). */
export function isFirstNameCoherent(local: Traits, returned: InsiTraits): boolean {
  return local.prenom !== null && startOfList(local.prenom, returned.prenoms) !== null;
}

/** Side-by-side traits, the differences marked (INS/va1.51). */
export function compareTraits(local: Traits, returned: InsiTraits, planted: DefectSet): Comparison {
  if (planted.has('comparatif-absent')) return [];
  const insi: Record<string, string> = { ...returned, prenom: insiFirstName(local, returned) };
  return strictTraits
    .filter((trait) => !(trait === 'prenom' && planted.has('comparatif-sans-prenom')))
    .map((trait) => ({
      trait,
      local: local[trait],
      insi: insi[trait] || null,
      signale: !planted.has('comparatif-sans-ecart') && differs(local[trait], insi[trait] ?? null),
    }));
}

/** Why an answer 00 can't be taken over; empty when it can (règles 11 and 12: INS/va1.28, va1.31). */
export function blockingReasons(identity: InsiIdentity, planted: DefectSet): string[] {
  return [
    ...dateReasons(identity.traits, planted),
    ...emptyReasons(identity.traits, planted),
    ...keyReasons(identity, planted),
  ];
}

/** True when the answer can't be taken over, message or not. */
export function isBlocked(identity: InsiIdentity, planted: DefectSet): boolean {
  return (
    hasUnusableDate(identity.traits, planted) ||
    emptyTraits(identity.traits, planted).length > 0 ||
    keyReasons(identity, planted).length > 0
  );
}

function hasUnusableDate(traits: InsiTraits, planted: DefectSet): boolean {
  const [, month, day] = traits.dateNaissance.split('-');
  const badMonth = month === '00' && !planted.has('retour-mois-00-accepte');
  const badDay = day === '00' && !planted.has('retour-jour-00-accepte');
  return badMonth || badDay;
}

function dateReasons(traits: InsiTraits, planted: DefectSet): string[] {
  if (!hasUnusableDate(traits, planted) || planted.has('retour-date-message-absent')) return [];
  return [
    `Retour INSi bloqué : le jour ou le mois de naissance vaut « 00 » (${traits.dateNaissance}). L’identité n’est pas modifiée.`,
  ];
}

function emptyTraits(traits: InsiTraits, planted: DefectSet): string[] {
  const empty: string[] = [];
  if (traits.nomNaissance === '' && !planted.has('retour-nom-vide-accepte')) empty.push('nom de naissance');
  if (traits.prenoms === '' && !planted.has('retour-prenoms-vides-accepte')) empty.push('prénoms');
  if (traits.sexe === '' && !planted.has('retour-sexe-vide-accepte')) empty.push('sexe');
  return empty;
}

function emptyReasons(traits: InsiTraits, planted: DefectSet): string[] {
  if (planted.has('retour-vide-message-absent')) return [];
  return emptyTraits(traits, planted).map(
    (label) => `Retour INSi bloqué : le champ « ${label} » est vide. L’identité n’est pas modifiée.`,
  );
}

/** INSi is right about its keys, even those that the computation contradicts (CNDA 2.08, HERMANN): nothing is checked. */
function keyReasons({ actif }: InsiIdentity, planted: DefectSet): string[] {
  if (!planted.has('cle-erronee-refusee') || controlKey(actif.numero) === actif.cle) return [];
  return ['Retour INSi bloqué : la clé du matricule est erronée.'];
}
