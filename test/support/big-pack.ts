import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ns = 'xmlns="http://purl.oclc.org/dsdl/schematron"';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

/** How large the pack is: the minimal structure of the ANS has 125 inclusions and 1 729 assertions. */
export interface BigPack {
  includes: number;
  assertions: number;
}

/** Elements of a CDA that its rules look at. */
const elements = [
  'id',
  'code',
  'effectiveTime',
  'author',
  'section',
  'entry',
  'observation',
  'value',
  'templateId',
  'name',
];

/**
 * Writes a pack of the size of the largest known: abstract rules of data types that others extend, one pattern an included file,
 * value sets read by `doc()`. It is of our own making, and asks nothing that a document should have.
 */
export function writeBigPack(folder: string, { includes, assertions }: BigPack): string {
  mkdirSync(join(folder, 'include'), { recursive: true });
  const each = Math.ceil(assertions / includes);
  const types = Math.floor(includes / 2);
  for (let i = 0; i < types; i += 1) write(folder, `include/type-${i}.sch`, dataType(i, each));
  for (let i = types; i < includes; i += 1) write(folder, `include/motif-${i}.sch`, pattern(i, { each, types }));
  write(folder, 'include/voc.xml', `<voc>${numbers(400, (i) => `<code value="c${i}"/>`)}</voc>`);
  const list = (name: string, from: number, to: number): string =>
    numbers(to - from, (i) => `<include href="include/${name}-${from + i}.sch"/>`);
  write(
    folder,
    'gros.sch',
    `<schema ${ns} queryBinding="xslt2"><ns prefix="hl7" uri="urn:hl7-org:v3"/><pattern>${list('type', 0, types)}</pattern>${list('motif', types, includes)}</schema>`,
  );
  return 'gros.sch';
}

function write(folder: string, name: string, xml: string): void {
  writeFileSync(join(folder, name), `${head}${xml}`);
}

function numbers(count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join('');
}

function dataType(i: number, each: number): string {
  return `<rule ${ns} abstract="true" id="T${i}">${numbers(each, (j) => assertion(`not(@a${i}) or matches(@a${i}, '^[0-9]{1,${j + 1}}$')`, j))}</rule>`;
}

function pattern(i: number, { each, types }: { each: number; types: number }): string {
  const element = elements[i % elements.length];
  const context = `hl7:${element}[not(@nullFlavor)][${i % 3 === 0 ? '@*' : 'true()'}]`;
  const tests = numbers(each, (j) =>
    assertion(
      j % 5 === 4
        ? `not(@code) or empty(doc('include/voc.xml')/*/code[@value = 'x${i}-${j}'])`
        : `count(hl7:${elements[j % elements.length]}[@x${i} = '${j}']) &lt;= ${j}`,
      j,
    ),
  );
  return `<pattern ${ns} id="p${i}"><rule context="${context}"><extends rule="T${i % types}"/><let name="v" value="count(*)"/>${tests}<assert id="rare-${i}" test="$v &lt; 40" role="warning">${element} a <value-of select="$v"/> enfants.</assert></rule></pattern>`;
}

function assertion(test: string, j: number): string {
  return `<assert role="error" test="${test}" see="https://exemple.invalid/${j}">(Essai) : élément « <value-of select="name()"/> », règle ${j}, à l'endroit que dit le rapport.</assert>`;
}
