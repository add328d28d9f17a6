import type { Duplex } from 'node:stream';
import { WireEnd } from './interruption.ts';

const newline = 0x0a;

/**
 * Reads lines and counted bytes of a stream, no faster than they are wanted: what a client sends ahead stays in the
 * stream's own bounded buffer, then in the network.
 */
export class WireReader {
  readonly #stream: Duplex;
  #pending: Buffer = Buffer.alloc(0);
  #wake: () => void = () => undefined;
  readonly #onChange = (): void => this.#wake();

  constructor(stream: Duplex) {
    this.#stream = stream;
    for (const event of ['readable', 'end', 'close', 'error']) stream.on(event, this.#onChange);
  }

  /** Bytes received of a line or a literal that did not come whole. */
  get pending(): Buffer {
    return this.#pending;
  }

  /**
   * A line with its end.
   *
   * @throws {@link WireEnd} when the client leaves, is silent for `wait` milliseconds, or sends more than `max` bytes.
   */
  async line(max: number, wait: number): Promise<Buffer> {
    let scanned = 0;
    for (;;) {
      const end = this.#pending.indexOf(newline, scanned);
      if (end >= max || (end < 0 && this.#pending.length > max)) throw new WireEnd('trop_long');
      if (end >= 0) return this.#take(end + 1);
      scanned = this.#pending.length;
      this.#pending = Buffer.concat([this.#pending, await this.#chunk(wait)]);
    }
  }

  /** Exactly `count` bytes. @throws {@link WireEnd} */
  async bytes(count: number, wait: number): Promise<Buffer> {
    const chunks: Buffer[] = [this.#take(Math.min(count, this.#pending.length))];
    let missing = count - (chunks[0]?.length ?? 0);
    try {
      while (missing > 0) {
        const chunk = await this.#chunk(wait);
        chunks.push(chunk.subarray(0, missing));
        this.#pending = chunk.subarray(missing);
        missing -= Math.min(missing, chunk.length);
      }
    } catch (thrown) {
      this.#pending = Buffer.concat(chunks);
      throw thrown;
    }
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  }

  /** Leaves the stream to another reader, and gives what was read ahead of it. */
  release(): Buffer {
    for (const event of ['readable', 'end', 'close', 'error']) this.#stream.off(event, this.#onChange);
    return this.#take(this.#pending.length);
  }

  #take(count: number): Buffer {
    const taken = this.#pending.subarray(0, count);
    this.#pending = this.#pending.subarray(count);
    return taken;
  }

  #chunk(wait: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        const chunk: Buffer | null = this.#stream.read();
        const over = this.#stream.readableEnded || this.#stream.destroyed;
        if (chunk === null && !over) return;
        clearTimeout(timer);
        this.#wake = () => undefined;
        if (chunk === null) reject(new WireEnd('coupe'));
        else resolve(chunk);
      };
      const timer = setTimeout(() => {
        this.#wake = () => undefined;
        reject(new WireEnd('delai'));
      }, wait);
      this.#wake = settle;
      settle();
    });
  }
}
