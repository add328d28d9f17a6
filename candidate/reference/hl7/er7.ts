/** What cuts a message (HL7 v2, chapter 2). */
const special: Readonly<Record<string, string>> = { '|': 'F', '^': 'S', '~': 'R', '\\': 'E', '&': 'T' };

/** A value as a field may hold it. */
export function value(text: string): string {
  return text.replaceAll(/[|^~\\&]/g, (one) => `\\${special[one] ?? ''}\\`).replaceAll(/[\r\n]+/g, '\\.br\\');
}

/** Components of a field, each escaped. */
export function components(...texts: ReadonlyArray<string | null | undefined>): string {
  return texts.map((text) => value(text ?? '')).join('^');
}

/** One segment by its fields, from the first. */
export function line(name: string, ...fields: ReadonlyArray<string | null | undefined>): string {
  return [name, ...fields.map((field) => field ?? '')].join('|').replace(/\|+$/, '');
}

/** Now, as HL7 writes an instant. */
export function now(): string {
  return hl7Instant(new Date());
}

/** An instant as HL7 writes it, with its offset. */
export function hl7Instant(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}+0000`;
}

/** Splits a message that was received, whatever delimiters it states. */
export class Received {
  readonly #lines: readonly string[][];
  readonly #cuts: { component: string; repetition: string; escaping: string; part: string };

  private constructor(lines: readonly string[][], cuts: string) {
    const [component = '^', repetition = '~', escaping = '\\', part = '&'] = cuts;
    this.#lines = lines;
    this.#cuts = { component, repetition, escaping, part };
  }

  /** Undefined for what is no message. */
  static of(bytes: Buffer): Received | undefined {
    const field = bytes.subarray(3, 4).toString('latin1');
    if (bytes.subarray(0, 3).toString('latin1') !== 'MSH' || field === '') return undefined;
    const head = bytes.toString('latin1', 0, Math.min(bytes.length, 2_000));
    const utf8 =
      head
        .split(/[\r\n]/)[0]
        ?.split(field)[17]
        ?.startsWith('UNICODE') ?? false;
    const lines = bytes
      .toString(utf8 ? 'utf8' : 'latin1')
      .split(/[\r\n]+/)
      .filter((text) => text !== '')
      .map((text) => text.split(field));
    // MSH-1 is the delimiter itself: what follows MSH is MSH-2.
    lines[0]?.splice(1, 0, field);
    return new Received(lines, lines[0]?.[2] ?? '');
  }

  /** Text of the first occurrence of a field of the first segment of that name. */
  get(segment: string, field: number, component = 1): string {
    return this.all(segment, field)[0]?.(component) ?? '';
  }

  /** The occurrences of a field, each by its components and their parts. */
  all(segment: string, field: number): Array<(component: number, part?: number) => string> {
    const raw = this.#lines.find(([name]) => name === segment)?.[field] ?? '';
    if (raw === '') return [];
    return raw.split(this.#cuts.repetition).map((one) => {
      const texts = one.split(this.#cuts.component);
      return (component, part = 1) =>
        this.#text((texts[component - 1] ?? '').split(this.#cuts.part)[part - 1] ?? '').trim();
    });
  }

  /** Text of a component of the field of the nth segment of that name. */
  nth(segment: string, rank: number, [field, component]: readonly [number, number]): string {
    const raw = this.#lines.filter(([name]) => name === segment)[rank - 1]?.[field] ?? '';
    return this.#text(raw.split(this.#cuts.component)[component - 1] ?? '').trim();
  }

  has(segment: string): boolean {
    return this.#lines.some(([name]) => name === segment);
  }

  #text(raw: string): string {
    const { component, repetition, escaping, part } = this.#cuts;
    const field = this.#lines[0]?.[1] ?? '|';
    const plain: Record<string, string> = { F: field, S: component, R: repetition, E: escaping, T: part };
    const pieces = raw.split(escaping);
    // Between two escapes stands a code; a lone one is a character like any other.
    const alone = pieces.length % 2 === 0 ? (pieces.pop() ?? '') : undefined;
    const text = pieces.map((piece, i) => (i % 2 === 1 ? (plain[piece] ?? '') : piece)).join('');
    return alone === undefined ? text : text + escaping + alone;
  }
}
