import type { CatalogueEntry } from '../catalogue.ts';
import { withoutPrefix } from './proposals.ts';
import type { Rem } from './rem.ts';
import { bare } from './wording.ts';

/** How a requirement of the workbook stands to the catalogue's. */
export type RequirementChange = 'identique' | 'reformulee' | 'nouvelle' | 'disparue';

/** One requirement, in the workbook or the catalogue. */
export interface ComparedRequirement {
  change: RequirementChange;
  /** Its number in the workbook; null when it is gone. */
  rem: string | null;
  /** Its number in the catalogue; null when it is new. */
  catalogue: string | null;
}

/** Compares the requirements of a workbook with those of a lane of the catalogue, by their numbers. */
export function compareRequirements(rem: Rem, entries: readonly CatalogueEntry[]): ComparedRequirement[] {
  const statements = new Map(entries.map(({ requirement, statement }) => [requirement, statement]));
  const told = rem.requirements.map(({ id, exigence }): ComparedRequirement => {
    const catalogue = [id, withoutPrefix(id)].find((one) => statements.has(one)) ?? null;
    if (catalogue === null) return { change: 'nouvelle', rem: id, catalogue };
    const same = bare(statements.get(catalogue) ?? '') === bare(exigence);
    return { change: same ? 'identique' : 'reformulee', rem: id, catalogue };
  });
  const found = new Set(told.map(({ catalogue }) => catalogue));
  const gone = [...statements.keys()].filter((id) => !found.has(id));
  return [...told, ...gone.map((id): ComparedRequirement => ({ change: 'disparue', rem: null, catalogue: id }))];
}
