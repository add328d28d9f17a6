import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileReport } from '../../runs/check/index.ts';
import { checkBy, needEngine, removeFolders, whyNoEngine, writePack } from '../support/packs.ts';

const ns = 'xmlns="http://purl.oclc.org/dsdl/schematron"';

/** What a schema is made of. */
interface Written {
  content: string;
  attributes?: string;
  /** Other files of the pack. */
  files?: Record<string, string>;
}

const head = '<ns prefix="h" uri="urn:hl7-org:v3"/>';
const document =
  '<?pi x?><ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:s="urn:s"><!--c--><id root="1"/><code code="A"/><code code="B" s:x="1"/><text>t<b>u</b></text></ClinicalDocument>';

const root = '/h:ClinicalDocument';
const pattern = (rules: string): string => `<pattern>${rules}</pattern>`;
const always = (context: string, text: string): string =>
  `<rule context="${context}"><assert test="false()">${text}</assert></rule>`;

const rules: ReadonlyArray<[string, Written, string[]]> = [
  [
    'the first that matches a node is the only one',
    { content: pattern(always('h:code[1]', 'premier') + always('h:code', 'autre')) },
    [`${root}/h:code: premier`, `${root}/h:code[2]: autre`],
  ],
  [
    'those of another pattern look too',
    { content: pattern(always('h:id', 'un')) + pattern(always('h:id', 'deux')) },
    [`${root}/h:id: un`, `${root}/h:id: deux`],
  ],
  ['match the document', { content: pattern(always('/', 'tout')) }, ['/: tout']],
  ['match attributes', { content: pattern(always('h:id/@root', 'attribut')) }, [`${root}/h:id/@root: attribut`]],
  ['match comments', { content: pattern(always('comment()', 'commentaire')) }, [`${root}/comment(): commentaire`]],
  [
    'match instructions',
    { content: pattern(always('processing-instruction()', 'instruction')) },
    ['/processing-instruction(pi): instruction'],
  ],
  ['do not match texts', { content: pattern(always('text()', 'texte')) }, []],
  ['match any node', { content: pattern(always('h:b|h:text/node()', 'nœud')) }, [`${root}/h:text/h:b: nœud`]],
];

