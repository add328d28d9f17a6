import {
  type AttemptEvent,
  type CheckRecord,
  type Json,
  type Observation,
  type PointKey,
  pointId,
  Registers,
  sameJson,
} from '../../core/index.ts';
import {
  deriveResults,
  dossierPaths,
  type OpenedDossier,
  openDossier,
  type Results,
  verdictsOf,
} from '../../reports/index.ts';
import { dossierContext, type Lane, laneOfOpening } from '../lane.ts';
import { playFeatures } from '../play.ts';
import { compareChecks } from './compare.ts';
import { type Difference, difference } from './difference.ts';
import { type Replayed, ReplayObserver } from './replay-observer.ts';

/** What a replay reached. */
export interface ReplayReport {
  /** Id of the attempt. */
  attempt: string;
  /** True when a sealed dossier and its replay agree in everything. */
  agrees: boolean;
  differences: Difference[];
  /** What this release judges. */
  results: Results;
  scenarios: number;
  checks: number;
}

/**
 * Judges a dossier again from its raw bytes: plays the steps of this release on what was recorded. Which points, rules
 * and parameters apply comes from this release; the dossier only gives what was seen.
 *
 * @param path the sealed container
 * @throws {@link ProbantError} `dossier_illisible`
 */
export async function replay(path: string): Promise<ReplayReport> {
  const dossier = await openDossier(path);
  try {
    return await replayOpened(dossier);
  } finally {
    dossier.close();
  }
}

async function replayOpened(dossier: OpenedDossier): Promise<ReplayReport> {
  const { opening, events } = dossier;
  const lane = await laneOfOpening(opening, dossier.blob);
  const replayed = await playOn(dossier, lane);
  const results = deriveResults(replayedEvents(events, replayed), dossierContext(lane));
  const unfinished = unfinishedScenarios(events);
  const differences = [
    ...replayed.differences,
    ...compareChecks(events.filter((event) => event.type === 'verification').map(withoutType), replayed.checks),
    ...compareInterruptions(events, replayed),
    ...(await compareVerdicts(dossier, results)),
  ].filter(({ code, point }) => !(cutCodes.has(code) && unfinished.has(point.scenario)));
  return {
    attempt: opening.id,
    agrees: differences.length === 0,
    differences,
    results,
    scenarios: opening.scenarios.length,
    checks: replayed.checks.length,
  };
}

// A killed run stops between two lines of its log: what it had no time to write is no lie.
const cutCodes = new Set<Difference['code']>([
  'verification_absente',
  'observation_absente',
  'interruption',
  'verdict',
]);

function unfinishedScenarios(events: AttemptEvent[]): Set<string> {
  const closed = new Set(events.flatMap((event) => (event.type === 'scenario-ferme' ? [event.scenario] : [])));
  return new Set(
    events.flatMap((event) =>
      event.type === 'scenario-ouvert' && !closed.has(event.scenario) ? [event.scenario] : [],
    ),
  );
}

async function playOn({ opening, events, exchanges, blob }: OpenedDossier, lane: Lane): Promise<Replayed> {
  const observations = events.filter((event) => event.type === 'observation').map((event) => event as Observation);
  const observer = new ReplayObserver({ observations, exchanges, blob });
  const opened = new Set(events.flatMap((event) => (event.type === 'scenario-ouvert' ? [event.scenario] : [])));
  const features = lane.playable.map(({ feature }) => feature).filter(({ scenario }) => opened.has(scenario));
  const draw = { seed: opening.seed, ...(opening.nonce === undefined ? {} : { nonce: opening.nonce }) };
  await playFeatures({ draw, registers: new Registers(), observer, features, couloir: lane.lane }, features);
  return observer.replayed;
}

/** The log with the replayed checks in place of the recorded ones. */
function replayedEvents(events: AttemptEvent[], { checks, interruptions }: Replayed): AttemptEvent[] {
  const kept = events
    .filter((event) => event.type !== 'verification')
    .map((event): AttemptEvent => {
      if (event.type !== 'scenario-ferme') return event;
      const { interruption: _, ...closed } = event;
      const interruption = interruptions.get(event.scenario);
      return interruption === undefined ? closed : { ...closed, interruption };
    });
  return [...kept, ...checks.map((check): AttemptEvent => ({ type: 'verification', ...check }))];
}

function compareInterruptions(events: AttemptEvent[], { interruptions }: Replayed): Difference[] {
  return events.flatMap((event) => {
    if (event.type !== 'scenario-ferme') return [];
    const told = event.interruption;
    const made = interruptions.get(event.scenario);
    if (told?.ordinal === made?.ordinal && told?.cause === made?.cause) return [];
    const ordinal = made?.ordinal ?? told?.ordinal ?? 1;
    return [
      difference(
        'interruption',
        { point: { scenario: event.scenario, ordinal } },
        `dossier : ${place(told)} ; rejeu : ${place(made)}`,
      ),
    ];
  });
}

async function compareVerdicts(dossier: OpenedDossier, results: Results): Promise<Difference[]> {
  const told = JSON.parse((await dossier.read(dossierPaths.verdicts)).toString('utf8')) as Verdicts;
  const made = verdictsOf(results) as Verdicts;
  return made.scenarios.flatMap(({ points, scenario }) => {
    const before = told.scenarios.find((other) => other.scenario === scenario)?.points ?? [];
    return points.flatMap((point) => {
      const other = before.find((candidate) => candidate.point === point.point);
      return sameJson((other ?? null) as Json, point as unknown as Json)
        ? []
        : [
            difference(
              'verdict',
              { point: keyOf(point.point) },
              `dossier : ${other?.verdict ?? 'absent'} ; rejeu : ${point.verdict}`,
            ),
          ];
    });
  });
}

interface Verdicts {
  scenarios: Array<{ scenario: string; points: Array<{ point: string; verdict: string }> }>;
}

function keyOf(id: string): PointKey {
  const [scenario = '', ordinal] = id.split('#');
  return { scenario, ordinal: Number(ordinal) };
}

function withoutType({ type: _, ...check }: AttemptEvent & { type: 'verification' }): CheckRecord {
  return check;
}

function place(interruption: { ordinal: number; code: string } | undefined): string {
  return interruption === undefined ? 'aucune' : `étape ${interruption.ordinal} (${interruption.code})`;
}

/** The report of a replay, in French, for a terminal. */
export function renderReplay(report: ReplayReport): string {
  const head = `Rejeu de ${report.attempt} : ${report.scenarios} scénarios, ${report.checks} vérifications.`;
  if (report.agrees) return `${head}\nLe rejeu atteint les mêmes verdicts que le dossier.\n`;
  const lines = report.differences.map(
    ({ point, rule, code, message }) =>
      `  ✗ ${pointId(point)}${rule === undefined ? '' : ` · ${rule}`} · ${code} : ${message}`,
  );
  return `${head}\n${report.differences.length} différence(s) avec le dossier :\n${lines.join('\n')}\n`;
}
