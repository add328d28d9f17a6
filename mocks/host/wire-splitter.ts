import { CappedBody } from '../../core/index.ts';

/** The bytes of one HTTP message as they came over the wire. */
export interface WireMessage {
  raw: CappedBody;
}

// Longest head that Node's own parser takes (16 kB) and some room; what is longer is refused by it.
const headLimit = 64 * 1024;
const headEnd = Buffer.from('\r\n\r\n');

/** Where the splitter stands within the current message. */
type State =
  | { part: 'head' }
  | { part: 'body'; left: number }
  | { part: 'chunk-line'; line: string }
  | { part: 'chunk'; left: number }
  | { part: 'trailer'; line: string }
  | { part: 'lost' };

/**
 * Cuts the received bytes of a connection into messages (RFC 9112 §6), so that each exchange keeps exactly its own:
 * Node's parser gives neither the head's bytes nor the framing of chunks.
 *
 * It judges nothing: what it can't follow goes to the current message, and Node's parser refuses it.
 */
export class WireSplitter {
  readonly #messages: WireMessage[] = [];
  #current: WireMessage | undefined;
  #head: Buffer = Buffer.alloc(0);
  #state: State = { part: 'head' };

  /** Takes bytes in the order received. */
  add(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(this.#take(rest));
  }

  /** The oldest message not taken yet, which Node's parser has just announced. */
  next(): WireMessage {
    return this.#messages.shift() ?? { raw: new CappedBody() };
  }

  /** True when bytes came that no announced request accounts for. */
  get pending(): boolean {
    return this.#messages.length > 0;
  }

  #take(bytes: Buffer): number {
    const message = this.#message();
    const taken = this.#advance(bytes);
    message.raw.add(bytes.subarray(0, taken));
    return taken;
  }

  #message(): WireMessage {
    if (this.#current === undefined) {
      this.#current = { raw: new CappedBody() };
      this.#messages.push(this.#current);
    }
    return this.#current;
  }

  #advance(bytes: Buffer): number {
    const state = this.#state;
    switch (state.part) {
      case 'head':
        return this.#advanceHead(bytes);
      case 'body':
        return this.#advanceCounted(state, bytes, () => this.#finish());
      case 'chunk':
        return this.#advanceCounted(state, bytes, () => this.#become({ part: 'chunk-line', line: '' }));
      case 'chunk-line':
      case 'trailer':
        return this.#advanceLine(state, bytes);
      case 'lost':
        return bytes.length;
    }
  }

  #advanceHead(bytes: Buffer): number {
    const before = this.#head.length;
    this.#head = Buffer.concat([this.#head, bytes]);
    const at = this.#head.indexOf(headEnd, Math.max(0, before - headEnd.length));
    if (at === -1) {
      if (this.#head.length > headLimit) this.#become({ part: 'lost' });
      return bytes.length;
    }
    const taken = at + headEnd.length - before;
    this.#startBody(this.#head.subarray(0, at).toString('latin1'));
    this.#head = Buffer.alloc(0);
    return taken;
  }

  #startBody(head: string): void {
    if (/^transfer-encoding:.*\bchunked\s*$/im.test(head)) return this.#become({ part: 'chunk-line', line: '' });
    const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(head)?.[1] ?? 0);
    if (length === 0) return this.#finish();
    this.#become({ part: 'body', left: length });
  }

  #advanceCounted(state: { left: number }, bytes: Buffer, done: () => void): number {
    const taken = Math.min(state.left, bytes.length);
    state.left -= taken;
    if (state.left === 0) done();
    return taken;
  }

  #advanceLine(state: { part: 'chunk-line' | 'trailer'; line: string }, bytes: Buffer): number {
    const end = bytes.indexOf(0x0a);
    state.line += bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1');
    if (end === -1) {
      if (state.line.length > headLimit) this.#become({ part: 'lost' });
      return bytes.length;
    }
    this.#endLine(state.part, state.line.trim());
    return end + 1;
  }

  #endLine(part: 'chunk-line' | 'trailer', line: string): void {
    if (part === 'trailer') return line === '' ? this.#finish() : this.#become({ part: 'trailer', line: '' });
    const size = Number.parseInt(line, 16);
    if (Number.isNaN(size)) return this.#become({ part: 'lost' });
    // The line break that closes a chunk is counted with it.
    this.#become(size === 0 ? { part: 'trailer', line: '' } : { part: 'chunk', left: size + 2 });
  }

  #become(state: State): void {
    this.#state = state;
  }

  #finish(): void {
    this.#current = undefined;
    this.#become({ part: 'head' });
  }
}