const schemas: ReadonlyArray<[string, Written, string[]]> = [
  [
    'has variables at every level, the nearest first',
    {
      content: `<let name="v" value="'schéma'"/><let name="w" value="'w'"/><pattern><let name="v" value="'motif'"/><rule context="h:id"><let name="v" value="concat($v, '+règle')"/><assert test="false()"><value-of select="$v"/> <value-of select="$w"/></assert></rule><rule context="h:text[$v = 'motif']"><assert test="false()"><value-of select="$v"/></assert></rule></pattern><pattern><rule context="h:id"><assert test="false()"><value-of select="$v"/></assert></rule></pattern>`,
    },
    [`${root}/h:id: schéma+règle w`, `${root}/h:text: motif`, `${root}/h:id: schéma`],
  ],
  [
    'has variables of a pattern that another sees',
    {
      content: `<pattern><let name="v" value="'vu'"/></pattern>${pattern(always('h:id', '<value-of select="$v"/>'))}`,
    },
    [`${root}/h:id: vu`],
  ],
  [
    'has two instances of an abstract pattern, each with its variable',
    {
      content:
        `<pattern id="m" abstract="true"><let name="v" value="'$nom'"/><rule context="$ou"><assert test="false()">$nom <value-of select="$v"/></assert></rule></pattern>` +
        ['id', 'text']
          .map(
            (name) =>
              `<pattern is-a="m"><param name="ou" value="h:${name}"/><param name="nom" value="${name}"/></pattern>`,
          )
          .join(''),
    },
    [`${root}/h:id: id id`, `${root}/h:text: text text`],
  ],
  [
    'has names, emphases and values in its texts',
    {
      content: pattern(
        always(
          'h:code[2]',
          '<emph>Le</emph> <name/> de <name path=".."/>, <span class="x">code <value-of select="@code"/></span>',
        ),
      ),
    },
    [`${root}/h:code[2]: Le code de ClinicalDocument, code B`],
  ],
  [
    'has functions and keys of XSLT',
    {
      attributes: 'queryBinding="xslt2" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"',
      content:
        '<xsl:key name="codes" match="h:code" use="@code"/>' +
        '<xsl:function name="h:vrai"><xsl:param name="n"/><xsl:sequence select="exists($n)"/></xsl:function>' +
        pattern(
          "<rule context=\"h:id\"><assert test=\"h:vrai(key('codes', 'A'))\">clé</assert><assert test=\"h:vrai(key('codes', 'Z'))\">absente</assert></rule>",
        ),
    },
    [`${root}/h:id: absente`],
  ],
  [
    'has stylesheets beside it',
    {
      attributes: 'queryBinding="xslt2" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"',
      content: `<xsl:include href="lib/f.xsl"/>${pattern(always('h:id', '<value-of select="h:f()"/>'))}`,
      files: {
        'lib/f.xsl':
          '<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:h="urn:hl7-org:v3"><xsl:function name="h:f"><xsl:sequence select="\'de f.xsl\'"/></xsl:function></xsl:stylesheet>',
      },
    },
    [`${root}/h:id: de f.xsl`],
  ],
  [
    'of XPath 1 compares as XPath 1 does',
    {
      attributes: '',
      content: pattern(
        '<rule context="/*"><report test="h:code/@code &lt; \'B\' or h:id/@root = 1">un</report></rule>',
      ),
    },
    [`${root}: un`],
  ],
  [
    'of XSLT 3 has its functions',
    {
      attributes: 'queryBinding="xslt3"',
      content: pattern('<rule context="h:id"><assert test="map{\'a\':1}?a = 2">trois</assert></rule>'),
    },
    [`${root}/h:id: trois`],
  ],
  [
    'reads value sets from the schema, though the rule is included',
    {
      content: '<include href="sous/p.sch"/>',
      files: {
        'sous/p.sch': `<pattern ${ns}><rule context="h:id"><assert test="document('v.xml')/v = 'ici'">document <value-of select="document('v.xml')"/></assert><assert test="doc('sous/w.xml')/v = 'non'">doc</assert></rule></pattern>`,
        'v.xml': '<v>ici</v>',
        'sous/v.xml': '<v>là</v>',
        'sous/w.xml': '<v>w</v>',
      },
    },
    [`${root}/h:id: doc`],
  ],
  [
    'reads value sets from the included file where the schema has none',
    {
      content: '<include href="sous/p.sch"/>',
      files: {
        'sous/p.sch': `<pattern ${ns}><rule context="h:id"><assert test="doc('v.xml')/v = 'là'">doc</assert><assert test="false()">lu</assert></rule></pattern>`,
        'sous/v.xml': '<v>là</v>',
      },
    },
    [`${root}/h:id: lu`],
  ],
  [
    'judges other documents of its pack',
    {
      content: `<pattern documents="'v.xml'">${always('v', 'dans v.xml')}</pattern>`,
      files: { 'v.xml': '<x><v/></x>' },
    },
    ['/x/v: dans v.xml'],
  ],
  [
    'has assertions that cannot be evaluated, apart from the others',
    {
      content: pattern(
        '<rule context="h:id"><assert id="X" test="xs:integer(@root) div 0 = 1">division</assert><assert test="false()">autre</assert></rule>',
      ),
    },
    [`${root}/h:id: autre`, '! l’assertion n’a pas pu être évaluée (FOAR0001 : Integer division by zero)'],
  ],
];

/** All in one pack, a folder each: one engine judges them. */
const all = [...rules, ...schemas];
let report: FileReport | undefined;

beforeAll(async () => {
  if (whyNoEngine() !== null) return;
  const files = all.flatMap(([, { content, attributes = 'queryBinding="xslt2"', files: others = {} }], i) => [
    [`${i}/a.sch`, `<schema ${ns} ${attributes}>${head}${content}</schema>`],
    ...Object.entries(others).map(([path, text]) => [`${i}/${path}`, text]),
  ]);
  [report] = await checkBy([writePack(Object.fromEntries(files))], [document]);
}, 120_000);
afterAll(removeFolders);

beforeEach(needEngine);

/** What a schema says of the document: `where: text`, or `! why` it has not looked. */
function says(written: Written): string[] {
  const folder = `${all.findIndex((one) => one[1] === written)}/`;
  const findings = report?.findings.filter(({ rule }) => rule.startsWith(folder)) ?? [];
  const unseen = report?.unseen.filter(({ rule }) => rule.startsWith(folder)) ?? [];
  return [...findings.map(({ where, message }) => `${where}: ${message}`), ...unseen.map(({ why }) => `! ${why}`)];
}

describe('the rules of a pattern', () => {
  it.each(rules)('%s', (_, written, expected) => expect(says(written)).toEqual(expected));
});

describe('a schema', () => {
  it.each(schemas)('%s', (_, written, expected) => expect(says(written)).toEqual(expected));
});
