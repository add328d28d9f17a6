import type { PointKey } from '../core/index.ts';
import { type CatalogueEntry, publicationLabel } from './catalogue.ts';
import type { FeatureScenario, PointMode } from './features.ts';
import { sharedDomains } from './lanes.ts';

/**
 * How a scenario is shown: `automatise` when the bench judges at least one of its points, `guide` when a person shows it,
 * `externe` when only pieces from outside do, `sans_foyer` when no feature plays it.
 */
export type Home = 'automatise' | 'guide' | 'externe' | 'sans_foyer';

/** A scenario of the grid, and what this release makes of it. */
export interface CoveredScenario {
  scenario: string;
  requirement: string;
  domain: string;
  lanes: string[];
  waves: string[];
  statement: string;
  publication: string;
  home: Home;
  /** Path of its feature below `features/`. */
  feature?: string;
  /** Where its steps come from: a source, or the requirement's wording. */
  steps: 'documentees' | 'deduites';
  /** Control points, by who shows them. */
  points: Record<PointMode, number>;
  /** Automated points that were seen red on a planted defect, with the present sources. */
  proved: number;
  /** Why the bench does not show a point by itself: `2 (guidé) : …`. */
  reasons: string[];
}

/** What a release covers of a grid. */
export interface Coverage {
  scenarios: CoveredScenario[];
  /** Requirements that the grid gives no scenario for. */
  withoutScenario: Array<{ requirement: string; domain: string; lanes: string[]; statement: string }>;
  /** Tags of features that name no scenario of the catalogue. */
  unknownTags: Array<{ tag: string; feature: string }>;
}

/** What a coverage is made from. */
export interface CoverageSources {
  entries: readonly CatalogueEntry[];
  /** The features that play lines of this grid. */
  features: readonly FeatureScenario[];
  /** Every feature, and every scenario that one may name. */
  known?: { features: readonly FeatureScenario[]; scenarios: ReadonlySet<string> };
  /** True for a point seen red with the present feature, steps and rules. */
  isProved: (point: PointKey) => boolean;
}

/** Tells what the features play of a grid. Pure. */
export function coverageOf({ entries, features, known, isProved }: CoverageSources): Coverage {
  const byId = new Map(features.map((feature) => [feature.scenario, feature]));
  return {
    scenarios: [...groups(entries, ({ scenario }) => scenario)].map(([id, lines]) =>
      covered(lines, byId.get(id), isProved),
    ),
    withoutScenario: [...groups(entries, ({ requirement }) => requirement)].flatMap(([requirement, lines]) =>
      lines.some(({ scenario }) => scenario !== undefined) ? [] : [bare(requirement, lines)],
    ),
    unknownTags: (known?.features ?? []).flatMap(({ scenario, uri }) =>
      known?.scenarios.has(scenario) === true ? [] : [{ tag: scenario, feature: uri }],
    ),
  };
}

/** How many scenarios stand where. */
export interface Tally extends Record<Home, number> {
  total: number;
  /** Share of those that are automated among those that are not external; 1 when there is none. */
  automatedShare: number;
  documented: number;
  deduced: number;
  /** Automated points, and those seen red. */
  points: number;
  proved: number;
}

/** Counts scenarios; those of the shared domains only when asked. */
export function tally({ scenarios }: Pick<Coverage, 'scenarios'>, { shared = false } = {}): Tally {
  const chosen = shared ? scenarios.filter(isShared) : scenarios;
  const count = (test: (scenario: CoveredScenario) => boolean): number => chosen.filter(test).length;
  const homes = Object.fromEntries(
    (['automatise', 'guide', 'externe', 'sans_foyer'] as const).map((home) => [
      home,
      count((one) => one.home === home),
    ]),
  ) as Record<Home, number>;
  const own = chosen.length - homes.externe;
  return {
    ...homes,
    total: chosen.length,
    automatedShare: own === 0 ? 1 : homes.automatise / own,
    documented: count(({ steps }) => steps === 'documentees'),
    deduced: count(({ steps }) => steps === 'deduites'),
    points: chosen.reduce((sum, { points }) => sum + points.automatique, 0),
    proved: chosen.reduce((sum, { proved }) => sum + proved, 0),
  };
}

/** True for a scenario of a domain that every lane shares: this release owes it a home. */
export function isShared({ domain }: Pick<CoveredScenario, 'domain'>): boolean {
  return sharedDomains.some((shared) => shared === domain);
}

function covered(
  lines: CatalogueEntry[],
  feature: FeatureScenario | undefined,
  isProved: (point: PointKey) => boolean,
): CoveredScenario {
  const [line] = lines as [CatalogueEntry];
  const points = { automatique: 0, guide: 0, externe: 0 };
  for (const { mode } of feature?.points ?? []) points[mode] += 1;
  const proved = (feature?.points ?? []).filter(
    ({ mode, ordinal }) => mode === 'automatique' && isProved({ scenario: line.scenario ?? '', ordinal }),
  ).length;
  return {
    scenario: line.scenario ?? '',
    requirement: line.requirement,
    domain: line.domain,
    ...placesOf(lines),
    waves: unique(lines.map(({ wave }) => wave)),
    statement: line.statement,
    publication: publicationLabel(line.publication),
    home: homeOf(feature, points),
    ...(feature === undefined ? {} : { feature: feature.uri }),
    steps: lines.some(({ steps }) => steps.length > 0) ? 'documentees' : 'deduites',
    points,
    proved,
    reasons: (feature?.points ?? []).flatMap(({ ordinal, mode, reason }) =>
      mode === 'automatique' ? [] : [`${ordinal} (${modeLabels[mode]}) : ${reason ?? 'raison non dite'}`],
    ),
  };
}

const modeLabels = { guide: 'guidé', externe: 'pièce' } as const;

function homeOf(feature: FeatureScenario | undefined, points: Record<PointMode, number>): Home {
  if (feature === undefined) return 'sans_foyer';
  if (points.automatique > 0) return 'automatise';
  return points.guide > 0 ? 'guide' : 'externe';
}

function bare(requirement: string, lines: CatalogueEntry[]): Coverage['withoutScenario'][number] {
  const [line] = lines as [CatalogueEntry];
  return { requirement, domain: line.domain, ...placesOf(lines), statement: line.statement };
}

function placesOf(lines: CatalogueEntry[]): { lanes: string[] } {
  return { lanes: unique(lines.map(({ lane }) => lane)) };
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}

function groups(
  entries: readonly CatalogueEntry[],
  keyOf: (entry: CatalogueEntry) => string | undefined,
): Map<string, CatalogueEntry[]> {
  const found = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}
