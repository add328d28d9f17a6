import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Bench } from '../../mocks/index.ts';

/** What the bench process is asked. */
export type BenchQuestion = 'memoire' | 'journal' | 'fin';

/** Tokens of the PSC, of its test physician. */
export interface BenchTokens {
  accessToken: string;
  refreshToken: string;
}

/** Memory after a reset of the bench and a garbage collection, in bytes; the tokens from before are no more. */
export interface MemorySample extends BenchTokens {
  rss: number;
  heapUsed: number;
  /** Outside of V8's heap: buffers, the memory of libxml2. */
  external: number;
}

/** What the journal and the process of the bench show. */
export interface BenchState {
  /** Exchanges kept so far, by service. */
  exchanges: Record<string, number>;
  /** Number of the line whose chain is broken, if any. */
  broken?: number;
  /** Rejections and exceptions that nobody handled, and why an exchange could not be kept. */
  failures: string[];
}

/** How to reach the bench. */
export interface BenchPlace extends BenchTokens {
  endpoints: Bench['endpoints'];
  files: Bench['files'];
  env: Bench['env'];
  control: { url: string; token: string };
}

export type BenchMessage =
  | ({ type: 'pret' } & BenchPlace)
  | ({ type: 'memoire' } & MemorySample)
  | ({ type: 'journal' } & BenchState);

/** A bench in a process of its own, so that its memory is its own and that a fault of it ends nothing else. */
export class BenchProcess {
  place: BenchPlace;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, place: BenchPlace) {
    this.#child = child;
    this.place = place;
  }

  /** @param options.relay true: its services are relays of far ends */
  static async start(folder: string, options: { relay: boolean }): Promise<BenchProcess> {
    const path = new URL('bench-server.ts', import.meta.url).pathname;
    const child = fork(path, [folder, options.relay ? 'relais' : 'banc'], { execArgv: ['--expose-gc'] });
    return new BenchProcess(child, (await answer(child, 'pret')) as BenchPlace & BenchMessage);
  }

  /** The content of a file of the bench. */
  read(name: keyof Bench['files']): Promise<string> {
    return readFile(this.place.files[name], 'utf8');
  }

  async memory(): Promise<MemorySample> {
    const sample = (await this.#ask('memoire')) as MemorySample & BenchMessage;
    const { accessToken, refreshToken } = sample;
    this.place = { ...this.place, accessToken, refreshToken };
    return sample;
  }

  async state(): Promise<BenchState> {
    return (await this.#ask('journal')) as BenchState & BenchMessage;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.send('fin');
    await gone;
  }

  #ask(question: 'memoire' | 'journal'): Promise<BenchMessage> {
    const answered = answer(this.#child, question);
    this.#child.send(question);
    return answered;
  }
}

function answer(child: ChildProcess, type: BenchMessage['type']): Promise<BenchMessage> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null, signal: string | null): void =>
      reject(new Error(`le processus du banc s’est arrêté (${code ?? signal})`));
    child.once('exit', failed);
    child.on('message', function listen(message) {
      if ((message as BenchMessage).type !== type) return;
      child.removeListener('message', listen).removeListener('exit', failed);
      resolve(message as BenchMessage);
    });
  });
}
