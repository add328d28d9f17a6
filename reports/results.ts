import type {
  AttemptEvent,
  Cause,
  CheckRecord,
  Finding,
  PointKey,
  ProofRecord,
  Source,
  Verdict,
} from '../core/index.ts';
import { pointId } from '../core/index.ts';
import type { CatalogueEntry, FeaturePoint, FeatureScenario, PointMode } from '../referential/index.ts';

/** By which planted defect a point was seen red, and through which rule. */
export interface CounterProof {
  defect: string;
  rule: string;
}

/** What results are derived from, besides the attempt's own log. */
export interface ResultsContext {
  /** Every line of the lane. */
  entries: CatalogueEntry[];
  /** Scenarios that this release plays, with their line. */
  playable: Array<{ feature: FeatureScenario; entry: CatalogueEntry }>;
  /** Defects by which the point was seen red with the present feature, steps and rules; empty: `non éprouvé`. */
  counterProofs: (point: PointKey) => CounterProof[];
}

/** A finding and the rule that made it. */
export interface PointFinding extends Finding {
  rule: string;
}

/** Verdict of one control point. */
export interface PointResult extends PointKey {
  text: string;
  /** True when the point asks for a screen. */
  screen: boolean;
  verdict: Verdict;
  cause?: Cause;
  /** French; why the point was not evaluated. */
  message?: string;
  /** Who shows it: the bench, a named person, or a piece from outside. */
  mode: PointMode;
  rules: string[];
  sources: Source[];
  findings: PointFinding[];
  counterProofs: CounterProof[];
}

/** Verdict of one scenario of the lane. */
export interface ScenarioResult {
  scenario: string;
  title: string;
  requirement: string;
  statement: string;
  profile: string;
  publication: string;
  /** False when the steps were deduced from the requirement's wording: such a scenario never counts as sufficient. */
  documented: boolean;
  verdict: Verdict;
  cause?: Cause;
  message?: string;
  points: PointResult[];
  /** Expected proofs of the REM, and the kinds collected. */
  proofs: Array<{ id: string; types: string[] }>;
  collected: string[];
}

/** Verdict of one requirement. */
export interface RequirementResult {
  requirement: string;
  statement: string;
  profile: string;
  publication: string;
  verdict: Verdict;
  scenarios: string[];
}

/** The results of an attempt. */
export interface Results {
  lane: string;
  scenarios: ScenarioResult[];
  requirements: RequirementResult[];
}

/** From the heaviest to the lightest: a whole is worth its heaviest part. */
const weight: Verdict[] = ['non_conforme', 'non_evalue', 'a_relire', 'externe', 'conforme'];

/** Proof types that no mock can produce (facts, rem.md §4.3). */
const externalTypes = new Set([
  'justificatif_cnda',
  'lien_espace_test_gazelle',
  'id_execution_test_mssante',
  'formulaire_test_intrusion_PASSI',
  'attestation_sur_honneur',
  'capture_web_ps_dmp',
  'PAS_PSSI_DAT_procedure',
  'matrice_de_flux',
  'contrat_interface_idp',
]);

/**
 * Derives every verdict from the attempt's log. Pure: the same log gives the same results.
 *
 * Nothing is `conforme` because nothing was looked at: a point without a check is `non_evalue`.
 */
export function deriveResults(events: AttemptEvent[], context: ResultsContext): Results {
  const opening = events.find((event) => event.type === 'tentative-ouverte');
  const played = new Set(opening?.scenarios ?? []);
  const scenarios = context.entries
    .filter((entry) => entry.scenario !== undefined)
    .map((entry) => {
      const found = context.playable.find(({ entry: line }) => line === entry || line.scenario === entry.scenario);
      return found === undefined || !played.has(found.feature.scenario)
        ? unplayedScenario(entry, found !== undefined)
        : playedScenario(events, { ...found, context });
    });
  return { lane: opening?.couloir ?? '', scenarios, requirements: requirementsOf(context.entries, scenarios) };
}

