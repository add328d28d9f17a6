import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { counts } from './counts.ts';

const line = z.object({ finess: z.string(), rpps: z.string() }).and(z.record(z.string(), z.string()));

const parameters = z.object({
  finess: z.string(),
  rpps: z.string(),
  periode: z.object({ debut: z.string(), fin: z.string() }),
  /** By name of the contract. */
  comptes: z.partialRecord(counts, z.number()),
  /** Nothing of another FINESS is shown. */
  seul: z.boolean().default(false),
});

export const comptes = defineRule({
  id: 'tableau.comptes',
  version: '2',
  title: 'Le tableau de bord compte l’activité d’un FINESS et d’un RPPS sur la période',
  source: 'TBB/va1.03 (étapes documentées), TBB/va1.01 (par FINESS), TBB/va1.05 (étapes déduites)',
  appliesTo: 'lecture',
  parameters,
  check(inputs, { finess, rpps, periode, comptes: expected, seul }) {
    const shown = observed(inputs, 'lecture', z.object({ periode: z.string(), lignes: z.array(line) }));
    const where = `lignes (${finess}, ${rpps})`;
    const found = shown.lignes.find((one) => one.finess === finess && one.rpps === rpps);
    const period = unless(names(shown.periode, periode.debut) && names(shown.periode, periode.fin), {
      code: 'periode-etrangere',
      where: 'periode',
      expected: `${periode.debut} – ${periode.fin}`,
      got: shown.periode,
      message: 'Le tableau de bord ne montre pas la période demandée.',
      remedy:
        'Rappelez en tête du tableau le premier et le dernier mois demandés, et ne comptez que ce qui est entre les deux.',
    });
    if (found === undefined) {
      const details = {
        code: 'activite-absente',
        where,
        expected: 'une ligne',
        got: shown.lignes.map((one) => one.rpps),
      };
      return [
        ...period,
        discrepancy({
          ...details,
          message: 'Aucune ligne pour ce FINESS et ce RPPS.',
          remedy: 'Affichez une ligne par FINESS et par RPPS qui ont une activité sur la période.',
        }),
      ];
    }
    const differences = Object.entries(expected).flatMap(([name, number]) =>
      unless(Number((found[name] ?? '').replaceAll(/\s/g, '') || Number.NaN) === number, {
        code: 'compte-inattendu',
        where: `${where}.${name}`,
        expected: number,
        got: found[name],
        message: 'Le tableau de bord ne compte pas ce que l’activité contient.',
        remedy:
          'Comptez chaque acte une fois, au FINESS, au RPPS et au mois où il a eu lieu ; écrivez 0 plutôt qu’une case vide.',
      }),
    );
    const others = shown.lignes.filter((one) => one.finess !== finess).map((one) => one.finess);
    return [...period, ...differences, ...alone(seul ? others : [], finess)];
  },
});

function alone(others: readonly string[], finess: string): Finding[] {
  return unless(others.length === 0, {
    code: 'finess-etranger',
    where: 'lignes',
    expected: finess,
    got: others,
    message: 'Le tableau de bord d’un FINESS montre l’activité d’un autre.',
    remedy: 'Quand un FINESS est demandé, n’affichez que ses lignes.',
  });
}

/** True when a displayed period names the month `AAAA-MM`, in digits, either way. */
function names(displayed: string, month: string): boolean {
  const [year = '', number = ''] = month.split('-');
  return new RegExp(`${year}\\D${number}|${number}\\D${year}`).test(displayed);
}
