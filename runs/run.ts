import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { createDriver, type Driver } from '../candidate/index.ts';
import {
  type AttemptOpening,
  AttemptWriter,
  attemptFiles,
  type Environment,
  isoNow,
  Journal,
  type LoadedPlan,
  ProbantError,
  Registers,
  readAttempt,
  runsFolder,
  sha256,
} from '../core/index.ts';
import { type Bench, planBench } from '../mocks/index.ts';
import type { FeatureScenario } from '../referential/index.ts';
import { type RemFiles, readRemFile } from '../referential/rem/index.ts';
import { countVerdicts, deriveResults, type Results, recordConclusion, recordOpening } from '../reports/index.ts';
import type { Session } from '../steps/index.ts';
import { Cleanup } from './cleanup.ts';
import { keepExternalPieces, readExternalPieces } from './external-pieces.ts';
import { dossierContext, type Lane, loadLane } from './lane.ts';
import { LiveObserver } from './live-observer.ts';
import { playFeatures } from './play.ts';
import { startProduct } from './product.ts';

/** What a run may be given besides its plan. */
export interface RunOptions {
  /** Told as each scenario opens and closes. */
  onScenario?: Session['onScenario'];
  /** Told once the services listen: where they are, and where the product finds its certificates. */
  onBench?: (bench: Pick<Bench, 'endpoints' | 'files'>) => void;
  /** Told when the run goes on with less than the plan asks. */
  warn?: (text: string) => void;
  /** Made instead of the plan's driver; for tests and counter-proof. */
  driver?: () => Promise<Driver>;
}

/** A run that came to its end. */
export interface RunOutcome {
  id: string;
  /** Absolute path of the attempt's folder. */
  folder: string;
  results: Results;
  lane: Lane;
}

/**
 * Plays the plan's lane against the product: bench, product, driver, features, in that order, and stops them all.
 * Whatever is seen is on disk as soon as it is seen.
 *
 * @throws {@link ProbantError} of kind `configuration` or `environnement`, before anything is played
 */
export async function run(environment: Environment, loaded: LoadedPlan, options: RunOptions = {}): Promise<RunOutcome> {
  const files = await remFiles(environment, loaded.plan);
  const lane = loadLane({ ...loaded.plan, rem: files });
  const features = chosenFeatures(lane, loaded);
  const pieces = await readExternalPieces(environment, loaded.plan, lane);
  const opening = await openAttempt(environment, loaded, { lane, features, files });
  const { writer, registers } = opening;
  await keepExternalPieces(writer, pieces);
  const resources = new Cleanup();
  try {
    const bench = await benchOf(environment, loaded, { writer, registers, resources });
    options.onBench?.(bench);
    const product = await startProduct(environment, loaded.plan, bench.env);
    resources.add(() => product.stop());
    const count = parallelism(loaded);
    const waiting = count === 1 ? [...features] : features.filter(({ alone }) => !alone);
    const apart = features.filter((feature) => !waiting.includes(feature));
    // Scenarios last from one second to ten: each player takes the next one, so that none ends long after the others.
    const take = (): FeatureScenario[] => waiting.splice(0, count === 1 ? features.length : 1);
    const player = async (): Promise<(share: FeatureScenario[]) => Promise<void>> => {
      const driver = await (options.driver ?? (() => planDriver(environment, loaded, options)))();
      resources.add(() => driver.close());
      const session: Session = {
        draw: { seed: opening.event.seed, ...(loaded.plan.nonce === undefined ? {} : { nonce: loaded.plan.nonce }) },
        registers,
        observer: observerOf(environment, loaded, { driver, bench, writer }),
        features,
        couloir: loaded.plan.couloir,
        ...(options.onScenario === undefined ? {} : { onScenario: options.onScenario }),
      };
      return (share) => playFeatures(session, share, keepMessages(writer));
    };
    const players = await Promise.all(Array.from({ length: Math.min(count, features.length) }, player));
    await Promise.all(
      players.map(async (play) => {
        for (let share = take(); share.length > 0; share = take()) await play(share);
      }),
    );
    // What a scenario sets holds for the whole product: nobody else may be at it.
    if (apart.length > 0) await players[0]?.(apart);
    if (bench.failure !== undefined) throw bench.failure;
    if (bench.journal.failure !== undefined) throw bench.journal.failure;
  } finally {
    await resources.run();
  }
  return await conclude(environment, { ...opening, lane });
}

/** The files of the imported REM that the plan names. */
async function remFiles(environment: Environment, { rem }: LoadedPlan['plan']): Promise<RemFiles | undefined> {
  if (rem === undefined) return undefined;
  return {
    referentiel: await readRemFile(environment, rem.referentiel),
    correspondance: await readRemFile(environment, rem.correspondance),
  };
}

/** The imported REM, kept with the attempt: replay and verification read it there. */
async function keptRem(
  { store }: AttemptWriter,
  { rem }: Lane,
  files: RemFiles | undefined,
): Promise<Pick<AttemptOpening, 'rem'>> {
  if (rem === undefined || files === undefined) return {};
  const [referentiel, correspondance] = [await store.put(files.referentiel), await store.put(files.correspondance)];
  return { rem: { ...rem, referentiel, correspondance } };
}

