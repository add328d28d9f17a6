import { html, type Markup } from '../../screens/html.ts';
import type { XmlNode } from '../xml-node.ts';

// Element of the narrative block → how it is written. A name that came from outside never becomes a tag.
const written: Readonly<Record<string, (inner: Markup[]) => Markup>> = {
  br: () => html`<br>`,
  paragraph: (inner) => html`<p>${inner}</p>`,
  list: (inner) => html`<ul>${inner}</ul>`,
  item: (inner) => html`<li>${inner}</li>`,
  table: (inner) => html`<div class="defilement"><table>${inner}</table></div>`,
  thead: (inner) => html`<thead>${inner}</thead>`,
  tbody: (inner) => html`<tbody>${inner}</tbody>`,
  tfoot: (inner) => html`<tfoot>${inner}</tfoot>`,
  tr: (inner) => html`<tr>${inner}</tr>`,
  th: (inner) => html`<th>${inner}</th>`,
  td: (inner) => html`<td>${inner}</td>`,
  caption: (inner) => html`<caption>${inner}</caption>`,
  sup: (inner) => html`<sup>${inner}</sup>`,
  sub: (inner) => html`<sub>${inner}</sub>`,
};

/** Text of a section as HTML: elements of the CDA narrative block alone, rewritten; what is unknown gives its words. */
export function narrative(section: XmlNode): Markup {
  const text = section.at('text');
  const below = section.children('component').flatMap((one) => one.children('section'));
  return html`<section><h3>${section.at('title')?.text}</h3>${text && contentOf(text)}${below.map(narrative)}</section>`;
}

function contentOf(node: XmlNode): Markup[] {
  return node.content.map((one) => (typeof one === 'string' ? html`${one}` : elementOf(one)));
}

function elementOf(node: XmlNode): Markup {
  const inner = contentOf(node);
  if (node.name === 'content' && /bold/i.test(node.attribute('styleCode'))) return html`<strong>${inner}</strong>`;
  const write = Object.hasOwn(written, node.name) ? written[node.name] : undefined;
  return write === undefined ? html`${inner}` : write(inner);
}
