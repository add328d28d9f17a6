import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { showsDay } from '../messagerie/shown.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({
  etat: z.string(),
  autorisation: z.string().nullable(),
  documents: z.array(
    z.object({ titre: z.string(), etat: z.string(), visibilite: z.string(), date: z.string().default('') }),
  ),
});

const parametersSchema = z.object({
  /** Words that the displayed state and authorisation hold, in any case. */
  etat: z.string().optional(),
  autorisation: z.string().optional(),
  /** Documents shown, with a word of their displayed visibility, and the day of their act (`AAAA-MM-JJ`). */
  documents: z
    .array(z.object({ titre: z.string(), visibilite: z.string().default(''), date: z.string().optional() }))
    .default([]),
  /** Titles that must not be shown as in force. */
  absents: z.array(z.string()).default([]),
  /** Titles that a filter or a search leaves out: they must not be shown at all. */
  exclus: z.array(z.string()).default([]),
});

export const liste = defineRule({
  id: 'dmp.liste',
  version: '2',
  title: 'Le DMP consulté se montre : état, autorisation, documents et leur visibilité',
  source:
    'DMP/va1.16, DMP/va1.17, DMP/HISTO.03, DMP/UX.14 et UX.27 ; EX_3.1-1080 (états affichés), RG_0310 et RG_0330 (faits DMP §4.1, §6.1)',
  appliesTo: 'lecture',
  parameters: parametersSchema,
  check(inputs, { etat, autorisation, documents, absents, exclus }) {
    const shown = observed(inputs, 'lecture', shownSchema);
    return [
      ...says('etat', { expected: etat, got: shown.etat }),
      ...says('autorisation', { expected: autorisation, got: shown.autorisation ?? '' }),
      ...documents.flatMap((expected) => document(expected, shown.documents)),
      ...absents.flatMap((titre) => absent(titre, shown.documents)),
      ...exclus.flatMap((titre) => excluded(titre, shown.documents)),
    ];
  },
});

type Expected = z.infer<typeof parametersSchema>['documents'][number];
type Line = z.infer<typeof shownSchema>['documents'][number];

function says(where: string, { expected, got }: { expected: string | undefined; got: string }): Finding[] {
  return unless(expected === undefined || got.toLowerCase().includes(expected), {
    code: `${where}-inattendu`,
    where,
    expected,
    got,
    message: 'Le DMP consulté n’est pas montré dans l’état attendu.',
    remedy:
      'Montrez, à l’ouverture du DMP, l’état que TD0.2 rend (actif, fermé, inexistant) et celui de l’autorisation (VALIDE, EXPIRE, INTERDIT, NON_EXISTE), en toutes lettres (RG_0310).',
  });
}

function document({ titre, visibilite, date }: Expected, lines: Line[]): Finding[] {
  const line = lines.find((candidate) => candidate.titre.includes(titre));
  return [
    ...unless(line !== undefined, {
      code: 'document-absent',
      where: 'documents',
      expected: titre,
      got: lines.map((candidate) => candidate.titre),
      message: 'Le document ne figure pas dans la liste du DMP.',
      remedy:
        'Montrez tous les documents que TD3.1 rend, sans filtre que l’utilisateur n’a pas posé ; vérifiez les dates et le statut de la recherche.',
    }),
    ...unless(line === undefined || date === undefined || showsDay(line.date, date), {
      code: 'date-inattendue',
      where: `documents (${titre})`,
      expected: date,
      got: line?.date,
      message: 'La liste du DMP ne montre pas le document à sa date.',
      remedy:
        'Montrez la date du document que rend le registre (creationTime, serviceStartTime, en UTC), à l’heure locale ; un document antérieur garde sa date métier.',
    }),
    ...unless(line === undefined || line.visibilite.toLowerCase().includes(visibilite), {
      code: 'visibilite-non-montree',
      where: `documents (${titre})`,
      expected: visibilite,
      got: line?.visibilite,
      message: 'La liste ne montre pas le masquage ou la visibilité du document.',
      remedy:
        'Montrez sur la ligne du document sa visibilité, lue dans ses confidentialityCode : masqué aux professionnels, non visible du patient, non visible des représentants légaux (EX_3.1-1080).',
    }),
  ];
}

// A deleted document may stay in the list, if it is said to be deleted.
function absent(titre: string, lines: Line[]): Finding[] {
  const inForce = lines.filter((line) => line.titre.includes(titre) && !/supprim|remplac|obsol/i.test(line.etat));
  return unless(inForce.length === 0, {
    code: 'document-encore-en-vigueur',
    where: `documents (${titre})`,
    expected: 'absent, ou montré comme supprimé',
    got: inForce.map((line) => line.etat),
    message: 'La liste montre encore en vigueur un document supprimé.',
    remedy:
      'Relisez la liste après la suppression ou le remplacement, et montrez les documents Deleted ou Deprecated comme tels, ou ne les montrez pas.',
  });
}

function excluded(titre: string, lines: Line[]): Finding[] {
  return unless(!lines.some((line) => line.titre.includes(titre)), {
    code: 'document-non-filtre',
    where: `documents (${titre})`,
    expected: 'absent de la liste',
    got: lines.map((line) => line.titre),
    message: 'La liste montre un document qui ne répond pas aux critères choisis.',
    remedy:
      'Ne montrez que les documents qui répondent à tous les critères posés par l’utilisateur : filtrez la liste affichée, ou portez chaque critère dans la recherche TD3.1.',
  });
}