interface Opened {
  event: AttemptOpening;
  writer: AttemptWriter;
  registers: Registers;
}

async function openAttempt(
  environment: Environment,
  { plan, bytes }: LoadedPlan,
  { lane, features, files }: { lane: Lane; features: FeatureScenario[]; files: RemFiles | undefined },
): Promise<Opened> {
  const at = isoNow(environment);
  const id = `T-${at.replaceAll(/[-:]|\.\d+Z$/g, '')}-${environment.random.bytes(3).toString('hex')}`;
  const writer = new AttemptWriter(environment, join(environment.cwd, runsFolder, id));
  await writer.open();
  const registers = new Registers();
  for (const { matricule, motif } of plan.identites) registers.addDeclared(matricule, motif);
  const { nom, version, ...rest } = plan.produit;
  const event: AttemptOpening = {
    type: 'tentative-ouverte',
    id,
    at,
    plan: await writer.store.put(bytes),
    produit: { nom, version, ...defined(rest) },
    couloir: plan.couloir,
    ...(plan.vague === undefined ? {} : { vague: plan.vague }),
    ...(await keptRem(writer, lane, files)),
    profils: plan.profils,
    pilote: plan.candidat.pilote,
    seed: environment.random.bytes(16).toString('hex'),
    ...(plan.nonce === undefined ? {} : { nonce: plan.nonce }),
    scenarios: features.map(({ scenario }) => scenario),
    probant: lane.release,
    environnement: { node: process.version, plateforme: `${process.platform} ${process.arch}` },
  };
  await writer.append(event);
  await recordOpening(environment, event);
  return { event, writer, registers };
}

async function benchOf(
  environment: Environment,
  { plan }: LoadedPlan,
  { writer, registers, resources }: { writer: AttemptWriter; registers: Registers; resources: Cleanup },
): Promise<Bench> {
  // Keys that the bench makes for the product are no evidence: they stay out of the attempt.
  const folder = join(environment.cwd, '.probant', 'bancs', String(process.pid));
  const journal = new Journal(environment, writer.store, join(writer.folder, attemptFiles.journal));
  const onSecret = (secret: string): void => registers.addSecret(secret, 'émis par le Pro Santé Connect du banc');
  const bench = await planBench(environment, plan.banc, { folder, journal, onSecret });
  resources.add(async () => {
    await bench.stop();
    await environment.fs.remove(folder);
  });
  return bench;
}

function planDriver(environment: Environment, { plan }: LoadedPlan, { warn }: RunOptions): Promise<Driver> {
  const workFolder = join(environment.cwd, '.probant');
  return createDriver({ environment, plan, workFolder, ...(warn === undefined ? {} : { warn }) });
}

function observerOf(
  environment: Environment,
  { plan }: LoadedPlan,
  parts: { driver: Driver; bench: Bench; writer: AttemptWriter },
): LiveObserver {
  return new LiveObserver({ environment, ...parts, silence: plan.banc.silence, delai: plan.candidat.delai });
}

async function conclude(
  environment: Environment,
  { event, writer, registers, lane }: Opened & { lane: Lane },
): Promise<RunOutcome> {
  const at = isoNow(environment);
  await writer.append({
    type: 'tentative-conclue',
    at,
    identites: registers.identities(),
    secrets: registers.secrets(),
  });
  await writer.close();
  const attempt = await readAttempt(environment, writer.folder);
  const results = deriveResults(attempt.events, dossierContext(lane));
  const log = await environment.fs.readFile(join(writer.folder, attemptFiles.events));
  await recordConclusion(environment, {
    id: event.id,
    at,
    comptes: countVerdicts(results.scenarios.flatMap(({ points }) => points.map(({ verdict }) => verdict))),
    evenements: sha256(log),
  });
  return { id: event.id, folder: writer.folder, results, lane };
}

/** How many scenarios at once; an adapter and a person know one session only. */
function parallelism({ plan, path }: LoadedPlan): number {
  const { pilote, paralleles, verbes } = plan.candidat;
  if (paralleles > 1 && [pilote, ...Object.values(verbes)].some((driver) => driver !== 'browser')) {
    throw new ProbantError('plan_invalide', {
      chemin: path,
      detail: 'candidat.paralleles demande le pilote browser seul',
    });
  }
  return paralleles;
}

function chosenFeatures({ playable }: Lane, { plan, path }: LoadedPlan): FeatureScenario[] {
  const features = playable.map(({ feature }) => feature);
  if (plan.scenarios === undefined) return features;
  const unknown = plan.scenarios.filter((id) => !features.some(({ scenario }) => scenario === id));
  if (unknown.length > 0) {
    throw new ProbantError('plan_invalide', {
      chemin: path,
      detail: `scénarios non joués par cette version : ${unknown.join(', ')}`,
    });
  }
  return features.filter(({ scenario }) => plan.scenarios?.includes(scenario));
}

// Cucumber's messages only order the run: evidence is never attached to them.
function keepMessages(writer: AttemptWriter): (message: Envelope) => void {
  const path = join(writer.folder, attemptFiles.messages);
  return (message) => appendFileSync(path, `${JSON.stringify(message)}\n`);
}

function defined<T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}
