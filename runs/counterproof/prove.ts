import { couloirs } from '../../candidate/reference/index.ts';
import { type Environment, type PointKey, ProbantError, pointId } from '../../core/index.ts';
import type { FeatureScenario } from '../../referential/index.ts';
import type { CounterProof } from '../../reports/index.ts';
import { pointDigest } from '../digests.ts';
import { loadLane, releaseFeatures } from '../lane.ts';
import { type PlantedDefects, type ProofBook, readPlantedDefects, readProofBook } from './proof-book.ts';
import { type ReferenceLane, type Trial, TrialBench } from './trial.ts';

/** Which scenarios a counter-proof is about. */
export interface StageOptions {
  /** One lane; absent: every lane of Cabinet Témoin. */
  couloir?: string;
  /** Beginnings of the scenarios' ids; absent: all. */
  scenarios?: readonly string[];
}

/** The scenarios that a counter-proof plays, and the lanes to play them in. */
interface Stage {
  lanes: ReferenceLane[];
  features: FeatureScenario[];
  book: ProofBook;
}

/** How much to prove. */
export interface ProveOptions extends StageOptions {
  /**
   * `tout` plays with each defect every scenario that depends on it; `modifies` only those that a defect is declared to
   * turn red, and only what has changed since the proofs shipped.
   */
  scope: 'tout' | 'modifies';
  /** Told before each trial. */
  onTrial?: (defect: string, rank: number, total: number) => void;
}

/** Something that a planted defect did not do as declared. */
export interface Mismatch {
  defect: string;
  point: string;
  expected: string;
  got: string;
}

/** A point that this release judges by itself, and what made it red. */
export interface ProvedPoint {
  point: string;
  rules: string[];
  seen: CounterProof[];
}

/** What a counter-proof established. */
export interface ProofReport {
  points: ProvedPoint[];
  mismatches: Mismatch[];
  /** Trials played; the rest was already proved by the same sources. */
  trials: number;
  book: ProofBook;
}

/**
 * Sees every automated control point fail: plants each declared defect in Cabinet Témoin, and checks that it turns its
 * points red through the expected rules, with the product as the cause, and changes nothing else.
 */
export async function prove(environment: Environment, options: ProveOptions): Promise<ProofReport> {
  const stage = stageOf(options);
  const bench = await TrialBench.start(environment, stage.lanes);
  try {
    return await proveOn(bench, stage, options);
  } finally {
    await bench.stop();
  }
}

/** @throws {@link ProbantError} `plan_invalide` for a lane without reference product */
function stageOf({ couloir, scenarios }: StageOptions): Stage {
  const named = couloir === undefined ? couloirs : couloirs.filter((name) => name === couloir);
  if (named.length === 0) {
    const detail = `« ${couloir} » : Cabinet Témoin n’existe que pour ${couloirs.join(', ')}`;
    throw new ProbantError('plan_invalide', { chemin: 'couloir', detail });
  }
  const lanes = named.map((name) => ({ ...loadLane({ couloir: name }), lane: name }));
  const features = new Map(
    lanes.flatMap(({ playable }) => playable.map(({ feature }) => [feature.scenario, feature] as const)),
  );
  const asked = (id: string): boolean => scenarios?.some((start) => id.startsWith(start)) ?? true;
  return { lanes, features: [...features.values()].filter(({ scenario }) => asked(scenario)), book: readProofBook() };
}

async function proveOn(bench: TrialBench, stage: Stage, { scope, onTrial }: ProveOptions): Promise<ProofReport> {
  const { features } = stage;
  const baseline = await bench.play([], features);
  const stale =
    scope === 'tout'
      ? [...automated(baseline)]
      : [...automated(baseline)].filter((point) => !isProved(stage, baseline, point));
  const planted = Object.entries(readPlantedDefects()).filter(([, { rouges }]) =>
    stale.some((point) => point in rouges),
  );
  const report: Pick<ProofReport, 'mismatches'> & { seen: Map<string, CounterProof[]> } = {
    mismatches: [],
    seen: new Map(),
  };
  for (const [i, [defect, declared]] of planted.entries()) {
    onTrial?.(defect, i + 1, planted.length);
    const concerned = features.filter(
      (feature) => concerns(declared, feature) || (scope === 'tout' && bench.mayChange(defect, feature.scenario)),
    );
    judgeTrial({ defect, declared, baseline, trial: await bench.play([defect], concerned) }, report);
  }
  return conclude({ stage, baseline, stale, trials: planted.length, ...report });
}

/** The points that the bench shows by itself; one that no rule looks at is among them, and can't be proved. */
function automated(baseline: Trial): Set<string> {
  return new Set([...baseline].filter(([, { mode }]) => mode === 'automatique').map(([point]) => point));
}

