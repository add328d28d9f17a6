import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import { type Answer, type CompiledSchema, compile, readAnswer } from '../../rules/schematron/index.ts';
import { documentsIn } from '../../runs/packs/documents.ts';
import { findJava } from '../../runs/packs/java.ts';
import { type Entry, readManifest } from '../../runs/packs/manifest.ts';
import { type PackFiles, readPackFiles } from '../../runs/packs/pack-files.ts';
import { Saxon } from '../../runs/packs/saxon.ts';
import { modelsAmong, olderVersions, whyNot } from '../../runs/packs/selection.ts';
import { writeBigPack } from '../support/big-pack.ts';
import { freshFolder, ownPack, removeFolders } from '../support/packs.ts';
import { type FiredOne, plainPlace, type SkeletonAnswer, SkeletonPack } from './support/iso-skeleton.ts';
import { lacking, need } from './support/need.ts';

const jar = process.env['PROBANT_SAXON'] ?? '/usr/share/java/Saxon-HE.jar';
const here = { env: process.env, cwd: process.cwd() };

/** Packs and documents by path; without them, those of the project. */
const given = (process.env['PROBANT_PAQUETS'] ?? '').split(delimiter).filter((path) => path !== '');
const packs = given.length > 0 ? given : [ownPack];
const documentsFolder = process.env['PROBANT_PAQUETS_DOCUMENTS'];

afterAll(removeFolders);

/** What a schema said of a document, and how long it took. */
interface Judged {
  answer: Answer;
  compileMs: number;
  judgeMs: number;
}

/** A pack, its schemas compiled, and the engine that judges. */
class OwnEngine implements AsyncDisposable {
  readonly files: PackFiles;
  readonly #saxon: Saxon;
  readonly #compiled = new Map<string, CompiledSchema>();

  private constructor(files: PackFiles, saxon: Saxon) {
    this.files = files;
    this.#saxon = saxon;
  }

  static async open(pack: string): Promise<OwnEngine> {
    return new OwnEngine(await readPackFiles(pack), new Saxon(await findJava(here, {})));
  }

  async compiled({ file, phase }: Entry): Promise<CompiledSchema> {
    const known = this.#compiled.get(file) ?? (await compile(file, this.files.read, phase));
    this.#compiled.set(file, known);
    return known;
  }

  /** The schemas that look at a document. */
  async entriesFor(document: Buffer): Promise<Entry[]> {
    const { entries } = await readManifest(this.files);
    const [one] = await documentsIn('cda', { document }, document);
    if (one === undefined) return [];
    const candidates = [];
    for (const entry of entries) {
      const models =
        typeof entry.models === 'string' ? modelsAmong((await this.compiled(entry)).templates) : entry.models;
      if (whyNot({ entry, models }, one.templates) === null) candidates.push({ entry, models });
    }
    const aside = olderVersions(candidates, one.templates);
    return candidates.filter(({ entry }) => !aside.has(entry)).map(({ entry }) => entry);
  }

