/** XML text that is ready to be written. */
export type Xml = string;

/** An element; an attribute without value is left out. */
export function element(
  name: string,
  attributes: Record<string, string | undefined> = {},
  ...children: readonly Xml[]
): Xml {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]))
    .join('');
  const content = children.join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** An element that holds a text. */
export function textElement(name: string, text: string, attributes: Record<string, string | undefined> = {}): Xml {
  return element(name, attributes, escapeXml(text));
}

/** Text as it is written in XML; characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A whole document, with its declaration, and the style sheet that shows it where it names one. */
export function xmlDocument(root: Xml, styleSheet?: string): Buffer {
  const named = styleSheet === undefined ? '' : `<?xml-stylesheet type="text/xsl" href="${escapeXml(styleSheet)}"?>\n`;
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${named}${root}\n`, 'utf8');
}