function isProved(stage: Stage, baseline: Trial, point: string): boolean {
  const proof = stage.book.points[point];
  return proof !== undefined && proof.seen.length > 0 && proof.digest === digestOf(stage, baseline, point);
}

function digestOf({ features }: Stage, baseline: Trial, point: string): string {
  const [scenario] = point.split('#');
  const found = features.find((feature) => feature.scenario === scenario);
  return found === undefined ? '' : pointDigest(found, baseline.get(point)?.rules ?? []);
}

function concerns({ rouges }: PlantedDefects[string], { scenario, points }: FeatureScenario): boolean {
  return points.some(({ ordinal }) => pointId({ scenario, ordinal } satisfies PointKey) in rouges);
}

interface TrialReading {
  defect: string;
  declared: PlantedDefects[string];
  baseline: Trial;
  trial: Trial;
}

function judgeTrial(
  reading: TrialReading,
  report: { mismatches: Mismatch[]; seen: Map<string, CounterProof[]> },
): void {
  const { defect, declared, trial } = reading;
  for (const [point, { red }] of trial) {
    const expected = expectation(reading, point);
    const got = effect(reading, point);
    if (expected !== got) report.mismatches.push({ defect, point, expected, got });
    const rules = (declared.rouges[point] ?? []).filter((rule) => red.includes(rule));
    if (expected === got)
      report.seen.set(point, [...(report.seen.get(point) ?? []), ...rules.map((rule) => ({ defect, rule }))]);
  }
}

/** What the defect declares of a point, as text: its rules, another verdict, or no change. */
function expectation({ declared, baseline }: TrialReading, point: string): string {
  const rules = declared.rouges[point];
  if (rules !== undefined) return `non_conforme par ${[...rules].sort().join(', ')}`;
  return declared.suites[point] ?? baseline.get(point)?.verdict ?? 'absent';
}

function effect({ trial }: TrialReading, point: string): string {
  const { red = [], verdict = 'absent' } = trial.get(point) ?? {};
  return red.length > 0 ? `non_conforme par ${red.join(', ')}` : verdict;
}

function conclude(parts: {
  stage: Stage;
  baseline: Trial;
  stale: string[];
  trials: number;
  mismatches: Mismatch[];
  seen: Map<string, CounterProof[]>;
}): ProofReport {
  const { stage, baseline, stale, mismatches, trials } = parts;
  const points = [...automated(baseline)].sort().map((point): ProvedPoint => {
    const kept = stale.includes(point) ? (parts.seen.get(point) ?? []) : (stage.book.points[point]?.seen ?? []);
    return { point, rules: baseline.get(point)?.rules ?? [], seen: kept };
  });
  const proved = points.filter(({ seen }) => seen.length > 0);
  const book: ProofBook = {
    version: 1,
    points: {
      ...notPlayed(stage, baseline),
      ...Object.fromEntries(
        proved.map(({ point, rules, seen }) => [point, { digest: digestOf(stage, baseline, point), rules, seen }]),
      ),
    },
  };
  return { points, mismatches, trials, book };
}

/** The proofs of points that this counter-proof was not asked about, as long as a feature has them. */
function notPlayed({ book }: Stage, baseline: Trial): ProofBook['points'] {
  const existing = new Set(
    releaseFeatures().flatMap(({ scenario, points }) => points.map(({ ordinal }) => pointId({ scenario, ordinal }))),
  );
  return Object.fromEntries(
    Object.entries(book.points).filter(([point]) => existing.has(point) && !baseline.has(point)),
  );
}

/** Observed effect of each defect, in the form of the declarations: to write them from, and read them over. */
export async function observeDefects(
  environment: Environment,
  { defects, ...asked }: StageOptions & { defects: string[] },
): Promise<PlantedDefects> {
  const { lanes, features } = stageOf(asked);
  const bench = await TrialBench.start(environment, lanes);
  try {
    const baseline = await bench.play([], features);
    const observed: PlantedDefects = {};
    for (const defect of defects) {
      const concerned = features.filter(({ scenario }) => bench.mayChange(defect, scenario));
      observed[defect] = effectsOf(await bench.play([defect], concerned), baseline);
    }
    return observed;
  } finally {
    await bench.stop();
  }
}

function effectsOf(trial: Trial, baseline: Trial): PlantedDefects[string] {
  const entries = [...trial];
  const reds = entries.filter(([, { red }]) => red.length > 0);
  const others = entries.filter(
    ([point, { red, verdict }]) => red.length === 0 && verdict !== baseline.get(point)?.verdict,
  );
  return {
    rouges: Object.fromEntries(reds.map(([point, { red }]) => [point, red])),
    suites: Object.fromEntries(others.map(([point, { verdict }]) => [point, verdict])),
  };
}
