/** The frame of some fields, as SaxonWorker.java reads it: their count, then each as its length and its bytes. */
export function frameOf(fields: ReadonlyArray<Buffer | string>): Buffer[] {
  return [
    numberOf(fields.length),
    ...fields.flatMap((field) => [numberOf(Buffer.byteLength(field)), Buffer.from(field)]),
  ];
}

function numberOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Cuts what comes from a process into frames. */
export class FrameReader {
  readonly #whole: (fields: Buffer[]) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes without which nothing can be read. */
  #wanted = 4;

  constructor(whole: (fields: Buffer[]) => void) {
    this.#whole = whole;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#wanted) {
      const bytes = Buffer.concat(this.#chunks, this.#length);
      const read = fieldsOf(bytes);
      const rest = read.fields === null ? bytes : bytes.subarray(read.length);
      this.#chunks = [rest];
      this.#length = rest.length;
      this.#wanted = read.fields === null ? read.length : 4;
      if (read.fields !== null) this.#whole(read.fields);
    }
  }
}

/** The first frame of some bytes and its length, or how long the bytes must be for more of it to be read. */
function fieldsOf(bytes: Buffer): { fields: Buffer[] | null; length: number } {
  const fields: Buffer[] = [];
  const count = bytes.readInt32BE(0);
  let at = 4;
  for (let i = 0; i < count; i += 1) {
    if (at + 4 > bytes.length) return { fields: null, length: at + 4 };
    const end = at + 4 + bytes.readInt32BE(at);
    if (end > bytes.length) return { fields: null, length: end };
    fields.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return { fields, length: at };
}
