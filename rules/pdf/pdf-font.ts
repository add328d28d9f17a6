import type { PdfObjects } from './pdf-objects.ts';

/** How the codes of a font read as text. */
export interface PdfFont {
  /** Bytes of a code. */
  width: 1 | 2;
  decode(codes: readonly number[]): string;
}

const windows = new TextDecoder('windows-1252');

/** The fonts of a page, by their name in its resources. */
export function fontsOf(objects: PdfObjects, page: string): Map<string, PdfFont> {
  const resources = objects.dictionary(/\/Resources\s*(\d+\s+\d+\s+R)/.exec(page)?.[1] ?? page);
  const named = objects.dictionary(/\/Font\s*(\d+\s+\d+\s+R)/.exec(resources)?.[1] ?? resources);
  const list = /\/Font\s*<<([^>]*)>>/.exec(named)?.[1] ?? named;
  return new Map(
    [...list.matchAll(/\/([^\s/<>[\]()]+)\s+(\d+\s+\d+\s+R)/g)].map(([, name = '', reference = '']) => [
      name,
      fontOf(objects, objects.dictionary(reference)),
    ]),
  );
}

function fontOf(objects: PdfObjects, dictionary: string): PdfFont {
  const width = /\/Subtype\s*\/Type0\b/.test(dictionary) ? 2 : 1;
  const reference = /\/ToUnicode\s+(\d+\s+\d+\s+R)/.exec(dictionary)?.[1];
  const told =
    reference === undefined ? new Map<number, string>() : unicodeOf(objects.stream(reference).toString('latin1'));
  const plain = (code: number): string => (width === 1 ? windows.decode(Uint8Array.of(code)) : '');
  return { width, decode: (codes) => codes.map((code) => told.get(code) ?? plain(code)).join('') };
}

/** A CMap ToUnicode (ISO 32000-1, 9.10.3): single codes, ranges that go on, and ranges whose texts are listed. */
function unicodeOf(cmap: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of body.matchAll(/<([\da-f\s]+)>\s*<([\da-f\s]*)>/gi)) {
      found.set(Number.parseInt(code, 16), utf16(text));
    }
  }
  const range = /<([\da-f]+)>\s*<([\da-f]+)>\s*(?:<([\da-f\s]+)>|\[([^\]]*)\])/gi;
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', text, list] of body.matchAll(range)) {
      const [from, to] = [Number.parseInt(first, 16), Math.min(Number.parseInt(last, 16), 0xffff)];
      const listed = [...(list ?? '').matchAll(/<([\da-f\s]*)>/gi)].map(([, one = '']) => utf16(one));
      for (let code = from; code <= to; code += 1) {
        found.set(code, text === undefined ? (listed[code - from] ?? '') : next(utf16(text), code - from));
      }
    }
  }
  return found;
}

function utf16(hex: string): string {
  const units = hex.replaceAll(/\s/g, '').match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function next(text: string, by: number): string {
  const last = text.length - 1;
  return last < 0 ? '' : text.slice(0, last) + String.fromCharCode(text.charCodeAt(last) + by);
}
