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
  | { part: 'lost' }
  | { part: 'done' };

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
        return this.#advanceCounted(state, bytes, { part: 'done' });
      case 'chunk':
        return this.#advanceCounted(state, bytes, { part: 'chunk-line', line: '' });
      case 'chunk-line':
      case 'trailer':
        return this.#advanceLine(state, bytes);
      case 'lost':
      case 'done':
        return bytes.length;
    }
  }

  #advanceHead(bytes: Buffer): number {
    const before = this.#head.length;
    // Empty lines before a request line belong to no head (RFC 9112 §2.2).
    const blank = before === 0 ? bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a) : 0;
    if (blank !== 0) return blank === -1 ? bytes.length : blank;
    this.#head = Buffer.concat([this.#head, bytes]);
    const at = this.#head.indexOf(headEnd, Math.max(0, before - headEnd.length));
    if (at === -1) {
      if (this.#head.length > headLimit) this.#become({ part: 'lost' });
      return bytes.length;
    }
    const taken = at + headEnd.length - before;
    const head = this.#head.subarray(0, at).toString('latin1');
    this.#head = Buffer.alloc(0);
    this.#become(afterHead(head));
    return taken;
  }

  #advanceCounted(state: { left: number }, bytes: Buffer, next: State): number {
    const taken = Math.min(state.left, bytes.length);
    state.left -= taken;
    if (state.left === 0) this.#become(next);
    return taken;
  }

  #advanceLine(state: { part: 'chunk-line' | 'trailer'; line: string }, bytes: Buffer): number {
    const end = bytes.indexOf(0x0a);
    state.line += bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1');
    if (end === -1) {
      if (state.line.length > headLimit) this.#become({ part: 'lost' });
      return bytes.length;
    }
    this.#become(afterLine(state.part, state.line.trim()));
    return end + 1;
  }

  #become(state: State): void {
    this.#state = state;
    if (state.part !== 'done') return;
    this.#current = undefined;
    this.#state = { part: 'head' };
  }
}

/** What follows a head. Two framings in one message can't be followed: Node's parser refuses it (RFC 9112 §6.1). */
function afterHead(head: string): State {
  const [framing, another] = head.matchAll(/^(content-length|transfer-encoding):[ \t]*(.*?)[ \t\r]*$/gim);
  if (framing === undefined) return { part: 'done' };
  const [, name = '', value = ''] = framing;
  if (another !== undefined) return { part: 'lost' };
  if (name.toLowerCase() === 'transfer-encoding') return { part: 'chunk-line', line: '' };
  if (!/^\d+$/.test(value)) return { part: 'lost' };
  return Number(value) === 0 ? { part: 'done' } : { part: 'body', left: Number(value) };
}

/** What follows a line of the chunked coding. */
function afterLine(part: 'chunk-line' | 'trailer', line: string): State {
  if (part === 'trailer') return line === '' ? { part: 'done' } : { part: 'trailer', line: '' };
  const size = Number.parseInt(line, 16);
  if (Number.isNaN(size)) return { part: 'lost' };
  // The line break that closes a chunk is counted with it.
  return size === 0 ? { part: 'trailer', line: '' } : { part: 'chunk', left: size + 2 };
}
