import { setTimeout as sleep } from 'node:timers/promises';

/** Makes transactions wait for their turn: one at a time, and no more of them a second than is allowed. */
export class Pace {
  readonly #interval: number;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param perSecond transactions a second, at most */
  constructor(perSecond: number) {
    this.#interval = 1000 / perSecond;
  }

  /** Runs a transaction once the one before has been answered for long enough: whatever slows a message down, the service never sees more. */
  turn<T>(transaction: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(transaction);
    this.#queue = run.then(
      () => sleep(this.#interval),
      () => sleep(this.#interval),
    );
    return run;
  }
}
