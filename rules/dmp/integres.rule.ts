import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({
  documents: z.array(z.object({ titre: z.string(), integreLe: z.string(), conserveJusquau: z.string() })),
});
type Line = z.infer<typeof shownSchema>['documents'][number];

export const integres = defineRule({
  id: 'dmp.integres',
  version: '1',
  title: 'Les documents choisis du DMP sont dans le dossier, une fois chacun, sous la règle de conservation',
  source:
    'DMP/UX.31 (sélection multiple et intégration), DMP/UX.44 (règles de conservation locales) ; un document déjà intégré ne l’est pas deux fois (faits DMP §6.1)',
  appliesTo: 'lecture',
  parameters: z.object({
    titres: z.array(z.string()).min(1),
    exclus: z.array(z.string()).default([]),
    /** Years for which the practice keeps the documents of a file. */
    annees: z.number().optional(),
  }),
  check(inputs, { titres, exclus, annees }) {
    const { documents } = observed(inputs, 'lecture', shownSchema);
    return [
      ...titres.flatMap((titre) => once(titre, documents)),
      ...exclus.flatMap((titre) => notChosen(titre, documents)),
      ...(annees === undefined ? [] : documents.flatMap((line) => kept(line, annees))),
    ];
  },
});

function once(titre: string, documents: readonly Line[]): Finding[] {
  const found = documents.filter((line) => line.titre.includes(titre));
  return unless(found.length === 1, {
    code: found.length === 0 ? 'document-non-integre' : 'document-en-double',
    where: `documents (${titre})`,
    expected: 'une ligne',
    got: documents.map((line) => line.titre),
    message:
      found.length === 0
        ? 'Un document choisi n’est pas dans le dossier.'
        : 'Un document du DMP est plusieurs fois dans le dossier.',
    remedy:
      'Lisez (TD3.2) et rangez chaque document choisi ; avant de ranger, comparez son uniqueId à ceux du dossier.',
  });
}

function notChosen(titre: string, documents: readonly Line[]): Finding[] {
  return unless(!documents.some((line) => line.titre.includes(titre)), {
    code: 'document-non-choisi',
    where: `documents (${titre})`,
    expected: 'absent du dossier',
    got: documents.map((line) => line.titre),
    message: 'Un document que l’utilisateur n’a pas choisi est dans le dossier.',
    remedy: 'N’intégrez que les documents cochés par l’utilisateur.',
  });
}

function kept({ titre, integreLe, conserveJusquau }: Line, years: number): Finding[] {
  const from = yearOf(integreLe);
  const to = yearOf(conserveJusquau);
  return unless(from !== null && to !== null && to - from === years, {
    code: 'conservation-inattendue',
    where: `documents (${titre})`,
    expected: `${years} ans après le ${integreLe}`,
    got: conserveJusquau,
    message: 'La règle de conservation du dossier n’est pas appliquée au document venu du DMP.',
    remedy:
      'Calculez le terme des documents intégrés comme celui des autres documents du dossier, d’après la durée réglée, et montrez-le.',
  });
}

function yearOf(text: string): number | null {
  const year = /\b(\d{4})\b/.exec(text)?.[1];
  return year === undefined ? null : Number(year);
}
