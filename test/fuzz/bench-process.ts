import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Bench } from '../../mocks/index.ts';
import { ended, told } from '../support/forked.ts';

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

type Told<T extends BenchMessage['type']> = Extract<BenchMessage, { type: T }>;

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
    return new BenchProcess(child, await told<Told<'pret'>>(child, 'pret'));
  }

  /** The content of a file of the bench. */
  read(name: keyof Bench['files']): Promise<string> {
    return readFile(this.place.files[name], 'utf8');
  }

  async memory(): Promise<MemorySample> {
    const sample = await this.#ask<Told<'memoire'>>('memoire');
    const { accessToken, refreshToken } = sample;
    this.place = { ...this.place, accessToken, refreshToken };
    return sample;
  }

  state(): Promise<BenchState> {
    return this.#ask<Told<'journal'>>('journal');
  }

  stop(): Promise<void> {
    return ended(this.#child);
  }

  #ask<M extends Told<'memoire' | 'journal'>>(question: M['type']): Promise<M> {
    const answered = told<M>(this.#child, question);
    this.#child.send(question);
    return answered;
  }
}
