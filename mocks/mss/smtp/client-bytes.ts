const endOfData = Buffer.from('\r\n.\r\n');
const lineFeed = 0x0a;

/**
 * The client's bytes, in clear, in step with the server that reads them: one line a command, then a message up to its
 * final dot. The server's own reader tells when a line was read and when a message begins; these are its very bytes.
 */
export class ClientBytes {
  #pending: Buffer = Buffer.alloc(0);
  #message: ((bytes: Buffer) => void) | undefined;
  #tail: Buffer = Buffer.alloc(0);

  /** Takes what came, before the server reads it. */
  add(chunk: Buffer): void {
    if (this.#message === undefined) this.#pending = Buffer.concat([this.#pending, chunk]);
    else this.#take(chunk, this.#message);
  }

  /** The line that the server has just read, its end included. */
  line(): Buffer {
    const end = this.#pending.indexOf(lineFeed) + 1 || this.#pending.length;
    const line = this.#pending.subarray(0, end);
    this.#pending = this.#pending.subarray(end);
    return line;
  }

  /** The server waits for a message: what comes, up to its final dot, is given to `take`. */
  message(take: (bytes: Buffer) => void): void {
    const come = this.#pending;
    this.#message = take;
    this.#pending = Buffer.alloc(0);
    // The answer 354 ends a line: a dot may follow it at once.
    this.#tail = endOfData.subarray(0, 2);
    this.#take(come, take);
  }

  #take(chunk: Buffer, take: (bytes: Buffer) => void): void {
    const joined = Buffer.concat([this.#tail, chunk]);
    const found = joined.indexOf(endOfData);
    if (found === -1) {
      take(chunk);
      this.#tail = joined.subarray(-(endOfData.length - 1));
      return;
    }
    const end = found + endOfData.length - this.#tail.length;
    take(chunk.subarray(0, end));
    this.#message = undefined;
    this.#pending = chunk.subarray(end);
  }
}
