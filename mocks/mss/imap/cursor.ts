import { malformed } from './interruption.ts';

/** A command's text as it came, in Latin-1 so that each character is one byte, cut by its literals. */
export type Piece = { text: string } | { literal: Buffer };

const specials = '(){ %*"\\]';

/** ATOM-CHAR of RFC 3501 §9. */
function isAtom(char: string): boolean {
  return char > ' ' && char < '\x7f' && !specials.includes(char);
}

/** ASTRING-CHAR: an atom's, and `]`. */
function isAstring(char: string): boolean {
  return isAtom(char) || char === ']';
}

/** Reads the arguments of a command by the grammar of RFC 3501 §9. Every method throws a BAD refusal when it does not hold. */
export class Cursor {
  readonly #pieces: readonly Piece[];
  #piece = 0;
  #at = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  /** The next character, or nothing at the end of the text or at a literal. */
  get next(): string {
    return this.#text[this.#at] ?? '';
  }

  get done(): boolean {
    return this.next === '' && this.#piece >= this.#pieces.length - 1;
  }

  /** Checks that nothing is left. */
  end(): void {
    if (!this.done) throw malformed('arguments en trop');
  }

  skip(char: string): boolean {
    if (this.next !== char || char === '') return false;
    this.#at += 1;
    return true;
  }

  /** Takes a word of the grammar, in any case, when it stands here. */
  word(word: string): boolean {
    if (this.#text.slice(this.#at, this.#at + word.length).toUpperCase() !== word) return false;
    this.#at += word.length;
    return true;
  }

  expect(char: string): void {
    if (!this.skip(char)) throw malformed(`« ${char} » attendu`);
  }

  space(): void {
    this.expect(' ');
  }

  /** The longest run of characters that `test` takes, perhaps empty. */
  run(test: (char: string) => boolean): string {
    const start = this.#at;
    while (this.next !== '' && test(this.next)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  atom(): string {
    return required(this.run(isAtom), 'mot attendu');
  }

  /** A tag: astring characters but `+`. */
  tag(): string {
    return required(
      this.run((char) => isAstring(char) && char !== '+'),
      'etiquette attendue',
    );
  }

  number(): number {
    const digits = required(
      this.run((char) => char >= '0' && char <= '9'),
      'nombre attendu',
    );
    const value = Number(digits);
    if (value > 0xffff_ffff) throw malformed('nombre trop grand');
    return value;
  }

  /** A word, a quoted string or a literal; its bytes as Latin-1. */
  astring(): string {
    return this.#atString() ? this.string() : required(this.run(isAstring), 'texte attendu');
  }

  /** A quoted string or a literal. */
  string(): string {
    return this.next === '"' ? this.#quoted() : this.literal().toString('latin1');
  }

  /** A string, or undefined for `NIL`. */
  nstring(): string | undefined {
    if (this.#atString()) return this.string();
    if (this.atom().toUpperCase() !== 'NIL') throw malformed('texte ou NIL attendu');
    return undefined;
  }

  /** A mailbox pattern of LIST: `%` and `*` are allowed in a word. */
  pattern(): string {
    if (this.#atString()) return this.string();
    return required(
      this.run((char) => isAstring(char) || char === '%' || char === '*'),
      'motif attendu',
    );
  }

  /** A flag: a word, with or without its backslash. */
  flag(): string {
    return this.skip('\\') ? `\\${this.atom()}` : this.atom();
  }

  literal(): Buffer {
    const piece = this.#pieces[this.#piece + 1];
    if (this.next !== '' || piece === undefined || !('literal' in piece)) throw malformed('texte attendu');
    this.#piece += 2;
    this.#at = 0;
    return piece.literal;
  }

  /** `(a b c)`, perhaps empty. */
  list<T>(item: () => T): T[] {
    this.expect('(');
    const items: T[] = [];
    while (!this.skip(')')) {
      if (items.length > 0) this.space();
      items.push(item());
    }
    return items;
  }

  get #text(): string {
    const piece = this.#pieces[this.#piece];
    return piece !== undefined && 'text' in piece ? piece.text : '';
  }

  #atString(): boolean {
    const following = this.#pieces[this.#piece + 1];
    return this.next === '"' || (this.next === '' && following !== undefined && 'literal' in following);
  }

  #quoted(): string {
    this.expect('"');
    let value = '';
    while (!this.skip('"')) {
      this.skip('\\');
      if (this.next === '') throw malformed('guillemet fermant absent');
      value += this.next;
      this.#at += 1;
    }
    return value;
  }
}

function required(value: string, detail: string): string {
  if (value === '') throw malformed(detail);
  return value;
}
