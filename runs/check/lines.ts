import type { XmlElement } from 'libxml2-wasm';
import { isProbantError, withXml } from '../../core/index.ts';

/**
 * Finds the line of a place that a rule tells as a path of local names (`/ClinicalDocument/author[2]/time`): that of the
 * deepest element of the path which is there. Undefined for another kind of place.
 */
export function linesOf(xml: Buffer, places: readonly string[]): Array<number | undefined> {
  if (places.length === 0) return [];
  try {
    return withXml(xml, ({ root }) => places.map((place) => lineOf(root, place)));
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return places.map(() => lineIn(thrown.message));
  }
}

function lineOf(root: XmlElement, place: string): number | undefined {
  const [, first, ...steps] = (place.split(' · ')[0] ?? '').split(/\/+/);
  if (first === undefined || local(first) !== root.name) return undefined;
  let found = root;
  for (const step of steps) {
    const next = childAt(found, step);
    if (next === null) break;
    found = next;
  }
  return found.line;
}

function childAt(parent: XmlElement, step: string): XmlElement | null {
  const [, name, rank = '1'] = /^(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?$/.exec(step) ?? [];
  if (name === undefined) return null;
  const node = parent.get(`*[local-name()='${name}'][${rank}]`);
  return node !== null && 'attrs' in node ? (node as XmlElement) : null;
}

function local(step: string): string {
  return step.replace(/^[\w.-]+:/, '').replace(/\[.*$/, '');
}

/** The line that the parser's message tells. */
function lineIn(message: string): number | undefined {
  const line = /(?:ligne|line)\s+(\d+)/i.exec(message)?.[1];
  return line === undefined ? undefined : Number(line);
}
