import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpDriver } from '../../candidate/index.ts';
import { type Couloir, servicesOf, startReference } from '../../candidate/reference/index.ts';
import {
  AttemptWriter,
  attemptFiles,
  type Environment,
  Journal,
  parseEvents,
  pointId,
  Registers,
  type Verdict,
} from '../../core/index.ts';
import { type Bench, startBench } from '../../mocks/index.ts';
import type { FeatureScenario, PointMode } from '../../referential/index.ts';
import { deriveResults, type PointResult } from '../../reports/index.ts';
import type { Session } from '../../steps/index.ts';
import { dossierContext, type Lane } from '../lane.ts';
import { LiveObserver } from '../live-observer.ts';
import { playFeatures } from '../play.ts';

/** What one point became in a trial. */
export interface TrialPoint {
  verdict: Verdict;
  mode: PointMode;
  /** Rules that made a blocking finding, with the product as the cause. */
  red: string[];
  /** Rules that looked. */
  rules: string[];
  /** What they found, each with its place. */
  findings: PointResult['findings'];
}

/** A lane that Cabinet Témoin is made for. */
export type ReferenceLane = Lane & { lane: Couloir };

/** Verdict of every point played, by point id. */
export type Trial = Map<string, TrialPoint>;

/** Milliseconds of silence that prove that nothing left: the product runs in this process. */
const silence = 100;
const delai = 5000;
/** Milliseconds to wait for an exchange: the product has made it, or never will, once its verb has answered. */
const attente = 800;

/**
 * Plays scenarios over HTTP against Cabinet Témoin with planted defects, one trial after the other on one bench. A
 * scenario that several lanes share is played in the first of them.
 */
export class TrialBench {
  readonly #environment: Environment;
  readonly #lanes: readonly ReferenceLane[];
  readonly #folder: string;
  readonly #bench: Bench;
  /** Scenario → the defects that the product asked itself about while it was played without any. */
  readonly #consulted = new Map<string, ReadonlySet<string>>();
  /** Those that it asks about outside of scenarios: when it starts, or from time to time. */
  readonly #always = new Set<string>();

  private constructor(
    environment: Environment,
    parts: { lanes: readonly ReferenceLane[]; folder: string; bench: Bench },
  ) {
    this.#environment = environment;
    this.#lanes = parts.lanes;
    this.#folder = parts.folder;
    this.#bench = parts.bench;
  }

  static async start(environment: Environment, lanes: readonly ReferenceLane[]): Promise<TrialBench> {
    const folder = await mkdtemp(join(tmpdir(), 'probant-contre-preuve-'));
    const { store } = new AttemptWriter(environment, folder);
    const bench = await startBench({
      environment,
      listen: '127.0.0.1',
      names: ['localhost'],
      ports: {},
      clientAuthorities: [],
      authorisations: [],
      folder: join(folder, 'banc'),
      journal: new Journal(environment, store),
    });
    return new TrialBench(environment, { lanes, folder, bench });
  }

  async stop(): Promise<void> {
    await this.#bench.stop();
    await this.#environment.fs.remove(this.#folder);
  }

  /** Plays `features` with `defects` planted. */
  async play(defects: string[], features: FeatureScenario[]): Promise<Trial> {
    const trial: Trial = new Map();
    for (const lane of this.#lanes) {
      const own = features.filter(({ scenario }) => this.#home(scenario) === lane);
      if (own.length === 0) continue;
      for (const [point, seen] of await this.#playLane(lane, defects, own)) trial.set(point, seen);
    }
    return trial;
  }

  /** True unless a defect can't change a scenario: it was played before without any, and never came to that defect. */
  mayChange(defect: string, scenario: string): boolean {
    const consulted = this.#consulted.get(scenario);
    return consulted === undefined || consulted.has(defect) || this.#always.has(defect);
  }

  #home(scenario: string): ReferenceLane | undefined {
    return this.#lanes.find(({ playable }) => playable.some(({ feature }) => feature.scenario === scenario));
  }

  async #playLane(lane: ReferenceLane, defects: string[], features: FeatureScenario[]): Promise<Trial> {
    const writer = new AttemptWriter(this.#environment, this.#folder);
    const log = join(this.#folder, attemptFiles.events);
    await this.#environment.fs.remove(log);
    const seed = this.#environment.random.bytes(16).toString('hex');
    const product = await this.#product(lane.lane, defects);
    const driver = httpDriver({ adaptateur: `${product.url}/adaptateur`, delai });
    try {
      await playFeatures(
        {
          draw: { seed },
          registers: new Registers(),
          features,
          ...(defects.length === 0 ? { onScenario: this.#watch(product) } : {}),
          couloir: lane.lane,
          observer: new LiveObserver({
            environment: this.#environment,
            driver,
            bench: this.#bench,
            writer,
            silence,
            delai: attente,
          }),
        },
        features,
      );
    } finally {
      await driver.close();
      await product.stop();
    }
    return read(await this.#environment.fs.readFile(log), lane, features);
  }

  /** Notes which defects each scenario depends on. */
  #watch(product: { takeConsulted(): string[] }): NonNullable<Session['onScenario']> {
    return ({ scenario }, state) => {
      const consulted = product.takeConsulted();
      if (state === 'ferme') this.#consulted.set(scenario, new Set(consulted));
      else for (const defect of consulted) this.#always.add(defect);
    };
  }

  #product(couloir: Couloir, defects: string[]): ReturnType<typeof startReference> {
    const { env, files } = this.#bench;
    const read = (path: string): string => readFileSync(path, 'utf8');
    const insi = {
      url: this.#bench.endpoints.insi,
      ca: read(files.ca),
      cert: read(files.insiAutoCert),
      key: read(files.insiAutoKey),
    };
    return startReference({ port: 0, couloir, insi, services: servicesOf(env, read), defects });
  }
}

function read(log: Buffer, lane: Lane, features: FeatureScenario[]): Trial {
  const scenarios = features.map(({ scenario }) => scenario);
  // The trial has no attempt of its own: only the list of what was played matters to the results.
  const opening = { type: 'tentative-ouverte', couloir: lane.lane, scenarios } as never;
  const results = deriveResults([opening, ...parseEvents(log.toString('utf8'))], dossierContext(lane));
  return new Map(
    results.scenarios.flatMap(({ points }) => points.map((point) => [pointId(point), toTrialPoint(point)])),
  );
}

function toTrialPoint({ verdict, mode, cause, findings, rules }: PointResult): TrialPoint {
  const red =
    verdict === 'non_conforme' && cause === 'produit' ? findings.filter(({ severity }) => severity === 'bloquant') : [];
  return { verdict, mode, rules, findings, red: [...new Set(red.map(({ rule }) => rule))].sort() };
}
