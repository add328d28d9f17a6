import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from './catalogue.ts';
import { coverageOf, tally } from './coverage.ts';
import type { FeatureScenario, PointMode } from './features.ts';

function line(scenario: string | undefined, over: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    lane: 'SF',
    wave: '2',
    requirement: scenario?.replace(/\.\d+$/, '') ?? 'EX/9',
    domain: 'INS',
    ...(scenario === undefined ? {} : { scenario }),
    statement: 'énoncé',
    steps: [],
    proofs: [],
    profile: 'Général',
    nature: 'EXIGENCE',
    publication: 'amorce',
    source: '',
    ...over,
  };
}

function feature(scenario: string, ...modes: PointMode[]): FeatureScenario {
  const points = modes.map((mode, i) => ({
    ordinal: i + 1,
    text: 'étape',
    screen: false,
    mode,
    lines: [],
    ...(mode === 'automatique' ? {} : { reason: 'parce que' }),
  }));
  return { scenario, tag: scenario, title: '', path: '', uri: `${scenario}.feature`, line: 1, digest: '', points };
}

const never = (): boolean => false;

describe('the home of a scenario', () => {
  it.each([
    ['automatise', ['automatique', 'externe']],
    ['guide', ['guide', 'externe']],
    ['externe', ['externe']],
  ] as const)('is %s for points %s', (home, modes) => {
    const made = coverageOf({ entries: [line('EX/1.01')], features: [feature('EX/1.01', ...modes)], isProved: never });
    expect(made.scenarios[0]?.home).toBe(home);
  });

  it('is missing when no feature plays it', () => {
    expect(coverageOf({ entries: [line('EX/1.01')], features: [], isProved: never }).scenarios[0]?.home).toBe(
      'sans_foyer',
    );
  });
});

describe('a coverage', () => {
  it('says each scenario once, with its lanes', () => {
    const entries = [line('EX/1.01'), line('EX/1.01', { lane: 'CD' })];
    const { scenarios } = coverageOf({ entries, features: [], isProved: never });
    expect(scenarios.map(({ lanes }) => lanes)).toEqual([['CD', 'SF']]);
  });

  it('tells documented steps, if one lane has them', () => {
    const entries = [line('EX/1.01'), line('EX/1.01', { lane: 'CD', steps: ['ouvrir'] })];
    expect(coverageOf({ entries, features: [], isProved: never }).scenarios[0]?.steps).toBe('documentees');
  });

  it('lists the requirements that have no scenario in any lane', () => {
    const entries = [
      line('EX/1.01'),
      line(undefined, { requirement: 'EX/1' }),
      line(undefined, { requirement: 'EX/2' }),
    ];
    const { withoutScenario } = coverageOf({ entries, features: [], isProved: never });
    expect(withoutScenario.map(({ requirement }) => requirement)).toEqual(['EX/2']);
  });

  it('tells the tags that name no scenario', () => {
    const features = [feature('EX/1.01', 'automatique'), feature('EX/0.00', 'automatique')];
    const known = { features, scenarios: new Set(['EX/1.01']) };
    const { unknownTags } = coverageOf({ entries: [line('EX/1.01')], features, known, isProved: never });
    expect(unknownTags).toEqual([{ tag: 'EX/0.00', feature: 'EX/0.00.feature' }]);
  });

  it('counts the automated points that were seen red, and no others', () => {
    const features = [feature('EX/1.01', 'automatique', 'automatique', 'guide')];
    const isProved = ({ ordinal }: { ordinal: number }): boolean => ordinal !== 2;
    expect(coverageOf({ entries: [line('EX/1.01')], features, isProved }).scenarios[0]?.proved).toBe(1);
  });

  it('says why a point is not automated', () => {
    const features = [feature('EX/1.01', 'automatique', 'guide', 'externe')];
    const [scenario] = coverageOf({ entries: [line('EX/1.01')], features, isProved: never }).scenarios;
    expect(scenario?.reasons).toEqual(['2 (guidé) : parce que', '3 (pièce) : parce que']);
  });
});

describe('a tally', () => {
  const made = coverageOf({
    entries: [line('EX/1.01'), line('EX/2.01'), line('EX/3.01'), line('EX/4.01', { domain: 'ERGO' })],
    features: [feature('EX/1.01', 'automatique'), feature('EX/2.01', 'guide'), feature('EX/3.01', 'externe')],
    isProved: never,
  });

  it('shares out those that are not external', () => {
    expect(tally(made, { shared: true }).automatedShare).toBe(0.5);
  });

  it('leaves out the domains that are a lane’s own', () => {
    expect(tally(made, { shared: true }).total).toBe(3);
  });

  it('counts a scenario without a home', () => {
    expect(tally(made).sans_foyer).toBe(1);
  });
});
