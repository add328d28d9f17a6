import { nirKey } from '../../core/index.ts';

/** A form that a value of an identity must have. */
export interface Form {
  /** French: what is expected. */
  expected: string;
  holds: (value: string) => boolean;
}

const matching = (expected: string, pattern: RegExp): Form => ({ expected, holds: (value) => pattern.test(value) });

/** Longest name and list of first names of the INS datamatrix (facts, INSi §1.12); no text gives another length. */
export const longestName = 100;

/**
 * Forms of the traits of INSi, sent and returned: SEL-MP-043 §2 and §3.4.1 as quoted, the expressions being inferred
 * from these rules (facts, INSi §1.8); the XSD for the others (§1.5, §1.6).
 */
export const forms = {
  nomNaissance: matching(
    'A à Z, espace, apostrophe, tiret ou double tiret ; ni espace ni tiret en tête ; espace et apostrophe ni doublés ni voisins',
    /^(?!.*(?: {2}|''| '|' ))['A-Z](?:[A-Z' ]|--?(?!-))*$/,
  ),
  prenom: matching(
    'A à Z, espace, apostrophe ou tiret simple ; ni espace ni tiret en tête, ni tiret ni apostrophe à la fin',
    /^(?!.*(?: {2}|''| '|' |--))['A-Z][A-Z' -]*(?<!['-])$/,
  ),
  sexe: matching('M ou F', /^[MF]$/),
  // `DateLunaire`: no calendar date, 1950-00-00 and 1960-20-00 are some.
  dateNaissance: matching('AAAA-MM-JJ', /^\d{4}-\d{2}-\d{2}$/),
  lieuNaissance: matching('code officiel géographique, 5 caractères (63220, 2A020, 99…)', /^(?:\d{2}|2[AB])\d{3}$/),
  /** What the schemas take of a matricule. */
  numero: matching('13 caractères : 6 chiffres, un chiffre ou une lettre, 6 chiffres', /^\d{6}[A-Za-z0-9]\d{6}$/),
  /** What the facts infer of one: sex, year, month, département (2A, 2B), commune, order. */
  matricule: matching(
    'sexe, année, mois, département (2A et 2B pour la Corse), commune et ordre : 13 caractères',
    /^[1-478]\d{2}(?:0[1-9]|1[0-3]|[23]\d|4[0-2]|[5-9]\d)(?:\d{2}|2[AB])\d{6}$/,
  ),
} as const satisfies Record<string, Form>;

/**
 * True for a day that may be: of the calendar, or unknown in part (`00`), or of a lunar calendar (months 20 to 42 and 50
 * to 99 of the NIR; inferred, facts §1.8).
 */
export function isPossibleDate(value: string): boolean {
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  const known = month <= 12 || (month >= 20 && month <= 42) || month >= 50;
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31;
  return known && day <= days;
}

/** True when the first first name begins the list, a space being worth a hyphen or an apostrophe (EXI ID 10). */
export function beginsList(prenom: string, prenoms: string): boolean {
  const bare = (text: string): string => text.replaceAll(/[-' ]+/g, ' ').trim();
  return `${bare(prenoms)} `.startsWith(`${bare(prenom)} `);
}

/** The key that a matricule of 13 characters should have, or null when it is none (facts, INSi §1.8). */
export function expectedKey(numero: string): string | null {
  return forms.matricule.holds(numero) ? nirKey(numero) : null;
}
