import { XmlCData, XmlElement, XmlText } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { withXml } from './xml.ts';
import { partOf, treeOf, type XmlTree } from './xml-tree.ts';

const name = (namespace: string, local: string): string => `{${namespace}}${local}`;

function read(xml: string, limit = 100): XmlTree | null {
  return withXml(Buffer.from(xml), ({ root }) => treeOf(root, { name, limit }));
}

/** The same by walking from node to node. */
function walked(element: XmlElement): XmlTree {
  const children: XmlTree[] = [];
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) children.push(walked(node));
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  const attributes = new Map(element.attrs.map((attribute) => [attribute.name, attribute.content]));
  return { name: name(element.namespaceUri, element.name), attributes, children, text: text.trim(), written: text };
}

describe('the tree of a document', () => {
  it.each([
    ['text', '<a>un<b/>deux</a>'],
    ['spaces', '<a>\n  un\n\n deux \t</a>'],
    ['an empty element', '<a/>'],
    ['characters that markup reserves', '<a v="&lt;&gt;&amp;&quot;&apos;">&lt;b&gt; &amp;amp; ]]&gt;</a>'],
    ['a value of both quotes', `<a v="l'&quot;un&quot;" w='"' x='l&apos;autre'/>`],
    ['characters by number', '<a v="&#10;&#x9;é&#233;&#xE9;">&#128512;&#x1F600;&#13;</a>'],
    ['a CDATA section', '<a>un<![CDATA[<b>&amp;]]]]><![CDATA[>]]>deux</a>'],
    ['comments', '<!-- <a> --><a><!-- <b> > -->un<!--é--></a>'],
    ['namespaces', '<p:a xmlns:p="urn:p" xmlns="urn:d"><b p:v="1" v="2"/><p:b/></p:a>'],
    ['a default namespace that ends', '<a xmlns="urn:d"><b xmlns=""><c/></b><d/></a>'],
    ['a prefix of two meanings', '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a>'],
    ['a namespace of odd characters', `<a xmlns="urn:l'un&amp;autre"/>`],
    ['another encoding', '<?xml version="1.0" encoding="UTF-8"?>\r\n<a v="1\r\n2">é\r\nè</a>'],
    ['names of any letters', '<é.à-1 ñ_="1"/>'],
    ['a language', '<a xml:lang="fr" xml:space="preserve"> un </a>'],
  ])('is that of a walk: %s', (_, xml) => {
    const expected = withXml(Buffer.from(xml), ({ root }) => walked(root));
    expect(read(xml)).toEqual(expected);
  });

  // A walk with libxml2-wasm stops at an instruction: it has no `next`.
  it('leaves processing instructions out', () => {
    const xml = '<?p <a> ?><a><?p v="<c/>" ?>un<b/><?p?></a>';
    expect(read(xml)).toEqual(read('<a>un<b/></a>'));
  });

  it('is read up to a limit', () => {
    expect(read('<a><b/><c/></a>', 3)).not.toBeNull();
  });

  it('is none beyond it', () => {
    expect(read('<a><b/><c/></a>', 2)).toBeNull();
  });

  it('is read in part beyond it where a part will do', () => {
    const part = withXml(Buffer.from('<a><b><c/></b><d/></a>'), ({ root }) => partOf(root, { name, limit: 3 }));
    expect(part).toEqual(read('<a><b><c/></b></a>'));
  });

  it('is that of an element below the root, whose namespaces are declared above it', () => {
    const xml = '<p:a xmlns:p="urn:p" xmlns="urn:d"><p:b><c/></p:b></p:a>';
    const below = withXml(Buffer.from(xml), ({ root }) => treeOf(root.firstChild as XmlElement, { name, limit: 9 }));
    expect(below).toEqual(read(xml)?.children[0]);
  });

  it('is whole where memory has grown since', () => {
    const large = `<a>${'<b c="1">é</b>'.repeat(200_000)}</a>`;
    expect(read(large, 1_000_000)?.children.length).toBe(200_000);
    expect(read('<a>un</a>')?.text).toBe('un');
  });
});
