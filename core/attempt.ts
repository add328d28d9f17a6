import { join } from 'node:path';
import type { Environment } from './environment.ts';
import { ProbantError, writeError } from './errors.ts';
import { EvidenceStore } from './evidence-store.ts';
import { canonicalJson, type Json } from './json.ts';
import type { RegisteredIdentity } from './registers.ts';
import type { BlobRef, Cause, CheckRecord, Observation, ProofRecord } from './verdict.ts';

/** What was true when the attempt began. */
export interface AttemptOpening {
  type: 'tentative-ouverte';
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  /** The plan's bytes, as a blob. */
  plan: BlobRef;
  produit: { nom: string; version: string; editeur?: string; empreinte?: string; nil?: string; nie?: string };
  couloir: string;
  /** Wave of the Ségur; absent: both. */
  vague?: 1 | 2;
  /** The published REM that the attempt follows; absent: the built-in catalogue. */
  rem?: {
    classeur: { nom: string; empreinte: string };
    scenarios: number;
    confirmes: number;
    confirme_par: string[];
    referentiel: BlobRef;
    correspondance: BlobRef;
  };
  profils: string[];
  pilote: string;
  /** What the run's identities are drawn from. */
  seed: string;
  nonce?: string;
  /** Ids of the scenarios to play, in order. */
  scenarios: string[];
  probant: { version: string; catalogue: string; regles: string; jeu: string; features: string; contrePreuve: string };
  environnement: { node: string; plateforme: string; navigateur?: string };
}

/** One line of an attempt's log. */
export type AttemptEvent =
  | AttemptOpening
  | { type: 'scenario-ouvert'; scenario: string; at: string }
  | ({ type: 'observation' } & Observation)
  | ({ type: 'verification' } & CheckRecord)
  | ({ type: 'preuve' } & ProofRecord)
  | {
      type: 'scenario-ferme';
      scenario: string;
      at: string;
      /** Absent when every step was played. */
      interruption?: { ordinal: number; cause: Cause; code: string; message: string };
    }
  | {
      type: 'tentative-conclue';
      at: string;
      identites: RegisteredIdentity[];
      secrets: Array<{ sha256: string; label: string }>;
    };

/** `conclue` once the run ended by itself; a killed run stays `interrompue`. */
export type AttemptState = 'en_cours' | 'conclue' | 'interrompue';

/** Folder of the attempts, below the working folder. */
export const runsFolder = join('reports', 'runs');

/** Names of the files of an attempt's folder. */
export const attemptFiles = {
  events: 'evenements.ndjson',
  journal: 'echanges.ndjson',
  blobs: 'blobs',
  messages: 'messages.ndjson',
  lock: 'en-cours.pid',
} as const;

/**
 * Writes an attempt as it goes: one JSON line an event, appended at once, so that a killed run keeps what it had.
 */
export class AttemptWriter {
  readonly folder: string;
  readonly store: EvidenceStore;
  readonly #environment: Pick<Environment, 'fs'>;

  constructor(environment: Pick<Environment, 'fs'>, folder: string) {
    this.#environment = environment;
    this.folder = folder;
    this.store = new EvidenceStore(environment, join(folder, attemptFiles.blobs));
  }

  /** Makes the folder and marks it as being written by this process. */
  async open(): Promise<void> {
    await this.#environment.fs.mkdir(this.folder);
    await this.#environment.fs.writeFile(join(this.folder, attemptFiles.lock), String(process.pid));
  }

  /** @throws {@link ProbantError} `disque_plein` or `ecriture_impossible` */
  async append(event: AttemptEvent): Promise<void> {
    const path = join(this.folder, attemptFiles.events);
    try {
      await this.#environment.fs.appendFile(path, `${canonicalJson(event as unknown as Json)}\n`);
    } catch (thrown) {
      throw writeError(path, thrown);
    }
  }

  /** Takes the mark away; call after the last event. */
  async close(): Promise<void> {
    await this.#environment.fs.remove(join(this.folder, attemptFiles.lock));
  }
}

/** An attempt as found on disk. */
export interface StoredAttempt {
  id: string;
  folder: string;
  state: AttemptState;
  opening: AttemptOpening;
  events: AttemptEvent[];
  store: EvidenceStore;
}

/**
 * Reads an attempt. A last line cut by a kill is left out.
 *
 * @throws {@link ProbantError} `tentative_introuvable`
 */
export async function readAttempt(environment: Environment, folder: string): Promise<StoredAttempt> {
  const text = await environment.fs.readFile(join(folder, attemptFiles.events)).catch(() => Buffer.alloc(0));
  const events = parseEvents(text.toString('utf8'));
  const [opening] = events;
  if (opening?.type !== 'tentative-ouverte') {
    throw new ProbantError('tentative_introuvable', { tentative: folder, dossier: runsFolder });
  }
  const concluded = events.at(-1)?.type === 'tentative-conclue';
  const alive = !concluded && (await isBeingWritten(environment, folder));
  return {
    id: opening.id,
    folder,
    state: concluded ? 'conclue' : alive ? 'en_cours' : 'interrompue',
    opening,
    events,
    store: new EvidenceStore(environment, join(folder, attemptFiles.blobs)),
  };
}

/** Every readable attempt of the working folder, oldest first. */
export async function listAttempts(environment: Environment): Promise<StoredAttempt[]> {
  const root = join(environment.cwd, runsFolder);
  const names = await environment.fs.readdir(root).catch(() => []);
  const attempts: StoredAttempt[] = [];
  for (const name of names.sort()) {
    const attempt = await readAttempt(environment, join(root, name)).catch((thrown: unknown) => {
      if (thrown instanceof ProbantError) return undefined;
      throw thrown;
    });
    if (attempt !== undefined) attempts.push(attempt);
  }
  return attempts.sort((a, b) => a.opening.at.localeCompare(b.opening.at));
}

/** Parses the lines of an event log; stops at the first line that is not whole. */
export function parseEvents(text: string): AttemptEvent[] {
  const events: AttemptEvent[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      events.push(JSON.parse(line) as AttemptEvent);
    } catch {
      break;
    }
  }
  return events;
}

async function isBeingWritten(environment: Environment, folder: string): Promise<boolean> {
  const pid = await environment.fs.readFile(join(folder, attemptFiles.lock)).catch(() => undefined);
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid.toString()), 0);
    return true;
  } catch {
    return false;
  }
}
