import { describe, expect, it } from 'vitest';
import type { AttemptEvent, Cause, Finding, Severity, Source } from '../core/index.ts';
import type { CatalogueEntry, FeatureScenario, PointMode } from '../referential/index.ts';
import {
  deriveResults,
  isUnproved,
  type PointResult,
  type ResultsContext,
  type ScenarioResult,
  worstVerdict,
} from './results.ts';

const id = 'EX/1.01';
const at = '2026-03-02T09:00:00.000Z';

const feature: FeatureScenario = {
  scenario: id,
  tag: id,
  title: 'Essai',
  path: '/essai.feature',
  uri: 'essai.feature',
  line: 1,
  points: [
    { ordinal: 1, text: 'appeler', screen: false, mode: 'automatique', lines: [2] },
    { ordinal: 2, text: 'le message est affiché', screen: true, mode: 'automatique', lines: [3] },
    { ordinal: 3, text: 'le statut reste', screen: false, mode: 'automatique', lines: [4] },
  ],
  digest: 'd',
};

function entry(scenario: string | undefined, types: string[] = ['video']): CatalogueEntry {
  return {
    lane: 'MDV-LGC',
    wave: '2',
    requirement: 'EX/1',
    domain: 'INS',
    ...(scenario === undefined ? {} : { scenario }),
    statement: 'énoncé',
    steps: [],
    proofs: [{ id: 'p', types }],
    profile: 'Général',
    nature: 'EXIGENCE',
    publication: 'essai',
    source: '',
  };
}

const played = entry(id);
const context: ResultsContext = {
  entries: [played],
  playable: [{ feature, entry: played }],
  counterProofs: () => [],
};

function opening(...scenarios: string[]): AttemptEvent {
  return {
    type: 'tentative-ouverte',
    id: 'T-1',
    at,
    plan: { sha256: 'a', size: 1 },
    produit: { nom: 'Témoin', version: '1' },
    couloir: 'MDV-LGC',
    profils: [],
    pilote: 'http',
    seed: 's',
    scenarios,
    probant: { version: '0', catalogue: '', regles: '', jeu: '', features: '', contrePreuve: '' },
    environnement: { node: '', plateforme: '' },
  };
}

const opened: AttemptEvent = { type: 'scenario-ouvert', scenario: id, at };
const closed: AttemptEvent = { type: 'scenario-ferme', scenario: id, at };

function stopped(ordinal: number, cause: Cause): AttemptEvent {
  const interruption = { ordinal, cause, code: 'delai_depasse', message: 'Le produit se tait' };
  return { type: 'scenario-ferme', scenario: id, at, interruption };
}

function finding(severity: Severity): Finding {
  return { code: 'c', severity, where: '/', expected: 'a', got: 'b', message: 'm', remedy: 'r' };
}

function check(ordinal: number, source: Source, ...findings: Finding[]): AttemptEvent {
  return {
    type: 'verification',
    point: { scenario: id, ordinal },
    rule: 'essai.regle',
    ruleVersion: '1',
    parameters: {},
    inputs: { lu: { sha256: 'b', source } },
    findings,
  };
}

/** The first point of the scenario, shown in that mode, when nothing was looked at. */
function unlooked(mode: PointMode): PointResult {
  const points = feature.points.map((point) => ({ ...point, mode }));
  const changed = { ...context, playable: [{ feature: { ...feature, points }, entry: played }] };
  return deriveResults([opening(id), opened, closed], changed).scenarios[0]!.points[0]!;
}

const allGreen = [check(1, 'fil'), check(2, 'ecran'), check(3, 'adaptateur')];

function scenarioOf(...events: AttemptEvent[]): ScenarioResult {
  return deriveResults([opening(id), ...events], context).scenarios[0]!;
}

/** The points of a scenario that ran to its end with these events. */
function pointsOf(...events: AttemptEvent[]): PointResult[] {
  return scenarioOf(opened, ...events, closed).points;
}

function pointOf(ordinal: number, ...events: AttemptEvent[]): PointResult {
  return pointsOf(...events)[ordinal - 1]!;
}

describe('a control point', () => {
  it('is conforme when its checks find nothing', () => {
    expect(pointOf(1, check(1, 'fil')).verdict).toBe('conforme');
  });

  it('is non_evalue without a check', () => {
    expect(pointOf(1).verdict).toBe('non_evalue');
  });

  it('is externe when a piece from outside is awaited', () => {
    expect(unlooked('externe').verdict).toBe('externe');
  });

  it('is non_evalue when a person was to show it and nobody did', () => {
    expect(unlooked('guide')).toMatchObject({ verdict: 'non_evalue', message: expect.stringContaining('personne') });
  });

  it.each([
    ['automatique', true],
    ['guide', false],
    ['externe', false],
  ] as const)('in mode %s, without counter-proof, is unproved: %s', (mode, unproved) => {
    expect(isUnproved(unlooked(mode))).toBe(unproved);
  });

  it('is not judged by the checks of another one', () => {
    expect(pointOf(1, check(3, 'fil')).verdict).toBe('non_evalue');
  });

  it('is non_conforme, by the product, on a blocking finding', () => {
    expect(pointOf(1, check(1, 'fil', finding('bloquant')))).toMatchObject({
      verdict: 'non_conforme',
      cause: 'produit',
    });
  });

  it('is non_conforme when one check of two is', () => {
    expect(pointOf(1, check(1, 'fil', finding('bloquant')), check(1, 'fil')).verdict).toBe('non_conforme');
  });

  it.each(['avertissement', 'information'] as const)('is conforme in spite of a finding « %s »', (severity) => {
    expect(pointOf(1, check(1, 'fil', finding(severity))).verdict).toBe('conforme');
  });

  it('keeps its warnings', () => {
    expect(pointOf(1, check(1, 'fil', finding('avertissement'))).findings).toHaveLength(1);
  });

  it('is a_relire when a person said what is seen and no rule judged', () => {
    const told: AttemptEvent = {
      type: 'observation',
      n: 1,
      point: { scenario: id, ordinal: 1 },
      kind: 'lecture',
      verb: 'releverConstat',
      args: {},
      source: 'personne',
      attachments: [],
    };
    expect(pointOf(1, told).verdict).toBe('a_relire');
  });

  it('is a_relire when a person gave a piece and no rule judged', () => {
    const piece: AttemptEvent = {
      type: 'preuve',
      scenario: id,
      ordinal: 1,
      kind: 'document',
      name: 'n',
      mediaType: 'application/pdf',
      blob: { sha256: 'c', size: 1 },
      source: 'personne',
    };
    expect(pointOf(1, piece).verdict).toBe('a_relire');
  });
});

