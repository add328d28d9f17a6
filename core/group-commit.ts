/** What waits for the next write. */
interface Group<T> {
  items: T[];
  written: Promise<void>;
}

/** After a write that took several items, more are on their way: a wait of this, in milliseconds, writes them together. */
const gathering = 1;

/**
 * Writes together what comes together: one write at a time, each taking all that came during the one before. Alone, an
 * item is written at once.
 */
export class GroupCommit<T> {
  readonly #write: (items: readonly T[]) => Promise<void>;
  #waiting: Group<T> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #last = 0;

  /** @param write called with one item or more, never twice at a time */
  constructor(write: (items: readonly T[]) => Promise<void>) {
    this.#write = write;
  }

  /** Adds an item to the next write; settles as that write does. */
  add(item: T): Promise<void> {
    this.#waiting ??= this.#open();
    this.#waiting.items.push(item);
    return this.#waiting.written;
  }

  #open(): Group<T> {
    const items: T[] = [];
    const written = this.#writing
      .then(() => this.#gather())
      .then(() => {
        this.#waiting = undefined;
        this.#last = items.length;
        return this.#write(items);
      });
    this.#writing = written.catch(() => undefined);
    return { items, written };
  }

  #gather(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#last > 1) setTimeout(resolve, gathering);
      else setImmediate(resolve);
    });
  }
}
