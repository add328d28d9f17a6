import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright';
import { mediaTypeOf, tidy } from '../display/index.ts';
import { isLocked, visibleTexts } from './in-page.ts';
import { type Cell, type Columns, isLocator, type PlaceKind, placeKind, type TexteOptions } from './pages.ts';

/** Texts that Probant read at one place, as displayed; none when nothing shows there. */
export interface Texts {
  textes: string[];
  /** Displayed text → value of the contract. */
  codes?: Record<string, string>;
  /** Read from an attribute, which nobody sees. */
  cache?: true;
}

/** A value that came from the publisher's code. */
export interface Said {
  dit: unknown;
}

/** What was seen, in the shape of the contract, before any normalisation. */
export type Seen = Texts | Said | Seen[] | { champs: Record<string, Seen> };

/** True when Probant read texts there. */
export function isTexts(seen: Seen): seen is Texts {
  return 'textes' in seen;
}

/** True when the publisher's code gave the value. */
export function isSaid(seen: Seen): seen is Said {
  return 'dit' in seen;
}

/** Reads the screen at the places that a page function told. */
export async function observe(where: unknown): Promise<Seen> {
  if (where === null || where === undefined) return { textes: [] };
  if (isLocator(where)) return { textes: await visibleTexts(where) };
  const place = placeKind(where);
  if (place !== null) return observePlace(place);
  if (Array.isArray(where)) return observeArray(where);
  if (typeof where === 'object') return observeFields(where);
  return { dit: where };
}

function observePlace(place: PlaceKind): Promise<Seen> {
  switch (place.kind) {
    case 'texte':
      return observeText(place.locator, place.options);
    case 'adresse':
      return Promise.resolve({ textes: kept(place.page.url(), place.motif) });
    case 'attribut':
      return observeAttribute(place.locator, place.name);
    case 'liste':
      return observeRows(place.rows, place.columns);
    case 'tableau':
      return observeTable(place.table, place.columns);
    case 'verrouilles':
      return observeLocks(place.fields);
    case 'document':
      return observeDocument(place);
    case 'lu':
      return Promise.resolve(place.seen as Seen);
  }
}

async function observeFields(where: object): Promise<Seen> {
  const entries = await Promise.all(
    Object.entries(where).map(async ([name, inner]) => [name, await observe(inner)] as const),
  );
  return { champs: Object.fromEntries(entries) };
}

function observeArray(where: unknown[]): Promise<Seen[]> {
  return Promise.all(where.map(observe));
}

async function observeText(locator: Locator, options: TexteOptions): Promise<Texts> {
  const texts = await visibleTexts(locator);
  const textes =
    options.motif === undefined ? texts : texts.flatMap((text) => kept(tidy(text), options.motif as RegExp));
  return options.codes === undefined ? { textes } : { textes, codes: options.codes };
}

async function observeAttribute(locator: Locator, name: string): Promise<Texts> {
  const values = await locator.evaluateAll(
    (elements, key) => elements.map((element) => element.getAttribute(key)),
    name,
  );
  return { textes: values.filter((value) => value !== null), cache: true };
}

async function observeRows(rows: Locator, columns: Columns): Promise<Seen[]> {
  const all = await rows.all();
  const shown = await Promise.all(all.map((row) => row.isVisible()));
  return Promise.all(all.filter((_row, index) => shown[index]).map((row) => observeRow(row, columns)));
}

async function observeTable(table: Locator, columns: Columns): Promise<Seen[]> {
  const titles = (await visibleTexts(table.locator('thead th, tr:first-child > th'))).map(tidy);
  const cells = Object.entries(columns).map(([field, cell]) => [field, atTitle(titles, cell)] as const);
  return observeRows(table.locator('tr').filter({ has: table.page().locator('td') }), Object.fromEntries(cells));
}

// A title that the table doesn't have reads as a value that doesn't show: the product may have dropped the column.
function atTitle(titles: string[], cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const index = titles.indexOf(cell);
  return index < 0 ? null : (row) => row.locator('> td, > th').nth(index);
}

function observeRow(row: Locator, columns: Columns): Promise<Seen> {
  return observeFields(
    Object.fromEntries(
      Object.entries(columns).map(([field, cell]) => [
        field,
        typeof cell === 'string' ? row.locator(cell) : (cell?.(row) ?? null),
      ]),
    ),
  );
}

async function observeLocks(fields: Record<string, Locator>): Promise<Texts> {
  const states = await Promise.all(
    Object.entries(fields).map(async ([name, locator]) => ({ name, locked: await isLocked(locator) })),
  );
  return { textes: states.filter((state) => state.locked).map((state) => state.name) };
}

async function observeDocument(place: Extract<PlaceKind, { kind: 'document' }>): Promise<Seen> {
  const nom = place.download.suggestedFilename();
  const bytes = await readFile(await place.download.path());
  return {
    champs: {
      nom: { textes: [nom] },
      typeMime: { textes: [mediaTypeOf(nom, bytes)] },
      contenu: { textes: [bytes.toString('base64')] },
    },
  };
}

function kept(text: string, motif: RegExp): string[] {
  const match = motif.exec(text);
  return match === null ? [] : [match[1] ?? match[0]];
}
