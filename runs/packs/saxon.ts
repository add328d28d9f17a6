import { isProbantError, messageOf, ProbantError } from '../../core/index.ts';
import type { Java } from './java.ts';
import { type EngineVersions, Late, SaxonProcess } from './saxon-process.ts';

/** Times that a judgement may take, in ms. */
export interface SaxonLimits {
  /** The compilation of a schema: the largest known takes 6 s on a fast machine. */
  compileMs: number;
  /** The judgement of a document by a schema. */
  judgeMs: number;
}

/** Usual limits. */
export const usualLimits: SaxonLimits = { compileMs: 180_000, judgeMs: 60_000 };

/** A judgement to make. */
export interface Task {
  kind: 'schematron' | 'xsd';
  /** Absolute path of the folder of the pack. */
  folder: string;
  /** Path in it of the schema. */
  schema: string;
  /** Its stylesheet, for a Schematron. */
  stylesheet: string;
  /** Tells also how many times a rule found its context. */
  counting: boolean;
  document: Buffer;
}

/** What a judgement gave. */
export interface Done {
  fields: Buffer[];
  /** 0 when the engine had it compiled. */
  compileMs: number;
  judgeMs: number;
}

/** Most judgements that wait: more would pile documents up in memory. */
const mostWaiting = 64;

/**
 * Saxon in a Java process that is started at the first judgement, and again after it fell. A schema that cannot be compiled, or
 * that makes it late or fall again and again, is asked no more: the others still look.
 */
export class Saxon implements AsyncDisposable {
  readonly #java: Java;
  readonly #limits: SaxonLimits;
  #process: SaxonProcess | null = null;
  #versions: EngineVersions | null = null;
  /** Why no process starts. */
  #unable: ProbantError | null = null;
  /** Schemas that the process has compiled. */
  readonly #compiled = new Set<string>();
  readonly #aside = new Map<string, ProbantError>();
  /** How many times each schema made the process late, or fall. */
  readonly #wrongs = new Map<string, number>();
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(java: Java, limits: SaxonLimits = usualLimits) {
    this.#java = java;
    this.#limits = limits;
  }

  /** Null until it has started. */
  get versions(): EngineVersions | null {
    return this.#versions;
  }

  /** French: why no engine could start; null while none was wanted, and once one has. */
  get unable(): string | null {
    return this.#unable === null ? null : reasonOf(this.#unable);
  }

  /**
   * Judges, when those before have been.
   *
   * @throws {@link ProbantError} `moteur_de_paquet`, with the reason
   */
  judge(task: Task): Promise<Done> {
    if (this.#waiting >= mostWaiting) return Promise.reject(failure('trop de documents l’attendent'));
    this.#waiting += 1;
    const done = this.#turn.then(() => this.#judge(task));
    this.#turn = done
      .catch(() => undefined)
      .then(() => {
        this.#waiting -= 1;
      });
    return done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    await this.#stop();
  }

  async #judge(task: Task): Promise<Done> {
    const key = `${task.folder}\n${task.schema}`;
    const aside = this.#aside.get(key);
    if (aside !== undefined) throw aside;
    try {
      return await this.#tried(task, key);
    } catch (thrown) {
      if (thrown instanceof Refused) throw this.#told(key, thrown, thrown.stage === 'compilation');
      if (this.#unable !== null) throw thrown;
      const compiling = !this.#compiled.has(key);
      await this.#stop();
      // A crash may be due to what came before: once more, in a process of its own.
      if (!(thrown instanceof Late)) return this.#again(task, key);
      throw this.#told(key, thrown, compiling);
    }
  }

  async #again(task: Task, key: string): Promise<Done> {
    try {
      return await this.#tried(task, key);
    } catch (thrown) {
      if (!(thrown instanceof Refused)) await this.#stop();
      throw this.#told(key, thrown, !(thrown instanceof Refused));
    }
  }

  /** What went wrong with a schema; at once, or the third time, it is asked no more. */
  #told(key: string, thrown: unknown, atOnce: boolean): unknown {
    const count = (this.#wrongs.get(key) ?? 0) + (thrown instanceof Refused ? 0 : 1);
    this.#wrongs.set(key, count);
    if (atOnce || count > 2) this.#aside.set(key, failure(reasonOf(thrown)));
    return thrown;
  }

  async #tried(task: Task, key: string): Promise<Done> {
    const process = await this.#started();
    const known = this.#compiled.has(key);
    const { kind, folder, schema, stylesheet, document } = task;
    const head = [kind, folder, schema];
    const fields =
      kind === 'xsd' ? [...head, document] : [...head, known ? '' : stylesheet, task.counting ? 'oui' : '', document];
    const limit = this.#limits.judgeMs + (known ? 0 : this.#limits.compileMs);
    const [status, first, second, ...rest] = (await process.ask(fields, limit)) as [
      Buffer,
      Buffer,
      Buffer,
      ...Buffer[],
    ];
    const refused = status.toString() === 'ok' ? null : new Refused(first.toString(), second.toString());
    if (refused?.stage !== 'compilation') this.#compiled.add(key);
    if (refused !== null) throw refused;
    return { fields: rest, compileMs: known ? 0 : Number(first), judgeMs: Number(second) };
  }

  async #started(): Promise<SaxonProcess> {
    if (this.#unable !== null) throw this.#unable;
    if (this.#process !== null) return this.#process;
    try {
      const { process, versions } = await SaxonProcess.start(this.#java);
      this.#process = process;
      this.#versions = versions;
      return process;
    } catch (thrown) {
      this.#unable = unable(thrown);
      throw this.#unable;
    }
  }

  async #stop(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    this.#compiled.clear();
    await process?.stop();
  }
}

/** The engine could not compile the schema, or judge this document by it. */
export class Refused extends ProbantError {
  readonly stage: string;

  constructor(stage: string, detail: string) {
    super('moteur_de_paquet', { detail: `${stage} : ${detail.replaceAll(/\s+/g, ' ').slice(0, 500)}` });
    this.stage = stage;
  }
}

function reasonOf(thrown: unknown): string {
  return isProbantError(thrown) ? (thrown.details['detail'] ?? thrown.message) : messageOf(thrown);
}

function unable(thrown: unknown): ProbantError {
  const detail = reasonOf(thrown);
  if (/ENOENT/.test(detail))
    return failure('Java n’a pas été trouvée (installez un JDK ou default-jre-headless, ou --java donne son chemin)');
  return failure(detail);
}

function failure(detail: string): ProbantError {
  return new ProbantError('moteur_de_paquet', { detail });
}
