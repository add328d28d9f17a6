import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { shows } from './shown.ts';

const columns = ['automatiques', 'manuels', 'nonIntegres'] as const;
type Column = (typeof columns)[number];

const labels: Record<Column, string> = {
  automatiques: 'intégrés automatiquement',
  manuels: 'intégrés à la main',
  nonIntegres: 'non intégrés',
};

const schema = z.object({
  lignes: z.array(
    z.object({ type: z.string(), automatiques: z.string(), manuels: z.string(), nonIntegres: z.string() }),
  ),
});

export const decompte = defineRule({
  id: 'messagerie.decompte',
  version: '1',
  title:
    'Le décompte des documents reçus suit, par type, ceux qui sont intégrés automatiquement, à la main, ou pas du tout',
  source:
    'SC.MSS/UX.16 (étapes déduites) : statistiques par typeCode ; lues avant et après, car d’autres documents ont pu être reçus',
  appliesTo: 'lecture',
  parameters: z.object({
    /** Part of the label of the type. */
    type: z.string(),
    /** How many more of each than before. */
    automatiques: z.number().int(),
    manuels: z.number().int(),
    nonIntegres: z.number().int(),
  }),
  check(inputs, { type, ...expected }) {
    return columns.flatMap((column) =>
      unlessEqual({
        code: 'decompte-inattendu',
        where: `lignes (${type}).${column}`,
        expected: `${expected[column]} de plus`,
        got: `${count(inputs, 'apres', { type, column }) - count(inputs, 'avant', { type, column })} de plus`,
        message: `Le décompte des documents ${labels[column]} de ce type n’est pas celui qui est attendu.`,
        remedy:
          'Gardez avec chaque document reçu la façon dont il a été intégré (automatique, par un utilisateur, pas encore) et comptez par type de document (ClinicalDocument/code).',
      }),
    );
  },
});

function count(inputs: RuleInputs, name: string, { type, column }: { type: string; column: Column }): number {
  const lines = observed(inputs, name, schema).lignes.filter((line) => shows(line.type, type));
  return lines.reduce((sum, line) => sum + Number(line[column].replaceAll(/\D/g, '')), 0);
}
