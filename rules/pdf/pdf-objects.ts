import { inflateSync } from 'node:zlib';

/** An object of the file: its dictionary or value as written, and its stream, still encoded. */
interface PdfObject {
  head: string;
  stream: Buffer | null;
}

/** More than any document of a practice: a file that goes beyond is not read further. */
const most = { objects: 20_000, inflated: 32_000_000 };

/** The objects of a PDF 1.4, which has no object stream (ISO 19005-1, 6.1.4). */
export class PdfObjects {
  readonly #objects = new Map<string, PdfObject>();

  constructor(bytes: Buffer) {
    const text = bytes.toString('latin1');
    const start = /(\d+)\s+\d+\s+obj\b/g;
    for (let found = start.exec(text); found !== null && this.#objects.size < most.objects; found = start.exec(text)) {
      const [, number = ''] = found;
      const { object, end } = objectAt({ text, bytes }, found.index + found[0].length);
      // An incremental update writes an object again: the last one holds.
      this.#objects.set(number, object);
      start.lastIndex = end;
    }
  }

  /** The dictionary of the object that a reference names; a value that is no reference stands for itself. */
  dictionary(value: string): string {
    const number = /^\s*(\d+)\s+\d+\s+R/.exec(value)?.[1];
    return number === undefined ? value : (this.#objects.get(number)?.head ?? '');
  }

  /** The decoded stream of a referenced object; empty when there is none, or of a filter that PDF/A text never has. */
  stream(reference: string): Buffer {
    const number = /^\s*(\d+)/.exec(reference)?.[1] ?? '';
    const { head = '', stream = null } = this.#objects.get(number) ?? {};
    if (stream === null) return Buffer.alloc(0);
    if (!head.includes('/Filter')) return stream;
    if (!head.includes('/FlateDecode')) return Buffer.alloc(0);
    try {
      return inflateSync(stream, { maxOutputLength: most.inflated });
    } catch {
      // What cannot be decoded shows no text: the rule then says that the text is not there.
      return Buffer.alloc(0);
    }
  }

  /** Dictionaries of the pages, in their order. */
  pages(): string[] {
    const trees = [...this.#objects.values()].filter(({ head }) => /\/Type\s*\/Pages\b/.test(head));
    const root = trees.find(({ head }) => !head.includes('/Parent'));
    return root === undefined ? [] : this.#below(root.head, '', 0);
  }

  // A page inherits resources and size from the tree: what its parents say follows what it says.
  #below(head: string, inherited: string, depth: number): string[] {
    if (depth > 20) return [];
    if (!/\/Type\s*\/Pages\b/.test(head)) return [`${head} ${inherited}`];
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(head)?.[1] ?? '';
    const own = head.replace(/\/Kids\s*\[[^\]]*\]/, '').replace(/\/Type\s*\/Pages\b/, '');
    return [...kids.matchAll(/\d+\s+\d+\s+R/g)].flatMap(([kid]) =>
      this.#below(this.dictionary(kid), `${own} ${inherited}`, depth + 1),
    );
  }
}

function objectAt({ text, bytes }: { text: string; bytes: Buffer }, from: number): { object: PdfObject; end: number } {
  const close = endOr(text, text.indexOf('endobj', from));
  const open = /stream\r?\n/g;
  open.lastIndex = from;
  const found = open.exec(text);
  if (found === null || found.index > close)
    return { object: { head: text.slice(from, close), stream: null }, end: close };
  const head = text.slice(from, found.index);
  const begin = found.index + found[0].length;
  const told = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1] ?? Number.NaN);
  const end = Number.isNaN(told) ? endOr(text, text.indexOf('endstream', begin)) : Math.min(begin + told, text.length);
  return { object: { head, stream: bytes.subarray(begin, end) }, end };
}

function endOr(text: string, index: number): number {
  return index === -1 ? text.length : index;
}
