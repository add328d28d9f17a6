import type { Download, Locator, Page } from 'playwright';
import type { VerbArgs, VerbName, VerbResult } from '../contract/index.ts';

// A registered symbol: the publisher's file and the running driver may come from two builds of this module.
const mark: unique symbol = Symbol.for('probant.emplacement') as never;

/** How a place is read. Made by {@link texte}, {@link liste}… and read by Probant only. */
export type PlaceKind =
  | { kind: 'texte'; locator: Locator; options: TexteOptions }
  | { kind: 'adresse'; page: Page; motif: RegExp }
  | { kind: 'attribut'; locator: Locator; name: string }
  | { kind: 'liste'; rows: Locator; columns: Columns }
  | { kind: 'tableau'; table: Locator; columns: Columns }
  | { kind: 'verrouilles'; fields: Record<string, Locator> }
  | { kind: 'document'; download: Download }
  | { kind: 'lu'; seen: unknown };

/** Where values are on the screen, and how they show. */
export interface Place {
  readonly [mark]: PlaceKind;
}

/** How a text shows. */
export interface TexteOptions {
  /** Part of the text to keep: the first group, or the whole match. */
  motif?: RegExp;
  /** Displayed text → value of the contract, for the product's own wording. */
  codes?: Record<string, string>;
}

/** Where a cell is: a selector or a locator within the row, or for {@link tableau} the title of its column. */
export type Cell = string | ((row: Locator) => Locator | Place) | null;

/** Field of the contract → cell. */
export type Columns = Record<string, Cell>;

/**
 * Where each field of `T` is on the screen. `null`: the product doesn't show that field.
 *
 * A value in place of a locator is accepted, and makes the whole answer the publisher's word (`adaptateur`).
 */
export type Where<T> = [T] extends [boolean]
  ? Locator | Place | boolean
  : [T] extends [readonly (infer Item)[]]
    ? [Item] extends [object]
      ? Place | Array<Where<Item>> | null
      : Locator | Place | T | null
    : [NonNullable<T>] extends [object]
      ? Place | { [K in keyof T]: Where<T[K]> }
      : Locator | Place | T | null;

/** What a page function works with. */
export interface PageContext {
  /** The page of the scenario; each scenario has a fresh browser profile. `goto('/…')` starts at the plan's address. */
  page: Page;
  /** « candidat.adresse » of the plan. */
  adresse: string;
  /** Reads at once, for a screen that has to be left (tabs): put what it gives back where the locators would be. */
  lire(where: unknown): Promise<Place>;
}

/** One verb of the contract, done on the product's screens. */
export type PageFunction<V extends VerbName> = (
  context: PageContext,
  args: VerbArgs<V>,
) => Promise<Where<VerbResult<V>>> | Where<VerbResult<V>>;

/** The page functions of a product; a verb left out is guided. */
export type PageFunctions = { [V in VerbName]?: PageFunction<V> };

/** Gives a publisher's page functions their types: `export default definePages({ … })`. */
export function definePages(pages: PageFunctions): PageFunctions {
  return pages;
}

/** A displayed text (or the value of an input), where a bare locator would not say enough. */
export function texte(locator: Locator, options: TexteOptions = {}): Place {
  return { [mark]: { kind: 'texte', locator, options } };
}

/** A value found in the address of the page, such as the identifier of a patient file. */
export function dansAdresse(page: Page, motif: RegExp): Place {
  return { [mark]: { kind: 'adresse', page, motif } };
}

/** An attribute of an element. Nobody sees it: only the identifier of a file, a document or a message may be read so. */
export function attribut(locator: Locator, name: string): Place {
  return { [mark]: { kind: 'attribut', locator, name } };
}

/** Repeated elements, each read by the same columns. */
export function liste(rows: Locator, columns: Columns): Place {
  return { [mark]: { kind: 'liste', rows, columns } };
}

/** A table with a title row (`th`); its columns are told by their titles. */
export function tableau(table: Locator, columns: Columns): Place {
  return { [mark]: { kind: 'tableau', table, columns } };
}

/**
 * Fields and the element that holds each, input or text. Probant counts as locked the fields that show and offer
 * no editable input; a field that doesn't show isn't locked.
 */
export function verrouilles(fields: Record<string, Locator>): Place {
  return { [mark]: { kind: 'verrouilles', fields } };
}

/** A file that the product gave to the browser. */
export function document(download: Download): Place {
  return { [mark]: { kind: 'document', download } };
}

/** Wraps what was already read. */
export function alreadySeen(seen: unknown): Place {
  return { [mark]: { kind: 'lu', seen } };
}

/** How to read `value`, or null when it is no place made by these helpers. */
export function placeKind(value: unknown): PlaceKind | null {
  return typeof value === 'object' && value !== null && mark in value ? (value as Place)[mark] : null;
}

/** True for a Playwright locator, whichever copy of Playwright made it. */
export function isLocator(value: unknown): value is Locator {
  return typeof value === 'object' && value !== null && 'ariaSnapshot' in value && 'evaluateAll' in value;
}
