import fc from 'fast-check';
import { XmlC14NMode, type XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { withXml } from './xml.ts';
import { exclusiveForm } from './xml-exclusive.ts';
import { addressOf, memoryOf } from './xml-memory.ts';
import { canonical } from './xml-signature.ts';

const options = { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: false, inclusiveNamespacePrefixes: [] };

/** What this form and libxml2 write of the second element of a document. */
function forms(xml: string): { ours: string; libxml2: string } {
  return withXml(Buffer.from(xml), (document) => {
    const element = (document.get('/*/*') ?? document.root) as XmlElement;
    const ours = exclusiveForm(memoryOf(document), addressOf(element));
    return { ours, libxml2: canonical(element, options).toString('utf8') };
  });
}

describe('the exclusive canonical form', () => {
  it.each([
    ['text', '<r><a>un &amp; &lt; &gt; &quot; &#13;\n deux\t</a></r>'],
    ['values', '<r><a v="&#9;&#10;&#13;&lt;&gt;&amp;&quot;\'  é"/></r>'],
    ['CDATA, comments and instructions', '<r><a><![CDATA[<b>]]><!-- c --><?p?><?q  data ?>😀</a></r>'],
    ['namespaces declared above', '<r xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d"><p:a q:v="1" v="2"><b/></p:a></r>'],
    ['namespaces that are not used', '<r><a xmlns:p="urn:p" xmlns="urn:d"><b/></a></r>'],
    ['a prefix of two meanings', '<r xmlns:p="urn:1"><p:a><p:b xmlns:p="urn:2"><p:c/></p:b><p:d/></p:a></r>'],
    ['a default namespace that ends', '<r xmlns="urn:d"><a><b xmlns=""><c/><d xmlns="urn:d"/></b></a></r>'],
    ['none below a default that is not used', '<r xmlns="urn:d"><p:a xmlns:p="urn:p"><b xmlns=""/></p:a></r>'],
    [
      'the order of attributes',
      '<r xmlns:z="urn:1" xmlns:a="urn:2"><e a:a="1" z:b="2" z:a="3" c="4" B="5" xml:lang="fr"/></r>',
    ],
    ['the language above', '<r xml:lang="fr"><a/></r>'],
  ])('is that of libxml2: %s', (_, xml) => {
    const { ours, libxml2 } = forms(xml);
    expect(ours).toBe(libxml2);
  });

  it('is that of libxml2, whatever the element', () => {
    const name = fc.constantFrom('a', 'b', 'p:a', 'q:b', 'é');
    const declaration = fc.constantFrom('', ' xmlns="urn:d"', ' xmlns=""', ' xmlns:p="urn:1"', ' xmlns:q="urn:p"');
    const attributes = fc.constantFrom('', ' v="1"', ' q:w="&#10;é" p:z="2"', ' w="&quot;" q:a=""', ' xml:lang="fr"');
    const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
      element: fc
        .tuple(name, declaration, attributes, fc.array(tie('content'), { maxLength: 3 }))
        .map(([tag, own, values, content]) => `<${tag}${own}${values}>${content.join('')}</${tag}>`),
      content: fc.oneof({ maxDepth: 4 }, fc.constantFrom('un', '&lt;', '<!--c-->', '<?p d?>', '\n'), tie('element')),
    }));
    fc.assert(
      fc.property(element, (inner) => {
        const { ours, libxml2 } = forms(`<r xmlns:p="urn:p" xmlns:q="urn:q">${inner}</r>`);
        expect(ours).toBe(libxml2);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out the descendant that it is told to', () => {
    const written = withXml(Buffer.from('<a>un<s><b/></s>deux</a>'), (document) => {
      const { root } = document;
      return exclusiveForm(memoryOf(document), addressOf(root), addressOf(root.get('s') as XmlElement));
    });
    expect(written).toBe('<a>undeux</a>');
  });

  it('is none for a namespace of a relative address', () => {
    const written = (): string =>
      withXml(Buffer.from('<a xmlns:p="p"/>'), (document) =>
        exclusiveForm(memoryOf(document), addressOf(document.root)),
      );
    expect(written).toThrow(expect.objectContaining({ code: 'xml_invalide' }));
  });
});
