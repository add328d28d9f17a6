import type { Appender, Environment } from './environment.ts';

/** How long a file stays open after a write, in milliseconds: opening and closing it cost more than the write. */
const idle = 100;

/** A file that is appended to, open while it is being filled and not for ever: whoever cleans a folder finds it closed. */
export class AppendFile {
  readonly #fs: Environment['fs'];
  readonly #path: string;
  #open: Appender | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failure: unknown;

  constructor(fs: Environment['fs'], path: string) {
    this.#fs = fs;
    this.#path = path;
  }

  /** Appends, one call at a time. Rejects with the file system's error, that of an earlier closing included. */
  async append(data: Uint8Array | string): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#failure !== undefined) throw this.#failure;
    try {
      this.#open ??= await this.#fs.openAppend(this.#path);
      await this.#open.append(data);
    } catch (thrown) {
      await this.close().catch(() => undefined);
      throw thrown;
    }
    this.#timer = setTimeout(() => this.#closeIdle(), idle);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }

  #closeIdle(): void {
    this.close().catch((thrown: unknown) => {
      this.#failure = thrown;
    });
  }
}
