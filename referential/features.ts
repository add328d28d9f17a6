import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { type GherkinDocument, IdGenerator, type Scenario } from '@cucumber/messages';
import { canonicalJson, messageOf, ProbantError, sha256 } from '../core/index.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** How a control point is shown. */
export type PointMode = 'automatique' | 'guide' | 'externe';

/** A control point as a feature plays it. */
export interface FeaturePoint {
  /** Ordinal of the REM's step, from 1. */
  ordinal: number;
  /** Text of the REM's step. */
  text: string;
  /** True when the step asks for something that only a screen shows. */
  screen: boolean;
  /** Who shows it: the bench by itself, a named person, or a piece that no mock can produce. */
  mode: PointMode;
  /** Why the bench does not show it by itself; absent of an automated point. */
  reason?: string;
  /** Lines of its Gherkin steps in the feature file. */
  lines: number[];
}

/** A Gherkin scenario that plays a scenario of the catalogue. */
export interface FeatureScenario {
  /** The scenario that it plays, under the number of its grid: the tag's, unless an imported REM gives another. */
  scenario: string;
  /** Id of its tag: the scenario of the catalogue. */
  tag: string;
  title: string;
  /** Absolute path of the feature file; empty when `text` is given instead. */
  path: string;
  /** Gherkin of a scenario that no file holds. */
  text?: string;
  /** Path below the features folder, with `/`. */
  uri: string;
  line: number;
  points: FeaturePoint[];
  /** True when no other scenario may be played at the same time: it sets the product for all, or counts what all do. */
  alone?: true;
  /** Digest of what the scenario says: its points and steps. */
  digest: string;
}

// A REM step heads its Gherkin steps as a numbered comment: « # 2. le rapatriement est bloqué avec message [écran] ».
// « [guidé : raison] » : a person does it and says what is seen; « [pièce : raison] » : a piece from outside the bench is
// awaited. The reason says why the bench does not show it by itself.
const heading = /^\s*#\s*(\d+)\.\s+(.*?)(?:\s+\[(écran|guidé|pièce)(?:\s*:\s*([^\]]+))?\])?\s*$/;
// « # seul » above the tag: what the scenario sets or counts is the whole product's.
const aloneMark = /^\s*#\s*seul\b/;
const modes: Record<string, PointMode> = { guidé: 'guide', pièce: 'externe' };

/**
 * Reads every feature below a folder.
 *
 * @throws {@link ProbantError} `feature_invalide` when a scenario has no id, or a step stands under no REM step
 */
export function loadFeatures(folder: string): FeatureScenario[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.feature'))
    .sort()
    .flatMap((name) => parseFeature(readFileSync(join(folder, name), 'utf8'), join(folder, name), folder));
}

/**
 * The scenario of a feature that no file holds.
 *
 * @param text Gherkin, with one scenario
 * @throws {@link ProbantError} `feature_invalide`
 */
export function featureOfText(text: string, uri: string): FeatureScenario {
  const [feature] = parseFeature(text, uri, '.');
  if (feature === undefined) throw new ProbantError('feature_invalide', { scenario: uri, detail: 'aucun scénario' });
  return { ...feature, path: '', uri, text };
}

/** The tag of a catalogue id: spaces are not allowed in tags, and no id bears an underscore. */
export function scenarioTag(scenario: string): string {
  return `@${scenario.replaceAll(' ', '_')}`;
}

/** The scenarios of a lane that features play, in the features' order, with their line of the catalogue. */
export function playable(
  features: FeatureScenario[],
  entries: CatalogueEntry[],
): Array<{ feature: FeatureScenario; entry: CatalogueEntry }> {
  return features.flatMap((feature) => {
    const entry = entries.find((line) => line.scenario === feature.scenario);
    if (entry === undefined) return [];
    assertSameSteps(feature, entry);
    return [{ feature, entry }];
  });
}

function assertSameSteps(feature: FeatureScenario, entry: CatalogueEntry): void {
  if (entry.steps.length === 0) return;
  const told = feature.points.map((point) => point.text);
  if (told.length !== entry.steps.length || told.some((text, i) => text !== entry.steps[i])) {
    throw new ProbantError('feature_invalide', {
      scenario: feature.scenario,
      detail: `étapes attendues « ${entry.steps.join(' ; ')} », lues « ${told.join(' ; ')} »`,
    });
  }
}

