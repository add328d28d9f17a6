import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';
import type { Activity, Counted } from './activity.ts';

/** What to count: a period of whole months, a FINESS, a RPPS; an empty one is any. */
export type Query = VerbArgs<'lireTableauDeBord'>;

type Line = VerbResult<'lireTableauDeBord'>['lignes'][number];
type Count = Counted['what'];

/** What is counted, by the titles of the columns; the file has the same. */
export const counts: Record<Count, string> = {
  documents: 'Documents produits',
  depotsDmp: 'Dépôts DMP',
  envoisPro: 'Envois MSS professionnels',
  envoisPatient: 'Envois MSS patients',
  echecsDmp: 'Échecs DMP',
  echecsMss: 'Échecs MSS',
};

/** A line of the file: a month of a physician. */
export interface MonthLine extends Line {
  mois: string;
}

/** Counts the activity by FINESS and RPPS (TBB/va1.03, va1.05). */
export class Dashboard {
  readonly #activity: Activity;
  readonly #planted: DefectSet;

  constructor(activity: Activity, planted: DefectSet) {
    this.#activity = activity;
    this.#planted = planted;
  }

  /** One line a FINESS and RPPS. */
  read(query: Query): VerbResult<'lireTableauDeBord'> {
    const { debut, fin } = query.periode;
    const lignes = [...this.#lines(query, () => '').values()].map(({ mois: _whole, ...line }) => line);
    return { periode: `${frenchMonth(debut)} – ${frenchMonth(fin)}`, lignes };
  }

  /** One line a month, FINESS and RPPS. */
  byMonth(query: Query): MonthLine[] {
    return [...this.#lines(query, monthOf).values()];
  }

  #lines(query: Query, partOf: (at: Date) => string): Map<string, MonthLine> {
    const lines = new Map<string, MonthLine>();
    for (const { at, pour, what } of this.#asked(query)) {
      const mois = partOf(at);
      const rpps = this.#planted.has('tableau-rpps-confondus') ? '' : pour.rpps;
      const key = `${pour.finess} ${rpps} ${mois}`;
      const line = lines.get(key) ?? { mois, finess: pour.finess, rpps: pour.rpps, ...zeros() };
      lines.set(key, { ...line, [what]: String(Number(line[what]) + 1) });
    }
    return new Map([...lines].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #asked({ periode: { debut, fin }, finess, rpps }: Query): Counted[] {
    const anytime = this.#planted.has('tableau-periode-ignoree');
    return this.#activity.all().filter(({ at, pour }) => {
      const month = monthOf(at);
      const inTime = anytime || (debut <= month && month <= fin);
      return (
        inTime &&
        (finess === '' || pour.finess === finess || this.#planted.has('tableau-finess-confondus')) &&
        (rpps === '' || pour.rpps === rpps)
      );
    });
  }
}

function zeros(): Record<Count, string> {
  return { documents: '0', depotsDmp: '0', envoisPro: '0', envoisPatient: '0', echecsDmp: '0', echecsMss: '0' };
}

function monthOf(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
}

function frenchMonth(month: string): string {
  return month.split('-').reverse().join('/');
}
