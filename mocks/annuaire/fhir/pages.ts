import type { Environment } from '../../../core/index.ts';
import type { Entity } from './entities.ts';
import type { Query } from './query.ts';

/** A search whose pages are still to be read: what matched when it was made, so that its pages never shift. */
export interface StoredSearch {
  query: Query;
  matches: readonly Entity[];
  total?: number;
}

/** Searches kept at the same time: the one used longest ago leaves first. */
const most = 64;

/** Searches kept for their next pages, under ids that say nothing. */
export class Pages {
  readonly #environment: Pick<Environment, 'clock' | 'random'>;
  readonly #lifetime: () => number;
  readonly #kept = new Map<string, { search: StoredSearch; usedAt: number }>();

  /** @param lifetime of a page from its last use, in milliseconds */
  constructor(environment: Pick<Environment, 'clock' | 'random'>, lifetime: () => number) {
    this.#environment = environment;
    this.#lifetime = lifetime;
  }

  /** Keeps a search; gives the key by which its pages are named. */
  keep(search: StoredSearch): string {
    this.#dropExpired();
    const key = this.#environment.random.bytes(24).toString('base64url');
    this.#kept.set(key, { search, usedAt: this.#environment.clock.now() });
    for (const oldest of this.#kept.keys()) if (this.#kept.size > most) this.#kept.delete(oldest);
    return key;
  }

  /** The search of a page and where the page begins; undefined when it has expired, or never was. */
  find(id: string): { search: StoredSearch; key: string; from: number } | undefined {
    this.#dropExpired();
    const bytes = Buffer.from(id, 'base64url');
    if (bytes.length !== 28) return undefined;
    const key = bytes.subarray(0, 24).toString('base64url');
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, { ...kept, usedAt: this.#environment.clock.now() });
    return { search: kept.search, key, from: bytes.readUInt32BE(24) };
  }

  #dropExpired(): void {
    const limit = this.#environment.clock.now() - this.#lifetime();
    for (const [key, { usedAt }] of this.#kept) if (usedAt <= limit) this.#kept.delete(key);
  }
}

/** The opaque id of a page. */
export function pageId(key: string, from: number): string {
  const at = Buffer.alloc(4);
  at.writeUInt32BE(from);
  return Buffer.concat([Buffer.from(key, 'base64url'), at]).toString('base64url');
}
