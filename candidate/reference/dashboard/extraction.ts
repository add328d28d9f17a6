import type { DefectSet } from '../defects.ts';
import type { ProducedFile } from '../documents/document-files.ts';
import { counts, type MonthLine, type Query } from './dashboard.ts';

/** Columns of the file, in order, and what each holds: shown on the screen beside the button. */
export const columns: ReadonlyArray<{ title: string; meaning: string; value: (line: MonthLine) => string }> = [
  { title: 'FINESS', meaning: 'FINESS géographique, 9 caractères', value: ({ finess }) => finess },
  { title: 'RPPS', meaning: 'RPPS du professionnel, 11 chiffres', value: ({ rpps }) => rpps },
  { title: 'Mois', meaning: 'AAAA-MM', value: ({ mois }) => mois },
  ...(Object.keys(counts) as Array<keyof typeof counts>).map((name) => ({
    title: counts[name],
    meaning: 'nombre du mois',
    value: (line: MonthLine) => line[name],
  })),
];

/** The file of a period: UTF-8 with its mark, semicolons, one line a month, FINESS and RPPS. */
export function extractionOf(lines: readonly MonthLine[], { periode }: Query, planted: DefectSet): ProducedFile {
  const kept = columns.filter(
    ({ title }) =>
      !(title === counts.envoisPatient && planted.has('extraction-sans-patients')) &&
      !(/^Échecs/.test(title) && planted.has('extraction-sans-echecs')),
  );
  const rows = [kept.map(({ title }) => title), ...lines.map((line) => kept.map(({ value }) => value(line)))];
  return {
    nom: `tableau-de-bord_${periode.debut}_${periode.fin}.csv`,
    typeMime: 'text/csv; charset=utf-8',
    contenu: Buffer.from(`\uFEFF${rows.map((cells) => `${cells.join(';')}\r\n`).join('')}`),
  };
}
