import { type Environment, type PointKey, pointId } from '../../core/index.ts';
import type { FeatureScenario } from '../../referential/index.ts';
import type { CounterProof } from '../../reports/index.ts';
import { pointDigest } from '../digests.ts';
import type { Lane } from '../lane.ts';
import { type PlantedDefects, type ProofBook, readPlantedDefects } from './proof-book.ts';
import { type Trial, TrialBench } from './trial.ts';

/** How much to prove. */
export interface ProveOptions {
  /** `tout` plays every scenario with every defect; `modifies` only what has changed since the proofs shipped. */
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
export async function prove(environment: Environment, lane: Lane, options: ProveOptions): Promise<ProofReport> {
  const bench = await TrialBench.start(environment, lane);
  try {
    return await proveOn(bench, lane, options);
  } finally {
    await bench.stop();
  }
}

async function proveOn(bench: TrialBench, lane: Lane, { scope, onTrial }: ProveOptions): Promise<ProofReport> {
  const features = lane.playable.map(({ feature }) => feature);
  const baseline = await bench.play([], features);
  const stale =
    scope === 'tout'
      ? [...automated(baseline)]
      : [...automated(baseline)].filter((point) => !isProved(lane, baseline, point));
  const planted = Object.entries(readPlantedDefects()).filter(([, { rouges }]) =>
    stale.some((point) => point in rouges),
  );
  const report: Pick<ProofReport, 'mismatches'> & { seen: Map<string, CounterProof[]> } = {
    mismatches: [],
    seen: new Map(),
  };
  for (const [i, [defect, declared]] of planted.entries()) {
    onTrial?.(defect, i + 1, planted.length);
    const concerned = scope === 'tout' ? features : features.filter((feature) => concerns(declared, feature));
    judgeTrial({ defect, declared, baseline, trial: await bench.play([defect], concerned) }, report);
  }
  return conclude({ lane, baseline, stale, trials: planted.length, ...report });
}

/** The points that the bench shows by itself; one that no rule looks at is among them, and can't be proved. */
function automated(baseline: Trial): Set<string> {
  return new Set([...baseline].filter(([, { mode }]) => mode === 'automatique').map(([point]) => point));
}

function isProved(lane: Lane, baseline: Trial, point: string): boolean {
  const proof = lane.proofBook.points[point];
  return proof !== undefined && proof.seen.length > 0 && proof.digest === digestOf(lane, baseline, point);
}

function digestOf(lane: Lane, baseline: Trial, point: string): string {
  const [scenario] = point.split('#');
  const found = lane.playable.find(({ feature }) => feature.scenario === scenario);
  return found === undefined ? '' : pointDigest(found.feature, baseline.get(point)?.rules ?? []);
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
  lane: Lane;
  baseline: Trial;
  stale: string[];
  trials: number;
  mismatches: Mismatch[];
  seen: Map<string, CounterProof[]>;
}): ProofReport {
  const { lane, baseline, stale, mismatches, trials } = parts;
  const points = [...automated(baseline)].sort().map((point): ProvedPoint => {
    const kept = stale.includes(point) ? (parts.seen.get(point) ?? []) : (lane.proofBook.points[point]?.seen ?? []);
    return { point, rules: baseline.get(point)?.rules ?? [], seen: kept };
  });
  const proved = points.filter(({ seen }) => seen.length > 0);
  const book: ProofBook = {
    version: 1,
    points: Object.fromEntries(
      proved.map(({ point, rules, seen }) => [point, { digest: digestOf(lane, baseline, point), rules, seen }]),
    ),
  };
  return { points, mismatches, trials, book };
}

/** Observed effect of each defect, in the form of the declarations: to write them from, and read them over. */
export async function observeDefects(environment: Environment, lane: Lane, defects: string[]): Promise<PlantedDefects> {
  const bench = await TrialBench.start(environment, lane);
  try {
    const features = lane.playable.map(({ feature }) => feature);
    const baseline = await bench.play([], features);
    const observed: PlantedDefects = {};
    for (const defect of defects) observed[defect] = effectsOf(await bench.play([defect], features), baseline);
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