/** True for a point that the bench shows by itself and that was never seen red: what a person or a piece shows has no check. */
export function isUnproved({ mode, counterProofs }: Pick<PointResult, 'mode' | 'counterProofs'>): boolean {
  return mode === 'automatique' && counterProofs.length === 0;
}

/** The heaviest of several verdicts; `non_evalue` when there is none. */
export function worstVerdict(verdicts: Verdict[]): Verdict {
  return weight.find((verdict) => verdicts.includes(verdict)) ?? 'non_evalue';
}

function unplayedScenario(entry: CatalogueEntry, playable: boolean): ScenarioResult {
  const external =
    entry.proofs.length > 0 && entry.proofs.every(({ types }) => types.every((type) => externalTypes.has(type)));
  return {
    ...headOf(entry),
    title: entry.statement,
    verdict: external ? 'externe' : 'non_evalue',
    message: external
      ? 'Pièce externe attendue'
      : playable
        ? 'Non joué dans cette tentative'
        : 'Non instrumenté dans cette version',
    points: [],
    collected: [],
  };
}

function playedScenario(
  events: AttemptEvent[],
  { feature, entry, context }: { feature: FeatureScenario; entry: CatalogueEntry; context: ResultsContext },
): ScenarioResult {
  const log = scenarioLog(events, feature.scenario);
  const points = feature.points.map((point) => pointResult(feature.scenario, point, { log, context }));
  const verdict = worstVerdict(points.map((point) => point.verdict));
  const decisive = points.find((point) => point.verdict === verdict);
  return {
    ...headOf(entry),
    title: feature.title,
    verdict,
    ...(decisive?.cause === undefined ? {} : { cause: decisive.cause }),
    ...(decisive?.message === undefined ? {} : { message: decisive.message }),
    points,
    collected: [...new Set(log.proofs.map((proof) => proof.kind))].sort(),
  };
}

function headOf(entry: CatalogueEntry): Omit<ScenarioResult, 'title' | 'verdict' | 'points' | 'collected'> {
  return {
    scenario: entry.scenario ?? '',
    requirement: entry.requirement,
    statement: entry.statement,
    profile: entry.profile,
    publication: entry.publication,
    documented: entry.steps.length > 0,
    proofs: entry.proofs,
  };
}

interface ScenarioLog {
  checks: CheckRecord[];
  /** Ordinals of the points at which a named person said what was seen. */
  told: number[];
  proofs: ProofRecord[];
  opened: boolean;
  closed: Extract<AttemptEvent, { type: 'scenario-ferme' }> | undefined;
}

function scenarioLog(events: AttemptEvent[], scenario: string): ScenarioLog {
  return {
    checks: events
      .filter((event) => event.type === 'verification')
      .filter((check) => check.point.scenario === scenario),
    told: events
      .filter((event) => event.type === 'observation')
      .filter(
        ({ point, verb, error }) => point.scenario === scenario && verb === 'releverConstat' && error === undefined,
      )
      .map(({ point }) => point.ordinal),
    proofs: events.filter((event) => event.type === 'preuve').filter((proof) => proof.scenario === scenario),
    opened: events.some((event) => event.type === 'scenario-ouvert' && event.scenario === scenario),
    closed: events.find(
      (event) => event.type === 'scenario-ferme' && event.scenario === scenario,
    ) as ScenarioLog['closed'],
  };
}

function pointResult(
  scenario: string,
  point: FeaturePoint,
  { log, context }: { log: ScenarioLog; context: ResultsContext },
): PointResult {
  const checks = log.checks.filter((check) => check.point.ordinal === point.ordinal);
  const sources = [
    ...new Set(checks.flatMap((check) => Object.values(check.inputs).map((input) => input.source))),
  ].sort();
  const key = { scenario, ordinal: point.ordinal };
  return {
    ...key,
    text: point.text,
    screen: point.screen,
    mode: point.mode,
    ...judgePoint(point, { checks, sources, log }),
    rules: [...new Set(checks.map((check) => check.rule))].sort(),
    sources,
    findings: checks.flatMap((check) => check.findings.map((finding) => ({ rule: check.rule, ...finding }))),
    counterProofs: context.counterProofs(key),
  };
}

