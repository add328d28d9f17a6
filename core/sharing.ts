import { AsyncLocalStorage } from 'node:async_hooks';

/** What was made of some bytes: a value, or what was thrown. */
type Made = { value: unknown } | { thrown: unknown };

/** Bytes of which something is kept: what is made of them takes a few times as much. */
const mostBytes = 128 * 1024 ** 2;

/** Keeps what is made of bytes, until it is emptied. */
class Shelf {
  readonly #made = new Map<Uint8Array, Map<string, Made>>();
  readonly #frees: Array<() => void> = [];
  readonly #spent = new Map<string, number>();
  #room = mostBytes;

  /** True where what is made of these bytes is kept. */
  holds(bytes: Uint8Array): boolean {
    if (this.#made.has(bytes)) return true;
    if (bytes.byteLength > this.#room) return false;
    this.#room -= bytes.byteLength;
    this.#made.set(bytes, new Map());
    return true;
  }

  take<T>(bytes: Uint8Array, { name, make, free }: Sharing<T>): T {
    const kept = this.#made.get(bytes) ?? new Map<string, Made>();
    const known = kept.get(name) ?? this.#first(make, free);
    kept.set(name, known);
    if ('thrown' in known) throw known.thrown;
    return known.value as T;
  }

  #first<T>(make: () => T, free: ((value: T) => void) | undefined): Made {
    try {
      const value = make();
      if (free !== undefined) this.#frees.push(() => free(value));
      return { value };
    } catch (thrown) {
      return { thrown };
    }
  }

  spend(name: string, amount: number): number {
    const spent = (this.#spent.get(name) ?? 0) + amount;
    this.#spent.set(name, spent);
    return spent;
  }

  empty(): void {
    for (const free of this.#frees.splice(0)) free();
    this.#made.clear();
  }
}

const shelves = new AsyncLocalStorage<Shelf>();

/** What is made of bytes. */
export interface Sharing<T> {
  /** Tells it from what else is made of the same bytes. */
  name: string;
  /** Pure: what it gives depends on the bytes alone, and nobody changes it. */
  make(): T;
  /** Called at the end of {@link sharing}, for what is not collected by itself. */
  free?(value: T): void;
}

/**
 * Runs `work`, within which what is made of the same bytes (the very same buffer) is made once: rules each read the
 * document that they judge.
 */
export async function sharing<T>(work: () => Promise<T>): Promise<T> {
  const shelf = new Shelf();
  try {
    return await shelves.run(shelf, work);
  } finally {
    shelf.empty();
  }
}

/** What is made of these bytes, or was, and is given to `use`: outside of {@link sharing} it is freed as soon as used. */
export function withShared<T, R>(bytes: Uint8Array, making: Sharing<T>, use: (value: T) => R): R {
  const shelf = shelves.getStore();
  if (shelf?.holds(bytes) === true) return use(shelf.take(bytes, making));
  const value = making.make();
  try {
    return use(value);
  } finally {
    making.free?.(value);
  }
}

/** As {@link withShared}, for what needs not be freed. */
export function shared<T>(bytes: Uint8Array, name: string, make: () => T): T {
  return withShared(bytes, { name, make }, (value) => value);
}

/** Adds to what a work has used of something, and tells how much that makes; null outside of {@link sharing}. */
export function spent(name: string, amount: () => number): number | null {
  return shelves.getStore()?.spend(name, amount()) ?? null;
}
