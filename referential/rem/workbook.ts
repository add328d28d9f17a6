import {
  openZip,
  ProbantError,
  treeOf,
  withXml,
  type XmlTree,
  type ZipLimits,
  type ZipReader,
} from '../../core/index.ts';

/** A cell that holds something; a formula that nothing has computed has an empty text. */
export interface Cell {
  /** What it shows, line ends as `\n`; a number as JavaScript writes it. */
  text: string;
  kind: 'texte' | 'nombre' | 'erreur';
  /** Its text was computed when the workbook was last saved: it is read as it was then. */
  formula: boolean;
}

/** A row, its cells by column from 0. */
export interface Row {
  /** From 1, as a spreadsheet shows it. */
  number: number;
  cells: ReadonlyMap<number, Cell>;
}

/** A rectangle of cells shown as one; its text stands in the first. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** One sheet; rows without any cell are left out. */
export interface Sheet {
  name: string;
  rows: readonly Row[];
  merges: readonly Merge[];
}

/** What is read of a workbook. */
export interface Workbook {
  sheets: readonly Sheet[];
  /** It holds macros, which are never run. */
  macros: boolean;
}

/**
 * A real one is under 1 MB; images and macros make it heavier, and are not read. Shared strings deflate very well.
 */
const limits: ZipLimits = {
  entries: 2000,
  total: 512 * 1024 ** 2,
  file: 48 * 1024 ** 2,
  ratio: 1000,
  ratioFrom: 16 * 1024 ** 2,
};

/** Elements of a part: a sheet of 20 000 rows has about a million. */
const mostElements = 2_000_000;

/**
 * Reads the values of a workbook (Office Open XML, ECMA-376 part 1 §18). Formulas are not computed, nor macros run.
 *
 * A spreadsheet library is not used: those that are kept up hide merged cells and formulas, which an import must tell.
 *
 * @throws {@link ProbantError} `classeur_illisible`
 */
export async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw unreadable('il est chiffré, ou au format .xls d’avant 2007');
  const zip = await openZip(bytes, limits).catch((thrown: unknown) => {
    throw unreadable(thrown instanceof Error ? thrown.message : 'archive illisible', thrown);
  });
  try {
    return await readParts(zip);
  } finally {
    zip.close();
  }
}

async function readParts(zip: ZipReader): Promise<Workbook> {
  if (!zip.has('xl/workbook.xml')) throw unreadable('ce n’est pas un classeur .xlsx (xl/workbook.xml est absent)');
  const book = await part(zip, 'xl/workbook.xml');
  const targets = await sheetPaths(zip);
  const strings = zip.has('xl/sharedStrings.xml')
    ? (await part(zip, 'xl/sharedStrings.xml')).children.map(richText)
    : [];
  const sheets: Sheet[] = [];
  for (const { attributes } of below(book, 'sheets', 'sheet')) {
    const path = targets.get(attributes.get('id') ?? '');
    // A chart has a sheet without cells.
    if (path === undefined || !zip.has(path) || !path.includes('worksheets/')) continue;
    sheets.push(sheetOf(attributes.get('name') ?? '', await part(zip, path), strings));
  }
  return { sheets, macros: zip.paths.some((path) => /vbaProject\.bin$/i.test(path)) };
}

async function sheetPaths(zip: ZipReader): Promise<Map<string, string>> {
  const relations = await part(zip, 'xl/_rels/workbook.xml.rels');
  return new Map(
    relations.children.map(({ attributes }) => {
      const target = attributes.get('Target') ?? '';
      return [attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`];
    }),
  );
}

async function part(zip: ZipReader, path: string): Promise<XmlTree> {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);
  if (zip.size(path) > limits.file) {
    throw unreadable(`${path} fait ${megabytes(zip.size(path))} Mo décompressé, ${megabytes(limits.file)} au plus`);
  }
  try {
    const bytes = await zip.read(path);
    const options = { name: (_: string, local: string) => local, limit: mostElements };
    const tree = withXml(bytes, ({ root }) => treeOf(root, options));
    if (tree === null) throw unreadable(`${path} a plus de ${mostElements} éléments`);
    return tree;
  } catch (thrown) {
    if (thrown instanceof ProbantError && thrown.code !== 'classeur_illisible') {
      throw unreadable(`${path} : ${thrown.message}`, thrown);
    }
    throw thrown;
  }
}

function sheetOf(name: string, root: XmlTree, strings: readonly string[]): Sheet {
  let last = 0;
  const rows = below(root, 'sheetData', 'row').map((row) => {
    last = Number(row.attributes.get('r') ?? last + 1);
    return { number: last, cells: cellsOf(row, strings) };
  });
  const merges = below(root, 'mergeCells', 'mergeCell').flatMap(({ attributes }) =>
    mergeOf(attributes.get('ref') ?? ''),
  );
  return { name, rows: rows.filter(({ cells }) => cells.size > 0), merges };
}

function cellsOf(row: XmlTree, strings: readonly string[]): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  let column = -1;
  for (const cell of row.children) {
    const place = placeOf(cell.attributes.get('r') ?? '');
    column = place?.column ?? column + 1;
    const read = cellOf(cell, strings);
    if (read.text !== '' || read.formula) cells.set(column, read);
  }
  return cells;
}

function cellOf(cell: XmlTree, strings: readonly string[]): Cell {
  const type = cell.attributes.get('t') ?? 'n';
  const value = cell.children.find(({ name }) => name === 'v')?.written ?? '';
  const formula = cell.children.some(({ name }) => name === 'f');
  const inline = cell.children.find(({ name }) => name === 'is');
  const text = inline === undefined ? (type === 's' ? (strings[Number(value)] ?? '') : value) : richText(inline);
  return {
    text: plain(text),
    kind: type === 'e' ? 'erreur' : type === 'n' && value !== '' ? 'nombre' : 'texte',
    formula,
  };
}

/** The text of a string made of runs, the phonetic ones apart. */
function richText(item: XmlTree): string {
  return item.children
    .map((child) => (child.name === 't' ? child.written : child.name === 'r' ? richText(child) : ''))
    .join('');
}

// Excel writes control characters as _x000D_; a no-break space is a space to whoever types an identifier.
function plain(text: string): string {
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u00a0\u202f\u2007]/g, ' ')
    .replaceAll(/[\u200b\ufeff\u00ad]/g, '')
    .trim();
}

function below(tree: XmlTree, first: string, second: string): XmlTree[] {
  return tree.children
    .filter(({ name }) => name === first)
    .flatMap(({ children }) => children.filter(({ name }) => name === second));
}

function placeOf(reference: string): { column: number; row: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(reference) ?? [];
  if (letters === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) };
}

function mergeOf(reference: string): Merge[] {
  const [first, last] = reference.split(':').map(placeOf);
  if (first == null || last == null) return [];
  return [{ top: first.row, bottom: last.row, left: first.column, right: last.column }];
}

/** How a spreadsheet names a cell: `B12`. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}

function unreadable(detail: string, cause?: unknown): ProbantError {
  return new ProbantError('classeur_illisible', { detail }, cause);
}
