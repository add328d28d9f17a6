import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Namespaces, withXml } from '../../../core/index.ts';
import { freshFolder } from '../../support/packs.ts';

/** Another implementation of Schematron: the ISO skeleton, by its three stylesheets. */
interface Skeleton {
  folder: string;
  svrl: string;
}

const ofLxml = '/usr/lib/python3/dist-packages/lxml/isoschematron/resources/xsl/iso-schematron-xslt1';

/** That of a pack (the ANS ships one for XSLT 2), or that of lxml. */
function skeletonFor(pack: string): Skeleton {
  const own = ['schematrons/moteur', 'moteur'].map((path) => join(pack, path));
  const folder = own.find((path) => existsSync(join(path, 'iso_svrl_for_xslt2.xsl')));
  return folder === undefined
    ? { folder: ofLxml, svrl: 'iso_svrl_for_xslt1.xsl' }
    : { folder, svrl: 'iso_svrl_for_xslt2.xsl' };
}

/** What fired, as both sides tell it: kind, test, words, and the place without prefixes. */
export interface FiredOne {
  kind: 'assert' | 'report';
  test: string;
  text: string;
  place: string;
}

/** What the other implementation says of a document. */
export interface SkeletonAnswer {
  fired: FiredOne[];
  /** How many times a rule found its context. */
  matches: number;
  /** Of its process: start, compilation and run. */
  ms: number;
}

/** A pack whose schemas the ISO skeleton compiles, run by Saxon's own command line. */
export class SkeletonPack {
  readonly #folder: string;
  readonly #jar: string;
  readonly #skeleton: Skeleton;
  readonly #compiled = new Map<string, string>();

  /** @param jar of Saxon-HE */
  constructor(pack: string, jar: string) {
    // The stylesheets stand beside the schemas that they come from, in a copy: relative addresses are told from there.
    this.#folder = freshFolder();
    cpSync(pack, this.#folder, { recursive: true });
    this.#jar = jar;
    this.#skeleton = skeletonFor(pack);
  }

  judge(schema: string, document: string): SkeletonAnswer {
    const stylesheet = this.#stylesheet(schema);
    const start = performance.now();
    const svrl = this.#transform(document, stylesheet);
    return { ...answerOf(svrl), ms: performance.now() - start };
  }

  #stylesheet(schema: string): string {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const { folder, svrl } = this.#skeleton;
    const beside = (name: string): string => join(this.#folder, dirname(schema), `probant-${name}`);
    const step = (from: string, by: string, to: string): string => {
      writeFileSync(beside(to), this.#transform(from, join(folder, by)));
      return beside(to);
    };
    const glued = step(join(this.#folder, schema), 'iso_dsdl_include.xsl', 'colle.sch');
    const concrete = step(glued, 'iso_abstract_expand.xsl', 'concret.sch');
    const old = svrl.includes('xslt1');
    // The skeleton of lxml knows XSLT 1 alone: what it makes is then run as XSLT 2.
    if (old) edit(concrete, /queryBinding="xslt[23]"/, 'queryBinding="xslt"');
    const stylesheet = step(concrete, svrl, `${schema.replaceAll('/', '-')}.xsl`);
    if (old) edit(stylesheet, /version="1.0"(?=[^>]*>)(?!\s+encoding)/, 'version="2.0"');
    this.#compiled.set(schema, stylesheet);
    return stylesheet;
  }

  #transform(source: string, stylesheet: string): Buffer {
    const args = ['-Xss64m', '-cp', this.#jar, 'net.sf.saxon.Transform', `-s:${source}`, `-xsl:${stylesheet}`];
    const { status, stdout, stderr } = spawnSync('java', args, { maxBuffer: 1024 ** 3 });
    if (status !== 0) throw new Error(`${stylesheet} : ${stderr.toString().slice(0, 2000)}`);
    return stdout;
  }
}

function edit(path: string, from: RegExp, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

const ns: Namespaces = { svrl: 'http://purl.oclc.org/dsdl/svrl' };

function answerOf(svrl: Buffer): Omit<SkeletonAnswer, 'ms'> {
  return withXml(svrl, (document) => {
    const fired = document.find('//svrl:failed-assert | //svrl:successful-report', ns).map((node) => {
      const read = (path: string): string => node.get(path, ns)?.content ?? '';
      return {
        kind: node.get('self::svrl:failed-assert', ns) === null ? 'report' : 'assert',
        test: oneLine(read('@test')),
        text: oneLine(read('svrl:text')),
        place: plainPlace(read('@location')),
      } as const;
    });
    return { fired, matches: document.find('//svrl:fired-rule', ns).length };
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A place without prefixes, namespaces nor ranks of one. */
export function plainPlace(path: string): string {
  const plain = path
    .replaceAll(/\*\[local-name\(\)='([^']*)'(?: and namespace-uri\(\)='[^']*')?\]/g, '$1')
    .replaceAll(/\*:([\w.-]+)\[namespace-uri\(\)='[^']*'\]/g, '$1')
    .replaceAll(/(^|\/@?)[\w.-]+:(?=[\w*])/g, '$1')
    .replaceAll('[1]', '');
  return plain === '' ? '/' : plain;
}