  async judge(entry: Entry, document: Buffer): Promise<Judged> {
    const compiled = await this.compiled(entry);
    const task = { kind: 'schematron', folder: this.files.folder, schema: entry.file, counting: true } as const;
    const done = await this.#saxon.judge({ ...task, stylesheet: compiled.stylesheet, document });
    const answer = readAnswer(done.fields[0] ?? Buffer.alloc(0), compiled);
    return { answer, compileMs: done.compileMs, judgeMs: done.judgeMs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#saxon[Symbol.asyncDispose]();
  }
}

/** Documents of the project, each with one thing wrong but the first. */
async function ownDocuments(): Promise<Map<string, Buffer>> {
  const right = (await exampleFile('cda')).toString('utf8');
  const model = '<templateId root="1.2.250.1.213.1.1.1.9999"';
  const wrong: Array<[string, string, string]> = [
    ['sexe', 'administrativeGenderCode code="F"', 'administrativeGenderCode code="Z"'],
    ['version', '<versionNumber value="1"/>', '<versionNumber value="100"/>'],
    ['titre', '<title>', `<title>${'x'.repeat(130)}`],
    ['extension', 'extension="IPP0001"', `extension="${'9'.repeat(70)}"`],
    ['identifiants', '<code code="11490-0"', '<id root="2.25.7"/><id root="2.25.01"/><code code="11490-0"'],
    ['volet', '<id root=', `${model} extension="2024.01"/><id root=`],
  ];
  return new Map([
    ['juste', Buffer.from(right)],
    ...wrong.map(([name, from, to]) => [name, Buffer.from(right.replace(from, to))] as const),
  ]);
}

async function documents(): Promise<Map<string, Buffer>> {
  if (documentsFolder === undefined) return ownDocuments();
  const names = readdirSync(documentsFolder).filter((name) => name.endsWith('.xml'));
  return new Map(names.map((name) => [name, readFileSync(join(documentsFolder, name))]));
}

function firedOf({ fired }: Answer): FiredOne[] {
  return fired.map(({ assertion: { kind, test }, where, text }) => ({ kind, test, text, place: plainPlace(where) }));
}

function sorted(fired: readonly FiredOne[]): string[] {
  // The skeleton of lxml tells an attribute without its element.
  return fired
    .map(({ kind, test, text, place }) => `${place.replace(/^.*(?=\/@)/, '')} ${kind} ${test} : ${text}`)
    .sort();
}

function told(name: string, times: readonly number[]): string {
  const order = [...times].sort((a, b) => a - b);
  const median = order[Math.floor(order.length / 2)] ?? 0;
  return `${name} ${median.toFixed(0)} ms (médiane), ${(order.at(-1) ?? 0).toFixed(0)} ms (maximum)`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

describe.each(packs)('the pack %s', (pack) => {
  let engine: OwnEngine | undefined;
  let iso: SkeletonPack;
  let files: Map<string, Buffer>;
  const paths = freshFolder();

  beforeAll(async () => {
    if (lacking('saxon', 'skeleton') !== undefined) return;
    engine = await OwnEngine.open(pack);
    iso = new SkeletonPack(pack, jar);
    files = await documents();
    for (const [name, bytes] of files) writeFileSync(join(paths, name), bytes);
  });
  afterAll(() => engine?.[Symbol.asyncDispose]());

  it('fires, document by document, the assertions that the ISO skeleton fires', async (context) => {
    need(context, 'saxon', 'skeleton');
    if (engine === undefined) return;
    const times: Times = { cold: [], warm: [], theirs: [] };
    const differences: unknown[] = [];
    for (const [name, bytes] of files) {
      for (const entry of await engine.entriesFor(bytes)) {
        const ours = await engine.judge(entry, bytes);
        const theirs = iso.judge(entry.file, join(paths, name));
        times[ours.compileMs > 0 ? 'cold' : 'warm'].push(ours.compileMs + ours.judgeMs);
        times.theirs.push(theirs.ms);
        differences.push(...difference({ name, schema: entry.file }, ours.answer, theirs));
      }
    }
    say(`${basename(pack)} : ${spoken(times)}`);
    expect(differences).toEqual([]);
    expect(times.warm.length).toBeGreaterThan(0);
  }, 3_600_000);
});

/** In ms: ours with and without compilation, and theirs. */
interface Times {
  cold: number[];
  warm: number[];
  theirs: number[];
}

function spoken({ cold, warm, theirs }: Times): string {
  return [told('à froid', cold), told('à chaud', warm), told('ligne de commande de Saxon', theirs)].join(' ; ');
}

/** What only one side says; nothing when both say the same. */
function difference(of: object, ours: Answer, theirs: SkeletonAnswer): object[] {
  const [own, other] = [sorted(firedOf(ours)), sorted(theirs.fired)];
  if (JSON.stringify(own) === JSON.stringify(other) && ours.matches === theirs.matches) return [];
  return [{ ...of, own, other, matches: [ours.matches, theirs.matches] }];
}

/** The results of the ANS schematrons on its own eight examples, where those and the pack are at hand. */
const results = join(documentsFolder ?? '/nulle/part', 'schematron-results.json');

it.for(given)(
  'the ANS pack %s gives the published results of its examples',
  { timeout: 3_600_000 },
  async (pack, context) => {
    if (!existsSync(results)) context.skip('PROBANT_PAQUETS_DOCUMENTS ne donne pas schematron-results.json');
    await using engine = await OwnEngine.open(pack);
    const published = JSON.parse(readFileSync(results, 'utf8')) as Record<
      string,
      Record<string, { firedRules: number; failed: number }>
    >;
    const counted: typeof published = {};
    for (const name of Object.keys(published)) {
      const bytes = readFileSync(join(documentsFolder ?? '', name));
      counted[name] = {};
      for (const entry of await engine.entriesFor(bytes)) {
        const schema = basename(entry.file, '.sch');
        const expected = published[name]?.[schema];
        if (expected === undefined) continue;
        const { answer } = await engine.judge(entry, bytes);
        const failed = answer.fired.filter(({ assertion }) => assertion.kind === 'assert').length;
        counted[name][schema] = { ...expected, firedRules: answer.matches, failed };
      }
    }
    expect(counted).toEqual(published);
  },
);

it('a pack as large as the largest known is compiled and judges', async (context) => {
  need(context, 'saxon');
  const folder = freshFolder();
  const file = writeBigPack(folder, { includes: 125, assertions: 1_729 });
  const entry: Entry = { language: 'schematron', file, kinds: ['cda'], models: 'tous' };
  const start = performance.now();
  await using engine = await OwnEngine.open(folder);
  const { assertions } = await engine.compiled(entry);
  const written = performance.now() - start;
  const right = await exampleFile('cda');
  const first = await engine.judge(entry, right);
  const ready = performance.now() - start;
  const warm: number[] = [];
  for (let i = 0; i < 20; i += 1) warm.push((await engine.judge(entry, right)).judgeMs);
  say(
    `gros paquet : ${assertions.length} assertions ; XSLT écrit en ${written.toFixed(0)} ms, compilé par Saxon en ${first.compileMs.toFixed(0)} ms ; ` +
      `premier document en ${ready.toFixed(0)} ms, démarrage de Java compris ; ${told('à chaud', warm)}`,
  );
  expect([first.answer.failed, assertions.length]).toEqual([[], 1_827]);
}, 600_000);
