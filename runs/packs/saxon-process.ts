import { type ChildProcess, spawn } from 'node:child_process';
import { messageOf, ProbantError } from '../../core/index.ts';
import { FrameReader, frameOf } from './frames.ts';
import type { Java } from './java.ts';

/** How long the process may take to be ready: a cold machine compiles its source in some seconds. */
const startMs = 60_000;

/** What the engine is, once it runs. */
export interface EngineVersions {
  saxon: string;
  java: string;
}

/** A Java process that judges, one request at a time. It ends with this one, whatever happens. */
export class SaxonProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  #complaints = '';
  #waiting: ((fields: Buffer[]) => void) | null = null;

  private constructor(child: ChildProcess) {
    this.#child = child;
    const reader = new FrameReader((fields) => this.#waiting?.(fields));
    child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString('utf8')).slice(-4_000);
    });
    // What is written to a process that is gone is told by its end.
    child.stdin?.on('error', () => undefined);
    this.#ended = new Promise<never>((_, reject) => {
      child.once('error', (thrown) => reject(failure(messageOf(thrown))));
      child.once('close', (code, signal) => reject(failure(this.#lastWords(code, signal))));
    });
    this.#ended.catch(() => undefined);
  }

  /**
   * Starts a process, and waits until it is ready.
   *
   * @throws {@link ProbantError} `moteur_de_paquet`
   */
  static async start(java: Java): Promise<{ process: SaxonProcess; versions: EngineVersions }> {
    const child = spawn(java.command, java.arguments, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const started = new SaxonProcess(child);
    try {
      const [, saxon = '', version = ''] = await started.#next(startMs);
      return { process: started, versions: { saxon: saxon.toString(), java: version.toString() } };
    } catch (thrown) {
      await started.stop();
      throw thrown;
    }
  }

  /**
   * Asks for a judgement. Not twice at a time.
   *
   * @throws {@link ProbantError} `moteur_de_paquet` when the process ended, or the time is over: it is then of no more use
   */
  async ask(fields: ReadonlyArray<Buffer | string>, limitMs: number): Promise<Buffer[]> {
    const answer = this.#next(limitMs);
    for (const part of frameOf(fields)) this.#child.stdin?.write(part);
    return answer;
  }

  /** Ends it at once. */
  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended.catch(() => undefined);
  }

  async #next(limitMs: number): Promise<Buffer[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Late(limitMs)), limitMs);
    });
    const answered = new Promise<Buffer[]>((resolve) => {
      this.#waiting = resolve;
    });
    try {
      return await Promise.race([answered, this.#ended, late]);
    } finally {
      clearTimeout(timer);
      this.#waiting = null;
    }
  }

  #lastWords(code: number | null, signal: string | null): string {
    const words = this.#complaints.trim().split('\n');
    if (this.#complaints.includes('OutOfMemoryError')) return 'la mémoire de Java ne suffit pas';
    if (this.#complaints.includes('Module jdk.compiler'))
      return 'cette Java n’a pas le module jdk.compiler : il faut un JDK';
    if (this.#complaints.includes('package net.sf.saxon')) return 'le fichier donné n’est pas Saxon-HE';
    const told = words.find((line) => /error|exception/i.test(line)) ?? words[0] ?? '';
    return `Java s’est arrêtée (${code ?? signal})${told === '' ? '' : ` : ${told.slice(0, 300)}`}`;
  }
}

/** The time given to a request is over. */
export class Late extends ProbantError {
  constructor(limitMs: number) {
    super('moteur_de_paquet', { detail: `rien au bout de ${limitMs / 1000} s` });
  }
}

function failure(detail: string): ProbantError {
  return new ProbantError('moteur_de_paquet', { detail });
}
