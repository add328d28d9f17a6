import { fontsOf, type PdfFont } from './pdf-font.ts';
import { PdfObjects } from './pdf-objects.ts';

/** A piece of text on a page. */
export interface PdfRun {
  /** Height above the bottom of the page, from 0 to 1. */
  height: number;
  text: string;
}

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The texts that each page shows, in the order in which they are drawn; empty for what is no readable PDF. */
export function pdfPages(bytes: Buffer): PdfRun[][] {
  const objects = new PdfObjects(bytes);
  return objects.pages().map((page) => {
    const [, bottom = 0, , top = 842] = numbers(/\/MediaBox\s*\[([^\]]*)\]/.exec(page)?.[1] ?? '0 0 595 842');
    const listed = /\/Contents\s*\[([^\]]*)\]/.exec(page)?.[1] ?? /\/Contents\s+(\d+\s+\d+\s+R)/.exec(page)?.[1] ?? '';
    const drawn = [...listed.matchAll(/\d+\s+\d+\s+R/g)].map(([one]) => objects.stream(one).toString('latin1'));
    const runs = new Drawing(fontsOf(objects, page)).read(drawn.join('\n'));
    return runs.map(({ y, text }) => ({ text, height: (y - bottom) / Math.max(top - bottom, 1) }));
  });
}

const token = /\((?:\\[\s\S]|[^\\()])*\)|<<|>>|<[\da-fA-F\s]*>|[[\]]|\/[^\s/<>[\]()]*|[^\s/<>[\]()]+/g;

/** Reads the operators that place and show text (ISO 32000-1, 8.4.4 and 9.4). */
class Drawing {
  readonly #fonts: ReadonlyMap<string, PdfFont>;
  readonly #saved: Matrix[] = [];
  readonly #runs: Array<{ y: number; text: string }> = [];
  #page: Matrix = identity;
  #line: Matrix = identity;
  #leading = 0;
  #font: PdfFont | undefined;

  constructor(fonts: ReadonlyMap<string, PdfFont>) {
    this.#fonts = fonts;
  }

  read(content: string): Array<{ y: number; text: string }> {
    let operands: string[] = [];
    for (const [one] of content.matchAll(token)) {
      if (/^[([\]<>/\d.+-]/.test(one)) operands.push(one);
      else {
        this.#operator(one, operands);
        operands = [];
      }
    }
    return this.#runs;
  }

  #operator(name: string, operands: readonly string[]): void {
    if (['Tj', 'TJ', "'", '"'].includes(name)) this.#show(name, operands);
    else if (['BT', 'Tm', 'Td', 'TD', 'T*', 'TL', 'Tf'].includes(name)) this.#place(name, operands);
    else if (name === 'q') this.#saved.push(this.#page);
    else if (name === 'Q') this.#page = this.#saved.pop() ?? identity;
    else if (name === 'cm') this.#page = times(matrix(operands), this.#page);
  }

  #place(name: string, operands: readonly string[]): void {
    const [x = 0, y = 0] = operands.map(Number);
    if (name === 'BT') this.#line = identity;
    if (name === 'Tm') this.#line = matrix(operands);
    if (name === 'TD') this.#leading = -y;
    if (name === 'Td' || name === 'TD') this.#line = times([1, 0, 0, 1, x, y], this.#line);
    if (name === 'T*') this.#line = times([1, 0, 0, 1, 0, -this.#leading], this.#line);
    if (name === 'TL') this.#leading = x;
    if (name === 'Tf') this.#font = this.#fonts.get((operands[0] ?? '').slice(1));
  }

  #show(name: string, operands: readonly string[]): void {
    if (name === "'" || name === '"') this.#place('T*', []);
    const font = this.#font;
    if (font === undefined) return;
    const text = operands.map((one) => (/^[(<]/.test(one) ? font.decode(codes(one, font.width)) : gap(one))).join('');
    this.#runs.push({ text, y: times(this.#line, this.#page)[5] });
  }
}

// A move of a fifth of the size or more between two strings is a space that was not written.
function gap(operand: string): string {
  return Number(operand) < -200 ? ' ' : '';
}

function codes(literal: string, width: 1 | 2): number[] {
  const bytes = literal.startsWith('<') ? hexBytes(literal) : literalBytes(literal);
  if (width === 1) return bytes;
  return bytes.flatMap((byte, i) => (i % 2 === 0 ? [byte * 256 + (bytes[i + 1] ?? 0)] : []));
}

function hexBytes(literal: string): number[] {
  const digits = literal.slice(1, -1).replaceAll(/\s/g, '');
  return (digits.match(/..?/g) ?? []).map((pair) => Number.parseInt(pair.padEnd(2, '0'), 16));
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function literalBytes(literal: string): number[] {
  const parts = literal.slice(1, -1).matchAll(/\\([0-7]{1,3})|\\([\s\S])|([^\\])/g);
  return [...parts].flatMap(([, octal, escaped, plain = '']) => {
    if (octal !== undefined) return [Number.parseInt(octal, 8)];
    if (escaped === undefined) return [plain.charCodeAt(0)];
    return escaped === '\n' ? [] : [escapes[escaped] ?? escaped.charCodeAt(0)];
  });
}

function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

function matrix(operands: readonly string[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.slice(-6).map(Number);
  return [a, b, c, d, e, f];
}

function times([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}
