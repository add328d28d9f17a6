/** A name with what its prefix means. */
export interface XmlName {
  prefix: string;
  uri: string;
  local: string;
}

export interface XmlAttribute extends XmlName {
  value: string;
}

export interface XmlElementModel extends XmlName {
  attributes: XmlAttribute[];
  children: XmlNodeModel[];
}

/** An element, a run of characters, or a comment or an instruction as it is written. */
export type XmlNodeModel = XmlElementModel | string | { verbatim: string };

const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(?:"[^"]*"|'[^']*'|[^<>"'])*>|[^<]+/g;
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/** Reads the well-formed text of a test, without a parser of the product: what is written again must not depend on it. */
export function readModel(xml: string): XmlElementModel {
  const document: XmlElementModel = { prefix: '', uri: '', local: '', attributes: [], children: [] };
  const open: Array<{ element: XmlElementModel; scope: Map<string, string> }> = [
    { element: document, scope: new Map([['xml', xmlNamespace]]) },
  ];
  for (const [text] of xml.replace(/^\s*<\?xml [^>]*\?>/, '').matchAll(token)) {
    const { element, scope } = open.at(-1)!;
    if (text.startsWith('<!--') || text.startsWith('<?')) element.children.push({ verbatim: text });
    else if (text.startsWith('<![CDATA[')) element.children.push(text.slice(9, -3));
    else if (text.startsWith('</')) open.pop();
    else if (!text.startsWith('<')) element.children.push(unescaped(text));
    else {
      const child = elementOf(text, scope);
      element.children.push(child.element);
      if (!text.endsWith('/>')) open.push(child);
    }
  }
  return document.children.find((child) => typeof child === 'object' && 'local' in child) as XmlElementModel;
}

function elementOf(tag: string, above: Map<string, string>): { element: XmlElementModel; scope: Map<string, string> } {
  const pairs = [...tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = '', double, single]) => [name, unescaped(double ?? single ?? '')] as const,
  );
  const scope = new Map(above);
  for (const [name, value] of pairs) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) scope.set(name.slice(6), value);
  }
  const attributes = pairs
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => ({ ...nameOf(name, name.includes(':') ? scope : new Map()), value }));
  return { element: { ...nameOf(/^<([\w:.-]+)/.exec(tag)![1]!, scope), attributes, children: [] }, scope };
}

function nameOf(qualified: string, scope: ReadonlyMap<string, string>): XmlName {
  const [local = '', prefix = ''] = qualified.split(':').reverse();
  return { prefix, local, uri: scope.get(prefix) ?? '' };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&([#\w]+);/g, (_, name: string) => named[name] ?? String.fromCodePoint(codeOf(name)));
}

function codeOf(reference: string): number {
  return reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
}
