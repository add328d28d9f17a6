const startOfBlock = 0x0b;
const endOfBlock = 0x1c;
const carriageReturn = 0x0d;

/** Start and end of an MLLP block. */
export const frame = { start: Buffer.from([startOfBlock]), end: Buffer.from([endOfBlock, carriageReturn]) } as const;

/** Bounds of what is read. */
export interface MllpLimits {
  /** Bytes of a message. */
  message: number;
  /** Bytes outside any frame, between two messages. */
  outside: number;
}

/** A document of some megabytes in base64; more than this is no message. */
export const mllpLimits: MllpLimits = { message: 32 * 1024 * 1024, outside: 64 * 1024 };

/** What was read of a connection. */
export interface MllpBlock {
  /**
   * `message`: a whole block. `coupe`: one that another begins in, or that the connection ended in. `trop_gros`: the
   * beginning of one beyond the limit. `hors_trame`: only bytes outside any block.
   */
  kind: 'message' | 'coupe' | 'trop_gros' | 'hors_trame';
  message: Buffer;
  /** As they came, frame and bytes outside included. */
  raw: Buffer;
  /** What is wrong of the frame, in French. */
  notes: string[];
}

/** Cuts the bytes of a connection into MLLP blocks, however they come; time and memory are linear in their number. */
export class MllpReader {
  readonly #limits: MllpLimits;
  #state: 'dehors' | 'dedans' | 'fin' = 'dehors';
  #outside: Buffer[] = [];
  #outsideSize = 0;
  #inside: Buffer[] = [];
  #insideSize = 0;

  constructor(limits: MllpLimits = mllpLimits) {
    this.#limits = limits;
  }

  /** True in the middle of a block. */
  get waiting(): boolean {
    return this.#state !== 'dehors';
  }

  /** Takes what came; gives the blocks that it ends. After `trop_gros` or `hors_trame` the connection can't be followed. */
  push(chunk: Buffer): MllpBlock[] {
    const blocks: MllpBlock[] = [];
    let at = 0;
    while (at < chunk.length) {
      const [block, next] = this.#step(chunk, at);
      if (block !== undefined) blocks.push(block);
      at = next;
    }
    return blocks;
  }

  /** What the end of the connection leaves, if anything but blanks. */
  end(): MllpBlock | undefined {
    if (this.#state === 'fin') return this.#block('message', ['trame finie par 0x1C sans 0x0D']);
    if (this.#state === 'dedans')
      return this.#block('coupe', ['connexion fermée avant la fin de la trame (0x1C 0x0D)']);
    const outside = Buffer.concat(this.#outside);
    return outside.every(isBlank) ? undefined : this.#block('hors_trame', []);
  }

  #step(chunk: Buffer, at: number): [MllpBlock | undefined, number] {
    if (this.#state === 'dehors') return this.#skip(chunk, at);
    if (this.#state === 'dedans') return this.#take(chunk, at);
    if (chunk[at] === carriageReturn) return [this.#block('message', []), at + 1];
    return [this.#block('message', ['trame finie par 0x1C sans 0x0D']), at];
  }

  #skip(chunk: Buffer, at: number): [MllpBlock | undefined, number] {
    const start = chunk.indexOf(startOfBlock, at);
    const end = start === -1 ? chunk.length : start;
    this.#outside.push(chunk.subarray(at, end));
    this.#outsideSize += end - at;
    if (this.#outsideSize > this.#limits.outside) return [this.#block('hors_trame', []), chunk.length];
    if (start !== -1) this.#state = 'dedans';
    return [undefined, start === -1 ? end : start + 1];
  }

  #take(chunk: Buffer, at: number): [MllpBlock | undefined, number] {
    const [close, again] = [chunk.indexOf(endOfBlock, at), chunk.indexOf(startOfBlock, at)];
    const restarted = again !== -1 && (close === -1 || again < close);
    const end = restarted ? again : close === -1 ? chunk.length : close;
    this.#inside.push(chunk.subarray(at, end));
    this.#insideSize += end - at;
    if (this.#insideSize > this.#limits.message) {
      return [this.#block('trop_gros', [`message de plus de ${this.#limits.message} octets`]), chunk.length];
    }
    // 0x0B is of no message: a block that was never closed, and the next one.
    if (restarted) return [this.#block('coupe', ['nouvelle trame (0x0B) avant la fin de celle-ci']), again];
    if (close !== -1) this.#state = 'fin';
    return [undefined, close === -1 ? end : close + 1];
  }

  #block(kind: MllpBlock['kind'], notes: string[]): MllpBlock {
    const [outside, message] = [Buffer.concat(this.#outside), Buffer.concat(this.#inside)];
    const closing = kind === 'message' ? (notes.length === 0 ? frame.end : frame.end.subarray(0, 1)) : Buffer.alloc(0);
    const opening = kind === 'hors_trame' ? Buffer.alloc(0) : frame.start;
    const stray = outside.every(isBlank) ? [] : [`${outside.length} octets hors de toute trame MLLP`];
    this.#state = 'dehors';
    [this.#outside, this.#inside] = [[], []];
    [this.#outsideSize, this.#insideSize] = [0, 0];
    return { kind, message, raw: Buffer.concat([outside, opening, message, closing]), notes: [...stray, ...notes] };
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x0a || byte === carriageReturn || byte === 0x20 || byte === 0x09;
}
