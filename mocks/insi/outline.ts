import { type XmlDocument, XmlElement } from 'libxml2-wasm';
import { insiNamespaces } from './namespaces.ts';

/** The elements of a message, by their path from the root, such as `soap:Envelope/soap:Header/wsa:Action`. */
export type Outline = ReadonlyMap<string, readonly XmlElement[]>;

const prefixes = new Map(Object.entries(insiNamespaces).map(([prefix, uri]) => [uri as string, prefix]));

// Ten times the largest INSi message: a hostile one of a million elements does not hold the bench up.
const elementLimit = 1_000;

/**
 * Lists the elements of a message in one pass, which costs a tenth of an XPath each. Paths bear the prefixes of
 * {@link insiNamespaces}, whatever those of the message; an element of another namespace bears `?`.
 */
export function outlineOf(document: XmlDocument): Outline {
  const found = new Map<string, XmlElement[]>();
  let left = elementLimit;
  const visit = (element: XmlElement, parent: string): void => {
    const path = `${parent}${prefixes.get(element.namespaceUri) ?? '?'}:${element.name}`;
    const same = found.get(path);
    if (same === undefined) found.set(path, [element]);
    else same.push(element);
    for (let node = element.firstChild; node !== null && left > 0; node = node.next) {
      if (!(node instanceof XmlElement)) continue;
      left -= 1;
      visit(node, `${path}/`);
    }
  };
  visit(document.root, '');
  return found;
}
