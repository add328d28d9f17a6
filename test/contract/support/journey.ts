import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../cli/free-port.ts';
// The compiled rooms: cucumber loads compiled steps, and a module must not exist twice.
import { type Driver, httpDriver } from '../../../dist/candidate/index.js';
import {
  attemptFiles,
  canonicalJson,
  EvidenceStore,
  type Json,
  type LoadedPlan,
  parsePlan,
  processEnvironment,
  readAttempt,
  runsFolder,
  type StoredAttempt,
  sha256,
} from '../../../dist/core/index.js';
import { localCredentials, localTimeStamper, type SealOptions, sealDossier } from '../../../dist/reports/index.js';
import { dossierContext, locations, type RunOutcome, run } from '../../../dist/runs/index.js';

/** How a journey differs from the plain one. */
export interface JourneyOptions {
  /** Defects planted in Cabinet Témoin. */
  defects?: string[];
  scenarios?: string[];
  /** The files of an imported REM, absolute. */
  rem?: { referentiel: string; correspondance: string };
  /** External pieces that the plan supplies. */
  pieces?: Array<{ preuve: string; fichier: string; personne: string }>;
  /** Stands between the steps and the HTTP driver. */
  wrap?: (driver: Driver) => Driver;
}

/** One line of an attempt's log. */
export type LogLine = Record<string, unknown> & { type: string };
/** What a forger makes of a log; new bytes go to the store. */
export type Forgery = (lines: LogLine[], store: EvidenceStore) => LogLine[] | Promise<LogLine[]>;

/** A working folder in which Cabinet Témoin is run through the bench, as a process, over HTTP. */
export class Journey implements AsyncDisposable {
  readonly cwd: string;

  private constructor(cwd: string) {
    this.cwd = cwd;
  }

  static async open(): Promise<Journey> {
    return new Journey(await mkdtemp(join(tmpdir(), 'probant-parcours-')));
  }

  /** Runs the lane, or some of its scenarios. */
  async run(options: JourneyOptions = {}): Promise<RunOutcome> {
    const port = await freePort();
    const env = { ...process.env, PORT: String(port), DEFAUTS: (options.defects ?? []).join(',') };
    const adaptateur = `http://127.0.0.1:${port}/adaptateur`;
    const wrap = options.wrap ?? ((driver) => driver);
    return run(processEnvironment({ cwd: this.cwd, env }), planOf(port, options), {
      driver: () => Promise.resolve(wrap(httpDriver({ adaptateur, delai: 5000 }))),
    });
  }

  /** Seals a run's dossier with the working folder's test key. */
  async seal(outcome: RunOutcome, date = '2026-11-22T10:00:00Z'): Promise<string> {
    const environment = processEnvironment({ cwd: this.cwd });
    const options = { ...(await this.sealOptions(date)), context: dossierContext(outcome.lane) };
    return (await sealDossier(environment, await this.attempt(outcome), options)).path;
  }

  /**
   * Does what a forger would: changes the log of an attempt, mends the ledger, then builds, hashes and signs the dossier
   * as if nothing had happened. `verify` has nothing to say against it.
   */
  async forge(outcome: RunOutcome, change: Forgery): Promise<string> {
    const { fs } = processEnvironment();
    const own = await mkdtemp(join(this.cwd, 'faux-'));
    for (const part of ['reports', '.probant']) await cp(join(this.cwd, part), join(own, part), { recursive: true });
    const folder = join(own, runsFolder, outcome.id);
    const log = join(folder, attemptFiles.events);
    const before = await fs.readFile(log);
    const lines = before
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LogLine);
    const forged = await change(lines, new EvidenceStore({ fs }, join(folder, attemptFiles.blobs)));
    const after = `${forged.map((line) => canonicalJson(line as Json)).join('\n')}\n`;
    await fs.writeFile(log, after);
    const ledger = join(own, runsFolder, 'tentatives.jsonl');
    const text = (await fs.readFile(ledger)).toString('utf8').replaceAll(sha256(before), sha256(after));
    await fs.writeFile(ledger, text);
    const environment = processEnvironment({ cwd: own });
    const options = { ...(await this.sealOptions('2026-11-22T10:00:00Z')), context: dossierContext(outcome.lane) };
    return (await sealDossier(environment, await readAttempt(environment, folder), options)).path;
  }

  attempt({ folder }: { folder: string }): Promise<StoredAttempt> {
    return readAttempt(processEnvironment({ cwd: this.cwd }), folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.cwd, { recursive: true, force: true });
  }

  private async sealOptions(date: string): Promise<SealOptions> {
    const environment = processEnvironment({ cwd: this.cwd });
    const at = new Date(date);
    const stamp = await localCredentials(environment, 'horodatage');
    return {
      credentials: await localCredentials(environment, 'signature'),
      date: at,
      timeStamper: localTimeStamper(stamp, at),
    };
  }
}

function planOf(port: number, { scenarios, rem, pieces = [] }: JourneyOptions): LoadedPlan {
  const commande = [process.execPath, join(locations.root, 'dist/candidate/reference/main.js')];
  const text = [
    'version: 1',
    'produit: { nom: Cabinet Témoin, version: 0.1.0 }',
    'couloir: MDV-LGC',
    ...(scenarios === undefined && rem === undefined ? ['vague: 1'] : []),
    ...(scenarios === undefined ? [] : [`scenarios: ${JSON.stringify(scenarios)}`]),
    ...(rem === undefined ? [] : [`rem: ${JSON.stringify(rem)}`]),
    `pieces_externes: ${JSON.stringify(pieces)}`,
    'candidat:',
    '  pilote: http',
    `  adaptateur: http://127.0.0.1:${port}/adaptateur`,
    `  demarrage: { commande: ${JSON.stringify(commande)}, pret: "http://127.0.0.1:${port}/sante" }`,
    'banc: { silence: 100 }',
  ].join('\n');
  return { plan: parsePlan(text, join(locations.root, 'plan.yaml')), path: 'plan.yaml', bytes: Buffer.from(text) };
}
