import type { XmlElement } from 'libxml2-wasm';
import { allElementsAt, type Finding, rankOf } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type CdaDocument, cda } from '../pieces/index.ts';

/** The elements at an XPath below an element; prefix `h` is that of CDA. */
export function elements(scope: XmlElement, xpath: string): XmlElement[] {
  return allElementsAt(scope, xpath, cda);
}

/** The value of an attribute, or null. */
export function attribute(element: XmlElement | undefined, name: string): string | null {
  return element?.attrs.find((attr) => attr.name === name && attr.namespaceUri === '')?.content ?? null;
}

/** Where an element is: `/ClinicalDocument/author[2]/time`, a number where it has brothers of its name. */
export function pathOf(element: XmlElement): string {
  const parent = element.parent;
  if (parent === null) return `/${element.name}`;
  const { rank, brothers } = rankOf(element);
  return `${pathOf(parent)}/${element.name}${brothers === 1 ? '' : `[${rank}]`}`;
}

/** An identifier: `root`, or `root^extension`. */
export function identifierOf(element: XmlElement | undefined): string | null {
  const [root, extension] = [attribute(element, 'root'), attribute(element, 'extension')];
  if (root === null) return null;
  return extension === null ? root : `${root}^${extension}`;
}

/** What differs, told at an element's place. */
interface Fault {
  code: string;
  expected: unknown;
  got: unknown;
  message: string;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

/** A finding at an element of a document. */
export function faultAt({ at }: Pick<CdaDocument, 'at'>, place: XmlElement | string, fault: Fault): Finding {
  return discrepancy({ ...fault, where: at(typeof place === 'string' ? place : pathOf(place)) });
}
