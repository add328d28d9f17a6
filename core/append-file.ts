import type { Appender, Environment } from './environment.ts';

/** A file that is appended to, and held open only while there is more to come: opening it for each write costs two more. */
export class AppendFile {
  readonly #fs: Environment['fs'];
  readonly #path: string;
  #open: Appender | undefined;

  constructor(fs: Environment['fs'], path: string) {
    this.#fs = fs;
    this.#path = path;
  }

  /**
   * Appends, one call at a time. Rejects with the file system's error.
   *
   * @param more whether another write waits
   */
  async append(data: Uint8Array | string, more: () => boolean): Promise<void> {
    try {
      this.#open ??= await this.#fs.openAppend(this.#path);
      await this.#open.append(data);
    } catch (thrown) {
      await this.close().catch(() => undefined);
      throw thrown;
    }
    if (!more()) await this.close();
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }
}