describe('a control point that asks for a screen', () => {
  it.each(['adaptateur', 'fil'] as const)('is a_relire when « %s » alone saw it', (source) => {
    expect(pointOf(2, check(2, source)).verdict).toBe('a_relire');
  });

  it.each(['ecran', 'personne'] as const)('is conforme when « %s » saw it', (source) => {
    expect(pointOf(2, check(2, source)).verdict).toBe('conforme');
  });

  it('is non_conforme on a blocking finding, screen or not', () => {
    expect(pointOf(2, check(2, 'adaptateur', finding('bloquant'))).verdict).toBe('non_conforme');
  });
});

describe('an interruption', () => {
  const scenario = scenarioOf(opened, check(1, 'fil'), check(2, 'ecran'), stopped(2, 'environnement'));

  it('leaves the points before it judged', () => {
    expect(scenario.points[0]?.verdict).toBe('conforme');
  });

  it.each([2, 3])('makes point %i non_evalue, with its cause and message', (ordinal) => {
    expect(scenario.points[ordinal - 1]).toMatchObject({
      verdict: 'non_evalue',
      cause: 'environnement',
      message: 'Le produit se tait',
    });
  });

  it('does not hide a blocking finding', () => {
    const { points } = scenarioOf(opened, check(2, 'ecran', finding('bloquant')), stopped(2, 'environnement'));
    expect(points[1]?.verdict).toBe('non_conforme');
  });

  it('gives its cause to the scenario', () => {
    expect(scenarioOf(opened, stopped(1, 'configuration')).cause).toBe('configuration');
  });

  it('by a kill leaves the point it fell on non_evalue, by the environment', () => {
    const { points } = scenarioOf(opened, check(1, 'fil'), check(2, 'ecran'));
    expect(points.map(({ verdict, cause }) => [verdict, cause])).toEqual([
      ['conforme', undefined],
      ['non_evalue', 'environnement'],
      ['non_evalue', 'environnement'],
    ]);
  });

  it('before the scenario leaves all its points non_evalue, by the environment', () => {
    expect(new Set(scenarioOf().points.map(({ verdict, cause }) => `${verdict} ${cause}`))).toEqual(
      new Set(['non_evalue environnement']),
    );
  });
});

describe('a scenario', () => {
  it('is conforme when every point is', () => {
    expect(scenarioOf(opened, ...allGreen, closed).verdict).toBe('conforme');
  });

  it('is worth its heaviest point', () => {
    expect(scenarioOf(opened, ...allGreen, check(3, 'fil', finding('bloquant')), closed).verdict).toBe('non_conforme');
  });

  it('that was not chosen is non_evalue', () => {
    expect(deriveResults([opening()], context).scenarios[0]).toMatchObject({
      verdict: 'non_evalue',
      message: 'Non joué dans cette tentative',
    });
  });

  it('that no feature plays is non_evalue', () => {
    const { scenarios } = deriveResults([opening(id)], { ...context, playable: [] });
    expect(scenarios[0]).toMatchObject({ verdict: 'non_evalue', message: 'Non instrumenté dans cette version' });
  });

  it.each([
    ['externe when only outside pieces prove it', ['justificatif_cnda'], 'externe'],
    ['non_evalue when some proof could be made here', ['justificatif_cnda', 'video'], 'non_evalue'],
  ])('that no feature plays is %s', (_, types, verdict) => {
    const { scenarios } = deriveResults([opening()], { ...context, playable: [], entries: [entry(id, types)] });
    expect(scenarios[0]?.verdict).toBe(verdict);
  });
});

describe('a requirement', () => {
  it('is worth its heaviest scenario', () => {
    const { requirements } = deriveResults([opening(id), opened, ...allGreen, closed], {
      ...context,
      entries: [played, entry('EX/1.02')],
    });
    expect(requirements).toMatchObject([{ verdict: 'non_evalue', scenarios: [id, 'EX/1.02'] }]);
  });

  it('without scenario is non_evalue', () => {
    const { requirements } = deriveResults([opening()], { ...context, entries: [entry(undefined)] });
    expect(requirements).toMatchObject([{ verdict: 'non_evalue', scenarios: [] }]);
  });
});

describe('the worst verdict', () => {
  it.each([
    [['conforme', 'externe'], 'externe'],
    [['externe', 'a_relire'], 'a_relire'],
    [['a_relire', 'non_evalue'], 'non_evalue'],
    [['non_evalue', 'non_conforme'], 'non_conforme'],
    [['conforme', 'conforme'], 'conforme'],
  ] as const)('of %j is %s', (verdicts, worst) => {
    expect(worstVerdict([...verdicts])).toBe(worst);
  });

  it('of nothing is non_evalue', () => {
    expect(worstVerdict([])).toBe('non_evalue');
  });
});