function parseFeature(source: string, path: string, folder: string): FeatureScenario[] {
  const uri = relative(folder, path).replaceAll('\\', '/');
  const document = parseGherkin(source, uri);
  const scenarios = (document.feature?.children ?? []).map(({ scenario }) => {
    // What this reader passed over would look like a scenario that nobody wrote.
    if (scenario === undefined || scenario.examples.length > 0) {
      throw new ProbantError('feature_invalide', {
        scenario: uri,
        detail: 'ni contexte, ni règle, ni plan de scénario',
      });
    }
    return scenario;
  });
  return scenarios.map((scenario) => toFeatureScenario(scenario, document, { path, uri }));
}

function parseGherkin(source: string, uri: string): GherkinDocument {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher('fr'));
  try {
    return parser.parse(source);
  } catch (thrown) {
    throw new ProbantError('feature_invalide', { scenario: uri, detail: messageOf(thrown) }, thrown);
  }
}

function toFeatureScenario(
  scenario: Scenario,
  document: GherkinDocument,
  place: { path: string; uri: string },
): FeatureScenario {
  const tags = [...(document.feature?.tags ?? []), ...scenario.tags];
  const [tag] = tags;
  if (tag === undefined || tags.length > 1) {
    throw new ProbantError('feature_invalide', {
      scenario: `${place.uri}:${scenario.location.line}`,
      detail: tag === undefined ? 'aucun identifiant' : `une seule étiquette, son identifiant (${tags.length} lues)`,
    });
  }
  const id = tag.name.slice(1).replaceAll('_', ' ');
  const points = pointsOf(scenario, document, id);
  return {
    scenario: id,
    tag: id,
    title: scenario.name,
    ...place,
    line: scenario.location.line,
    points,
    ...(isAlone(scenario, document) ? { alone: true as const } : {}),
    digest: sha256(canonicalJson([points.map(({ lines: _, reason: _reason, ...point }) => point), stepsOf(scenario)])),
  };
}

function isAlone({ id, location }: Scenario, document: GherkinDocument): boolean {
  const scenarios = (document.feature?.children ?? []).flatMap(({ scenario }) => scenario ?? []);
  const former = scenarios[scenarios.findIndex((other) => other.id === id) - 1];
  const from = former?.steps.at(-1)?.location.line ?? 0;
  return document.comments.some(
    (comment) => aloneMark.test(comment.text) && comment.location.line > from && comment.location.line < location.line,
  );
}

function pointsOf(scenario: Scenario, document: GherkinDocument, id: string): FeaturePoint[] {
  const headings = document.comments.flatMap(({ location, text }) => {
    const found = heading.exec(text);
    return found === null ? [] : [headOf(location.line, found)];
  });
  const points = new Map<number, FeaturePoint>();
  for (const step of scenario.steps) {
    const above = headings.findLast(({ line }) => line < step.location.line && line > scenario.location.line);
    if (above === undefined) {
      throw new ProbantError('feature_invalide', {
        scenario: id,
        detail: `« ${step.text} » n’est sous aucune étape du REM`,
      });
    }
    // By heading, not by ordinal: a heading said twice must not hide in the first one.
    const { line, ...head } = above;
    const point = points.get(line) ?? { ...head, lines: [] };
    point.lines.push(step.location.line);
    points.set(line, point);
  }
  assertNumbered(
    [...points.values()].map(({ ordinal }) => ordinal),
    id,
  );
  return [...points.values()];
}

function headOf(line: number, found: RegExpExecArray): Omit<FeaturePoint, 'lines'> & { line: number } {
  const [, ordinal, text = '', mark = '', reason] = found;
  const mode = modes[mark] ?? 'automatique';
  return {
    line,
    ordinal: Number(ordinal),
    text,
    screen: mark === 'écran',
    mode,
    ...(reason === undefined ? {} : { reason: reason.trim() }),
  };
}

function assertNumbered(ordinals: number[], id: string): void {
  if (ordinals.some((ordinal, i) => ordinal !== i + 1)) {
    throw new ProbantError('feature_invalide', { scenario: id, detail: `étapes numérotées ${ordinals.join(', ')}` });
  }
}

function stepsOf(scenario: Scenario): string[] {
  return scenario.steps.map((step) => canonicalJson([step.keyword.trim(), step.text, tableOf(step.dataTable)]));
}

function tableOf(table: Scenario['steps'][number]['dataTable']): string[][] {
  return (table?.rows ?? []).map((row) => row.cells.map((cell) => cell.value));
}
