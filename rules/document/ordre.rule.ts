import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const ordre = defineRule({
  id: 'document.ordre',
  version: '1',
  title: 'La liste des documents du dossier se trie par type et par date de création',
  source: 'CDA/INT.04 (énoncé) ; dans un sens ou dans l’autre : déduit',
  appliesTo: 'lecture',
  parameters: z.object({
    tri: z.enum(['date', 'type']),
    /** Titles of the documents of the scenario; the oldest first where the list is by date. */
    titres: z.array(z.string()).min(2),
  }),
  check(inputs, { tri, titres }) {
    const schema = z.object({ lignes: z.array(z.object({ titre: z.string(), type: z.string(), date: z.string() })) });
    const { lignes } = observed(inputs, 'lecture', schema);
    const shown = lignes.filter((line) => titres.some((titre) => line.titre.includes(titre)));
    const got = shown.map((line) => `${line.titre} (${line.type}, ${line.date})`);
    const held = tri === 'date' ? byDate(shown, titres) : byType(shown);
    return [
      ...unless(shown.length >= titres.length, {
        code: 'ligne-absente',
        where: 'lignes',
        expected: titres,
        got,
        message: 'La liste triée ne montre pas tous les documents du dossier.',
        remedy: 'Montrez dans la liste les documents produits et les documents intégrés, quel que soit le tri.',
      }),
      ...unless(held && shown.every(({ date, type }) => (tri === 'date' ? date : type).trim() !== ''), {
        code: 'ordre',
        where: 'lignes',
        expected: tri === 'date' ? titres : 'un type après l’autre',
        got,
        message: 'La liste des documents du dossier n’est pas dans l’ordre choisi.',
        remedy:
          'Triez sur le type, ou sur la date de création du document (effectiveTime), et non sur celle de son arrivée ; montrez l’un et l’autre.',
      }),
    ];
  },
});

interface Line {
  titre: string;
  type: string;
}

function byDate(lines: readonly Line[], titres: readonly string[]): boolean {
  const ranks = lines.map(({ titre }) => titres.findIndex((one) => titre.includes(one)));
  return [ranks, ranks.toReversed()].some((order) => order.every((rank, i) => i === 0 || rank >= (order[i - 1] ?? 0)));
}

/** Lines of one type stand together. */
function byType(lines: readonly Line[]): boolean {
  const changes = lines.filter(({ type }, i) => i === 0 || type !== lines[i - 1]?.type);
  return changes.length === new Set(lines.map(({ type }) => type)).size;
}
