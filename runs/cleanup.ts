/** What was started, stopped in the reverse order, each whatever happens to the others. */
export class Cleanup {
  readonly #tasks: Array<() => Promise<void>> = [];

  add(task: () => Promise<void>): void {
    this.#tasks.push(task);
  }

  /** Runs every task; rejects with the first failure once all have run. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const task of this.#tasks.splice(0).reverse()) {
      await task().catch((thrown: unknown) => failures.push(thrown));
    }
    if (failures.length > 0) throw failures[0];
  }
}
