import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Count, counts } from './counts.ts';

const parameters = z.object({
  finess: z.string(),
  rpps: z.string(),
  /** Sums of the columns over the lines of that FINESS and RPPS. */
  comptes: z.partialRecord(counts, z.number()),
});

export const extraction = defineRule({
  id: 'tableau.extraction',
  version: '1',
  title: 'L’extraction du tableau de bord a des colonnes titrées, et porte les mêmes comptes',
  source: 'TBB/va1.03, TBB/va1.05 (preuve « extraction_tableau_de_bord ») ; forme CSV déduite : aucune n’est publiée',
  appliesTo: 'document',
  parameters,
  check({ document = Buffer.alloc(0) }, { finess, rpps, comptes }) {
    const { titles, rows } = tableOf(document.toString('utf8'));
    const own = rows.filter((cells) => [finess, rpps].every((value) => cells.includes(value)));
    const where = `lignes de ${finess}, ${rpps}`;
    const absent = unless(own.length > 0, {
      code: 'activite-absente',
      where,
      expected: 'au moins une ligne',
      got: titles,
      message: 'Aucune ligne de l’extraction ne porte ce FINESS et ce RPPS.',
      remedy:
        'Écrivez dans chaque ligne de l’extraction le FINESS et le RPPS de l’activité, entiers et dans leur propre colonne.',
    });
    if (absent.length > 0) return absent;
    return Object.entries(comptes).flatMap(([name, expected]) =>
      column(titles, name as Count).flatMap((found): Finding[] =>
        typeof found !== 'number'
          ? [found]
          : unless(sum(own, found) === expected, {
              code: 'compte-inattendu',
              where: `${where}, colonne « ${titles[found]} »`,
              expected,
              got: sum(own, found),
              message: 'L’extraction ne compte pas ce que l’activité contient.',
              remedy:
                'Exportez les mêmes comptes que ceux de l’écran, un nombre par case : ni total déjà sommé parmi les lignes, ni case vide.',
            }),
      ),
    );
  },
});

/** Words by which the title of a column is recognised, accents aside. */
const words: Record<Count, (title: string) => boolean> = {
  documents: (title) => /document/.test(title),
  depotsDmp: (title) => /dmp/.test(title) && !/echec/.test(title),
  envoisPro: (title) => /\bpro(\b|s\b|fess)/.test(title) && !/echec/.test(title),
  envoisPatient: (title) => /patient|usager/.test(title) && !/echec/.test(title),
  echecsDmp: (title) => /echec/.test(title) && /dmp/.test(title),
  echecsMss: (title) => /echec/.test(title) && /mss/.test(title),
};

function column(titles: string[], name: Count): [number | Finding] {
  const found = titles.findIndex((title) => words[name](bare(title)));
  if (found >= 0) return [found];
  const message = 'Aucun titre de colonne de l’extraction ne dit ce compte.';
  const remedy =
    'Donnez à chaque compte une colonne dont le titre le nomme : documents produits, dépôts DMP, envois MSS professionnels, envois MSS patients, échecs DMP, échecs MSS.';
  return [
    discrepancy({ code: 'colonne-absente', where: 'première ligne', expected: name, got: titles, message, remedy }),
  ];
}

function sum(rows: string[][], at: number): number {
  return rows.reduce((total, cells) => total + Number(cells[at]?.replaceAll(/\s/g, '') || Number.NaN), 0);
}

/** A text of columns separated by semicolons, tabulations, bars or commas: the first that the title line holds. */
function tableOf(text: string): { titles: string[]; rows: string[][] } {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const separator = [';', '\t', '|', ','].find((sign) => lines[0]?.includes(sign)) ?? ';';
  const [titles = [], ...rows] = lines.map((line) =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')),
  );
  return { titles, rows };
}

function bare(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}
