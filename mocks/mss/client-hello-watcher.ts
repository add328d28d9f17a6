import { clientHelloCap, parseClientHello, startsTls } from './client-hello.ts';

const lineFeed = 0x0a;
const longestLine = 4096;

/**
 * Finds, in the bytes that a client sends on a connection that begins in clear, its ClientHello: the TLS record that
 * comes at the start of a line or of a packet. It also counts what the client wrote in clear between its STARTTLS and
 * TLS: bytes that a server must not obey (RFC 3207 §6; command injection).
 */
export class ClientHelloWatcher {
  #line = '';
  #asked = false;
  #injected = 0;
  #hello: Buffer | undefined;
  #done = false;

  /** The bytes of the ClientHello as far as they came; undefined before TLS begins. */
  get bytes(): Buffer | undefined {
    return this.#hello;
  }

  /** True once the whole ClientHello came, or once it can no longer come. */
  get done(): boolean {
    return this.#done;
  }

  /** Bytes written in clear after STARTTLS. */
  get injected(): number {
    return this.#injected;
  }

  /** Takes what the client sent, in order. */
  add(chunk: Buffer): void {
    if (this.#done) return;
    const start = this.#hello === undefined ? this.#startOfTls(chunk) : 0;
    this.#clear(start === undefined ? chunk : chunk.subarray(0, start));
    if (start !== undefined) this.#continue(chunk.subarray(start));
  }

  #continue(chunk: Buffer): void {
    const room = clientHelloCap - (this.#hello?.length ?? 0);
    this.#hello = Buffer.concat([this.#hello ?? Buffer.alloc(0), chunk.subarray(0, room)]);
    this.#done = this.#hello.length >= clientHelloCap || parseClientHello(this.#hello) !== undefined;
  }

  #startOfTls(chunk: Buffer): number | undefined {
    let start = 0;
    while (start < chunk.length) {
      if (startsTls(chunk.subarray(start))) return start;
      const next = chunk.indexOf(lineFeed, start);
      if (next === -1) return undefined;
      start = next + 1;
    }
    return undefined;
  }

  #clear(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#asked) {
        this.#injected += rest.length;
        return;
      }
      const end = rest.indexOf(lineFeed) + 1 || rest.length;
      this.#line = (this.#line + rest.toString('latin1', 0, end)).slice(-longestLine);
      rest = rest.subarray(end);
      if (!this.#line.endsWith('\n')) continue;
      // IMAP puts a tag before it.
      this.#asked = /^(?:\S+ +)?STARTTLS\s*$/i.test(this.#line);
      this.#line = '';
    }
  }
}
