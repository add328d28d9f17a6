import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lines = z.object({
  lignes: z.array(
    z.object({
      titre: z.string(),
      destinations: z.string(),
      acquittement: z.string(),
      dmp: z.string(),
      mssante: z.string(),
    }),
  ),
});

const wantedSchema = z.object({
  destinations: z.array(z.string()).optional(),
  acquittement: z.array(z.string()).optional(),
  dmp: z.array(z.string()).optional(),
  mssante: z.array(z.string()).optional(),
});

export const suites = defineRule({
  id: 'pfi.suites',
  version: '1',
  title: 'Le produit montre où le document a été transmis, et ce que la plateforme en a répondu',
  source:
    'CDA/HL7.01 (acquittements techniques et métier traités) ; les mots par lesquels un écran le dit (accepté, refusé, déposé, échec, reçu, lu) sont déduits',
  appliesTo: 'lecture',
  /** Words that each column of the document's line holds, and words that it must not. */
  parameters: z.object({ titre: z.string(), montre: wantedSchema, tait: wantedSchema.default({}) }),
  check(inputs, { titre, montre, tait }) {
    const line = observed(inputs, 'lecture', lines).lignes.find((one) => one.titre.includes(titre));
    if (line === undefined) return [absent(titre)];
    const columns = ['destinations', 'acquittement', 'dmp', 'mssante'] as const;
    return columns.flatMap((column) => {
      const shown = line[column].toLowerCase();
      return [
        ...(montre[column] ?? []).flatMap((word) =>
          unless(shown.includes(word.toLowerCase()), difference({ column, titre, expected: word, got: line[column] })),
        ),
        ...(tait[column] ?? []).flatMap((word) =>
          unless(
            !shown.includes(word.toLowerCase()),
            difference({ column, titre, expected: `sans « ${word} »`, got: line[column] }),
          ),
        ),
      ];
    });
  },
});

function difference(told: { column: string; titre: string; expected: string; got: string }) {
  return {
    code: 'suite-inattendue',
    where: `lignes (${told.titre}).${told.column}`,
    expected: told.expected,
    got: told.got,
    message: 'L’écran ne montre pas la suite donnée à la transmission.',
    remedy:
      'Rapprochez MSA-2 de l’acquittement, et OBX-4 de l’accusé métier (ZAM), de la transmission qu’ils désignent, et montrez à l’utilisateur leur résultat et leur erreur (ERR-5).',
  };
}

function absent(titre: string): Finding {
  return discrepancy({
    code: 'transmission-absente',
    where: 'lignes',
    expected: titre,
    got: null,
    message: 'L’écran ne montre pas la transmission du document.',
    remedy: 'Listez, par dossier, chaque document transmis à la plateforme, dès qu’il part.',
  });
}
