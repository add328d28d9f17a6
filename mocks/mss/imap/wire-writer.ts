import type { Socket } from 'node:net';
import { WireEnd } from './interruption.ts';

const slice = 256 * 1024;
const pushedMax = 1024 * 1024;

/** Writes answers no faster than the client takes them. */
export class WireWriter {
  readonly #stream: Socket;
  readonly #wait: number;

  /** @param wait silence allowed to a client that takes nothing, in milliseconds */
  constructor(stream: Socket, wait: number) {
    this.#stream = stream;
    this.#wait = wait;
  }

  /** Writes all. @throws {@link WireEnd} when the client leaves, or takes nothing. */
  async send(chunks: readonly Buffer[]): Promise<void> {
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; at += slice) {
        if (!this.#stream.writable) throw new WireEnd('coupe');
        if (!this.#stream.write(chunk.subarray(at, at + slice))) await this.#drained();
      }
    }
  }

  /** Writes a little at once; a client that takes nothing of it is cut. */
  now(chunks: readonly Buffer[]): void {
    if (!this.#stream.writable) return;
    for (const chunk of chunks) this.#stream.write(chunk);
    if (this.#stream.writableLength > pushedMax) this.#stream.destroy();
  }

  #drained(): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (failure?: WireEnd): void => {
        clearTimeout(timer);
        this.#stream.off('drain', onDrain).off('close', onClose);
        if (failure === undefined) resolve();
        else reject(failure);
      };
      const onDrain = (): void => end();
      const onClose = (): void => end(new WireEnd('coupe'));
      const timer = setTimeout(() => {
        this.#stream.destroy();
        end(new WireEnd('delai'));
      }, this.#wait);
      this.#stream.once('drain', onDrain).once('close', onClose);
    });
  }
}