function judgePoint(
  point: FeaturePoint,
  { checks, sources, log }: { checks: CheckRecord[]; sources: Source[]; log: ScenarioLog },
): Pick<PointResult, 'verdict' | 'cause' | 'message'> {
  if (checks.some((check) => check.findings.some((finding) => finding.severity === 'bloquant'))) {
    return { verdict: 'non_conforme', cause: 'produit' };
  }
  const stop = interruptionOf(log);
  if (stop !== undefined && stop.ordinal <= point.ordinal) {
    return { verdict: 'non_evalue', cause: stop.cause, message: stop.message };
  }
  // What the bench sees beside a piece may contradict it; it never stands for it.
  if (checks.length === 0 || point.mode === 'externe') return unchecked(point, log);
  if (point.screen && !sources.some((source) => source === 'ecran' || source === 'personne')) {
    return { verdict: 'a_relire', message: 'Le point demande un écran, et aucun écran n’a été lu' };
  }
  return { verdict: 'conforme' };
}

/** A point that no rule looked at is never `conforme`: a person's word and pieces are for a reviewer. */
function unchecked(point: FeaturePoint, log: ScenarioLog): Pick<PointResult, 'verdict' | 'message'> {
  const supplied = log.proofs.some((proof) => proof.ordinal === point.ordinal && proof.source === 'personne');
  if (supplied) return { verdict: 'a_relire', message: 'Pièce fournie par une personne, à relire' };
  if (log.told.includes(point.ordinal)) return { verdict: 'a_relire', message: 'Constat d’une personne, à relire' };
  if (point.mode === 'externe') {
    const given = log.proofs.some(({ kind }) => kind === 'piece_externe');
    return { verdict: 'externe', message: given ? 'Pièce externe fournie' : 'Pièce externe attendue' };
  }
  const message = point.mode === 'guide' ? 'Demande une personne (pilote guidé)' : 'Aucune vérification faite';
  return { verdict: 'non_evalue', message };
}

function interruptionOf(log: ScenarioLog): { ordinal: number; cause: Cause; message: string } | undefined {
  if (!log.opened)
    return { ordinal: 0, cause: 'environnement', message: 'Non joué : la tentative a été interrompue avant' };
  if (log.closed !== undefined) return log.closed.interruption;
  const last = Math.max(0, ...log.checks.map((check) => check.point.ordinal));
  return { ordinal: last, cause: 'environnement', message: 'La tentative a été interrompue pendant le scénario' };
}

function requirementsOf(entries: CatalogueEntry[], scenarios: ScenarioResult[]): RequirementResult[] {
  const ids = [...new Set(entries.map((entry) => entry.requirement))];
  return ids.map((requirement) => {
    const own = scenarios.filter((scenario) => scenario.requirement === requirement);
    const entry = entries.find((line) => line.requirement === requirement) as CatalogueEntry;
    return {
      requirement,
      statement: entry.statement,
      profile: entry.profile,
      publication: entry.publication,
      verdict: worstVerdict(own.map((scenario) => scenario.verdict)),
      scenarios: own.map((scenario) => scenario.scenario),
    };
  });
}

/**
 * The content of `resultats/verdicts.json`: what two runs of one plan on one product must have in common.
 * Holds no time, port, digest or random value.
 */
export function verdictsOf(results: Results): unknown {
  return {
    couloir: results.lane,
    scenarios: results.scenarios.map((scenario) => ({
      scenario: scenario.scenario,
      exigence: scenario.requirement,
      verdict: scenario.verdict,
      ...(scenario.cause === undefined ? {} : { cause: scenario.cause }),
      points: scenario.points.map((point) => ({
        point: pointId(point),
        verdict: point.verdict,
        ...(point.cause === undefined ? {} : { cause: point.cause }),
        sources: point.sources,
        regles: point.rules,
        constats: [...new Set(point.findings.map((finding) => `${finding.rule}:${finding.code}`))].sort(),
      })),
    })),
  };
}
