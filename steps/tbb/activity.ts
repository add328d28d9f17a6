import type { VerbArgs } from '../../candidate/index.ts';
import { type ProbantWorld, scenarioMemory } from '../runtime/index.ts';

/** A period of whole months. */
export type Period = VerbArgs<'lireTableauDeBord'>['periode'];

/** An activity that the product was told to make. */
export interface Made {
  finess: string;
  rpps: string;
  parMois: number;
  echecsDmp: number;
  echecsMss: number;
}

// Fixed: what was asked of the product must be the same on replay, which has no clock.
/** Two years. */
export const twoYears: Period = { debut: '2024-01', fin: '2025-12' };
/** One of them. */
export const oneYear: Period = { debut: '2025-01', fin: '2025-12' };
/** A month of it. */
export const oneMonth: Period = { debut: '2025-06', fin: '2025-06' };

/** The activities of a scenario, the first one first. */
export const activitiesOf = scenarioMemory((): Made[] => []);

/** Has the product make an activity for a drawn RPPS, at a drawn FINESS or at that of `finess`. */
export async function make(
  world: ProbantWorld,
  { finess, periode, ...numbers }: Omit<Made, 'finess' | 'rpps'> & { finess?: string; periode: Period },
): Promise<void> {
  const { rpps } = world.drawCorrespondent();
  const made = { finess: finess ?? `63${rpps.slice(-7)}`, rpps, ...numbers };
  const { parMois, echecsDmp, echecsMss } = made;
  activitiesOf(world).push(made);
  await world.perform('genererActivite', {
    finess: made.finess,
    rpps,
    periode,
    parMois: String(parMois),
    echecsDmp: String(echecsDmp),
    echecsMss: String(echecsMss),
  });
}

/** What the dashboard has to count of an activity, over so many months. */
export function countsOf({ parMois, echecsDmp, echecsMss }: Made, months: number): Record<string, number> {
  return {
    documents: parMois * months,
    depotsDmp: (parMois - echecsDmp) * months,
    envoisPro: (parMois - echecsMss) * months,
    envoisPatient: parMois * months,
    echecsDmp: echecsDmp * months,
    echecsMss: echecsMss * months,
  };
}

/** Number of months of a period. */
export function monthsOf({ debut, fin }: Period): number {
  const rank = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return rank(fin) - rank(debut) + 1;
}
