import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

const lineSchema = z.object({
  patient: z.string(),
  type: z.string(),
  titre: z.string(),
  auteur: z.string(),
  date: z.string(),
  etat: z.string(),
  alertes: z.array(z.string()),
});

/** A line of the work list. */
export type WorkLine = z.infer<typeof lineSchema>;

/** Lines of the work list, in the order shown. */
export function workLines(inputs: RuleInputs): WorkLine[] {
  return observed(inputs, 'lecture', z.object({ lignes: z.array(lineSchema) })).lignes;
}

/** Text without case, accents and spaces: what two screens write alike. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** True when a text shows another, however it is written. */
export function shows(text: string, part: string): boolean {
  return plain(text).includes(plain(part));
}

/** True when a text shows a number, whatever its decimal sign and its zeros at the end. */
export function showsNumber(text: string, number: string): boolean {
  return (text.match(/\d+(?:[.,]\d+)?/g) ?? []).some((found) => Number(found.replace(',', '.')) === Number(number));
}

const months = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' ');

/** True when a text shows a day (`AAAA-MM-JJ`), in one of the ways in which screens write days. */
export function showsDay(text: string, day: string): boolean {
  const [year = '', month = '', date = ''] = day.split('-');
  const [m, d] = [String(Number(month)), String(Number(date))];
  const forms = [
    `${year}\\D0?${m}\\D0?${d}(?!\\d)`,
    `(?<!\\d)0?${d}\\D0?${m}\\D(?:${year}|${year.slice(2)})(?!\\d)`,
    `(?<!\\d)0?${d}(?:er)? ${months[Number(month) - 1]?.slice(0, 3)}[a-z.]* ${year}`,
    `${year}${month}${date}`,
  ];
  return forms.some((form) => new RegExp(form).test(plain(text)));
}

const elsewhere = 'Affichez cette valeur telle que le document la donne, sans la tronquer.';

/** Where the product finds what a screen should show. */
const remedies: Readonly<Record<string, string>> = {
  document: 'Ajoutez le document classé à la liste des documents du dossier, sous le titre (title) de son CDA.',
  patient: 'Affichez le nom de naissance et le premier prénom de recordTarget (qualifier="BR").',
  titre: 'Affichez ClinicalDocument/title en entier.',
  type: 'Affichez le libellé du type, ClinicalDocument/code/@displayName (ou celui du code dans la nomenclature).',
  auteur: 'Affichez le nom et le prénom de author/assignedAuthor, ou le nom de l’appareil et de la structure.',
  origine:
    'Gardez avec le document classé l’adresse de l’expéditeur du courriel (From), et affichez-la dans le dossier.',
  date: 'Affichez la date du document, ClinicalDocument/effectiveTime, et non celle de la relève.',
  etat: 'Gardez l’état de lecture par document : « non lu » à l’arrivée, « lu » dès que l’utilisateur l’a ouvert.',
  resultat: 'Affichez chaque observation du corps structuré (N3), celles d’un compte rendu complété comprises.',
  valeur: 'Affichez value/@value de l’observation telle quelle, sans l’arrondir ni la convertir.',
  unite: 'Affichez l’unité de value/@unit (UCUM), ou son écriture usuelle, à côté de la valeur.',
  intervalle: 'Affichez les deux bornes de referenceRange/observationRange/value.',
  interpretation: 'Affichez interpretationCode en clair : normal, anormal (haut, bas) ou critique pour AA, HH, LL.',
  'ancienne-valeur':
    'Gardez la valeur que la nouvelle version (RPLC) a modifiée ou retirée, et montrez-la avec le résultat.',
};

/** One finding when a screen does not show what it should. */
export function unlessShown(
  right: boolean,
  { what, where, expected, got }: { what: string; where: string; expected: unknown; got: unknown },
): Finding[] {
  return unless(right, {
    code: `${what}-non-montre`,
    where,
    expected,
    got,
    message: `L’écran ne montre pas ce qui est attendu : ${what.replaceAll('-', ' ')}.`,
    remedy: Object.hasOwn(remedies, what) ? (remedies[what] as string) : elsewhere,
  });
}
