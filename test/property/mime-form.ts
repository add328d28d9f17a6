import fc from 'fast-check';
import { Dice } from '../fuzz/dice.ts';

/** A part before it is written: its headers without transfer encoding, and its bytes. */
export interface PlainPart {
  headers: Array<readonly [name: string, value: string]>;
  bytes: Buffer;
}

/** Ways to write the same multipart (RFC 2045 to 2049, RFC 5322 §2.2.3). */
export interface MimeForm {
  seed: string;
  boundary: string;
  /** Text before the first boundary and after the last one. */
  around: boolean;
  /** White space at the end of the lines of boundaries. */
  padding: boolean;
  headerCase: boolean;
  folding: boolean;
  /** The headers of a part, and those of the message, in another order. */
  headerOrder: boolean;
  /** Transfer encodings, the first that fits each part. */
  encodings: readonly TransferEncoding[];
  lineLength: number;
}

const transferEncodings = ['7bit', '8bit', 'base64', 'quoted-printable', 'binary'] as const;
type TransferEncoding = (typeof transferEncodings)[number];

const bchars = [..."abcXYZ019'()+_,-./:=?"];

/** Any form. */
export const anyMimeForm: fc.Arbitrary<MimeForm> = fc.record({
  seed: fc.nat().map(String),
  boundary: fc
    .array(fc.constantFrom(...bchars), { minLength: 1, maxLength: 60 })
    .map((characters) => `=_${characters.join('')}`),
  around: fc.boolean(),
  padding: fc.boolean(),
  headerCase: fc.boolean(),
  folding: fc.boolean(),
  headerOrder: fc.boolean(),
  encodings: fc.shuffledSubarray([...transferEncodings]),
  lineLength: fc.constantFrom(4, 60, 64, 76),
});

/** Writes multiparts and headers in a form. */
export class MimeWriter {
  readonly #form: MimeForm;
  readonly #dice: Dice;
  /** `binary` goes where the transport takes it: HTTP, not mail. */
  readonly #binary: boolean;

  constructor(form: MimeForm, { binary }: { binary: boolean }) {
    this.#form = form;
    this.#dice = new Dice(form.seed);
    this.#binary = binary;
  }

  /** The bytes of a multipart. */
  multipart(parts: readonly PlainPart[]): Buffer {
    const { boundary, around } = this.#form;
    const pad = (): string => (this.#form.padding ? this.#dice.pick(['', ' ', '\t ']) : '');
    const pieces = parts.flatMap((part) => [`--${boundary}${pad()}\r\n`, this.part(part), '\r\n']);
    const [before, after] = around ? ['Un message en parties.\r\n\r\n', '\r\nfin\r\n'] : ['', '\r\n'];
    return joined([before, ...pieces, `--${boundary}--${pad()}`, after]);
  }

  /** A part, encoded. */
  part({ headers, bytes }: PlainPart): Buffer {
    const [encoding, encoded] = this.#encoded(bytes);
    const told = encoding === null ? [] : [['Content-Transfer-Encoding', encoding] as const];
    return joined([this.headers([...headers, ...told]), '\r\n', encoded]);
  }

  /** Lines of headers. */
  headers(headers: ReadonlyArray<readonly [string, string]>): string {
    return this.shuffled(headers)
      .map(([name, value]) => `${this.#cased(name)}:${this.#folded(` ${value}`)}\r\n`)
      .join('');
  }

  shuffled<T>(list: readonly T[]): T[] {
    if (!this.#form.headerOrder) return [...list];
    return list
      .map((one) => ({ one, rank: this.#dice.int(1e6) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  }

  #cased(name: string): string {
    if (!this.#form.headerCase) return name;
    return this.#dice.pick([name, name.toLowerCase(), name.toUpperCase()]);
  }

  // A fold goes before white space that is there, and leaves something on each line.
  #folded(value: string): string {
    if (!this.#form.folding) return value;
    return value.replaceAll(/(?<=\S)[ \t](?=\S)/g, (space) => (this.#dice.chance(0.3) ? `\r\n${space}` : space));
  }

  #encoded(bytes: Buffer): [TransferEncoding | null, Buffer] {
    const long = bytes
      .toString('latin1')
      .split('\r\n')
      .some((line) => line.length > 998 || /[\r\n\0]/.test(line));
    const ascii = bytes.every((byte) => byte < 128);
    const fits = (encoding: TransferEncoding): boolean =>
      encoding === 'binary'
        ? this.#binary
        : encoding === 'base64' || encoding === 'quoted-printable' || (!long && (encoding === '8bit' || ascii));
    const encoding = this.#form.encodings.find(fits);
    if (encoding === undefined) return this.#binary ? [null, bytes] : ['base64', this.#base64(bytes)];
    if (encoding === 'base64') return [encoding, this.#base64(bytes)];
    if (encoding === 'quoted-printable') return [encoding, quotedPrintable(bytes)];
    return [encoding, bytes];
  }

  #base64(bytes: Buffer): Buffer {
    const lines = new RegExp(`.{1,${this.#form.lineLength}}`, 'g');
    return Buffer.from((bytes.toString('base64').match(lines) ?? []).join('\r\n'));
  }
}

/** Every byte that is not plain is escaped, line ends too: the bytes come back as they were. */
function quotedPrintable(bytes: Buffer): Buffer {
  const tokens = [...bytes].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const lines: string[] = [];
  let line = '';
  for (const one of tokens) {
    if (line.length + one.length > 75) {
      lines.push(`${line}=`);
      line = '';
    }
    line += one;
  }
  return Buffer.from([...lines, line].join('\r\n'));
}

export function joined(pieces: ReadonlyArray<Buffer | string>): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
}
