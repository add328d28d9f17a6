import { renameVariables } from './xpath.ts';

/** Prefix of the elements of XSLT that are written: no schema may give it another meaning. */
export const x = '_x';
/** Prefix of what a compiled schema answers with. */
export const p = '_p';
/** Namespace of what a compiled schema answers with. */
export const answer = 'urn:probant:schematron';

/** Other names of variables: those that several patterns declare. */
export type Renaming = ReadonlyMap<string, string>;

/** An attribute ready to stand in a start tag, with the blank before it. Its line ends are kept, as a parser would not. */
export function attr(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`;
}

/** An attribute that is an XPath. */
export function xpath(name: string, value: string, renaming: Renaming): string {
  return attr(name, renameVariables(value, renaming));
}

function escapeAttribute(value: string): string {
  return escapeText(value)
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** Text of an element. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
