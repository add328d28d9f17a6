import { sha256 } from './digest.ts';
import type { Environment } from './environment.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { JournalFile } from './journal-file.ts';
import { journalLine } from './journal-line.ts';
import { ownText } from './own-text.ts';
import type { BlobRef } from './verdict.ts';

/** What the bench saw of a TLS connection. */
export interface TlsFacts {
  /** `TLSv1.2`, `TLSv1.3`. */
  version: string;
  cipher: string;
  serverName?: string;
  /** The other side's certificate, where it gave one: the product's, or that of a real platform. */
  peer?: {
    subject: string;
    issuer: string;
    serial: string;
    sha256: string;
    validFrom: string;
    validTo: string;
    certificate: BlobRef;
  };
  /** What the client offered, where the bench looks at its first message. */
  clientHello?: {
    /** `TLSv1.2`, `TLSv1.3`… */
    versions: string[];
    /** Suites in their order, as IANA writes them: `0xC030`. */
    ciphers: string[];
    /** Groups by their IANA number: `0x0017`. */
    groups: string[];
    serverName?: string;
    raw: BlobRef;
  };
  /** True when the client certificate leads to a trusted authority. */
  authorized: boolean;
  /** Why it does not, or why the handshake failed. */
  error?: string;
  /** What the bench showed wrong on purpose, if anything: a server that the product has to refuse (docs/pannes.md). */
  fault?: string;
}

/** How an exchange ended. */
export type ExchangeOutcome = 'complet' | 'refus_tls' | 'corps_trop_gros' | 'interrompu';

/** One exchange between the product and a mocked service, as it went over the wire. */
export interface Exchange {
  /** Ordinal in the journal, from 1, without gap. */
  n: number;
  service: string;
  /** ISO 8601, UTC. */
  at: string;
  durationMs: number;
  remoteAddress: string;
  tls: TlsFacts | null;
  /** Absent when the handshake failed. */
  request?: { method: string; path: string; headers: Array<[string, string]>; body: BlobRef; raw: BlobRef };
  response?: { status: number; headers: Array<[string, string]>; body: BlobRef; raw: BlobRef };
  outcome: ExchangeOutcome;
  /**
   * Values found in the message that can attribute it: birth names and matricules in upper case.
   * Empty when the message could not be read.
   */
  keys: string[];
  /** Where the answer is a real platform's: its address, and the exchange that Probant had with it (docs/relais.md). */
  relais?: { adresse: string; echange: number };
  /** The fault that the exchange met on purpose, if any (docs/pannes.md). */
  panne?: string;
}

/** An exchange before the journal gives it its number. */
export type NewExchange = Omit<Exchange, 'n'>;

/** Bounds of a part of the journal: exchanges with `from < n <= to`. */
export interface JournalWindow {
  from: number;
  to: number;
}

/** A journal of which only the latest exchanges stay in memory. */
export interface BoundedJournal {
  /** File of the whole journal. */
  path: string;
  /** How many exchanges at least `all` and `slice` still see. */
  retention: number;
}

/**
 * The journal of exchanges: one JSON line each, chained by the digest of the line before, and their bytes as blobs.
 * Without a file it lives in memory only. A bounded one forgets, in memory, all but the latest: a bench that stays up
 * for weeks holds no more than on its first day, and {@link Journal.exchange} reads the others from the file.
 */
export class Journal {
  readonly store: EvidenceStore;
  readonly #file: JournalFile | undefined;
  readonly #retention: number;
  #exchanges: Exchange[] = [];
  /** How many are no longer in memory. */
  #forgotten = 0;
  readonly #waiting = new Set<() => void>();
  #previous = '0'.repeat(64);

  constructor(environment: Pick<Environment, 'fs'>, store: EvidenceStore, kept?: string | BoundedJournal) {
    this.store = store;
    const path = typeof kept === 'string' ? kept : kept?.path;
    this.#file = path === undefined ? undefined : new JournalFile(environment.fs, path);
    this.#retention = typeof kept === 'object' ? kept.retention : Number.POSITIVE_INFINITY;
  }

  /** Number of the last exchange, 0 when there is none. */
  get last(): number {
    return this.#forgotten + this.#exchanges.length;
  }

  /** The error that stopped the journal from being written, if any. */
  get failure(): Error | undefined {
    return this.#file?.failure;
  }

  /** Keeps an exchange, writes it, and wakes those who wait. Resolves once it is on disk. */
  async record(exchange: NewExchange): Promise<Exchange> {
    const kept: Exchange = { n: this.last + 1, ...exchange, keys: exchange.keys.map(ownText) };
    const line = journalLine(kept, this.#previous);
    this.#exchanges.push(kept);
    this.#previous = sha256(line);
    await this.#file?.append(line);
    this.#forget();
    for (const wake of this.#waiting) wake();
    return kept;
  }

  /** The exchanges of a service in a window, in order. */
  slice(service: string, window: JournalWindow): Exchange[] {
    return this.all(window).filter((exchange) => exchange.service === service);
  }

  /** The exchanges of every service in a window, in order; of a bounded journal, those still in memory. */
  all({ from, to }: JournalWindow = { from: 0, to: this.last }): Exchange[] {
    return this.#exchanges.slice(Math.max(0, from - this.#forgotten), Math.max(0, to - this.#forgotten));
  }

  /** The exchanges of every service in a window, in order, those no longer in memory read from the file. */
  async read({ from, to }: JournalWindow = { from: 0, to: this.last }): Promise<Exchange[]> {
    const forgotten = Math.min(to, this.#forgotten);
    const lines = from < forgotten ? await this.#file?.lines(from, forgotten) : [];
    return [...(lines ?? []).map(exchangeOf), ...this.all({ from: Math.max(from, forgotten), to })];
  }

  /** One exchange, read from the file when it is no longer in memory; undefined when there is none of that number. */
  async exchange(n: number): Promise<Exchange | undefined> {
    return (await this.read({ from: n - 1, to: n }))[0];
  }

  /** Resolves when `ready` holds, or after `timeoutMs`, whichever comes first. */
  async waitFor(ready: () => boolean, timeoutMs: number): Promise<void> {
    if (ready()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const wake = () => {
        if (ready()) done();
      };
      const timer = setTimeout(done, timeoutMs);
      this.#waiting.add(wake);
    });
  }

  // A quarter at a time: each exchange is moved a few times in its life, not once for each that follows it. What could
  // not be written is nowhere else.
  #forget(): void {
    if (this.#exchanges.length < this.#retention * 1.25 || this.failure !== undefined) return;
    const gone = this.#exchanges.length - this.#retention;
    this.#exchanges = this.#exchanges.slice(gone);
    this.#forgotten += gone;
  }
}

function exchangeOf(line: string): Exchange {
  const { previous: _, ...exchange } = JSON.parse(line) as Exchange & { previous: string };
  return exchange;
}
