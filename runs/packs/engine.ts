import { resolve } from 'node:path';
import { type Environment, isProbantError, messageOf } from '../../core/index.ts';
import { type CompiledSchema, compile, readAnswer } from '../../rules/schematron/index.ts';
import { linesOf } from '../check/lines.ts';
import type { PackEngine, PackFile, PackVerdict } from '../check/pack-engine.ts';
import { SchemaCache } from './cache.ts';
import { documentsIn, type PackDocument } from './documents.ts';
import { firedFindings, invalidities, type Origin, type PackFinding } from './findings.ts';
import { findJava, type JavaOptions } from './java.ts';
import { type Entry, type Manifest, readManifest } from './manifest.ts';
import { type PackFiles, readPackFiles } from './pack-files.ts';
import { Saxon, type SaxonLimits } from './saxon.ts';
import { type Candidate, modelsAmong, olderVersions, whyNot } from './selection.ts';

/** What is asked of the packs. */
export interface PackOptions extends JavaOptions {
  limits?: SaxonLimits;
}

/** Packs ready to judge, and the engine that they share. */
export interface OpenPacks extends AsyncDisposable {
  engines: readonly PackEngine[];
  /** French: what only cost time, once they have run. */
  slowed(): string | null;
  /** French: why there is no engine, so that no pack looked; null when there is one. */
  without(): string | null;
}

/** What the packs share. */
interface Shared {
  saxon: Saxon | null;
  /** Why there is no engine. */
  without: string;
  cache: SchemaCache;
}

/**
 * Opens packs of external rules: their files are listed and their digests taken; schemas are compiled, and the engine started, at
 * the first document that wants them.
 *
 * @param paths folders of the packs
 * @throws {@link ProbantError} `paquet_illisible`
 */
export async function openPacks(
  environment: Pick<Environment, 'fs' | 'env' | 'cwd' | 'random'>,
  paths: readonly string[],
  options: PackOptions = {},
): Promise<OpenPacks> {
  const packs: Array<{ path: string; files: PackFiles; manifest: Manifest }> = [];
  for (const path of paths) {
    const files = await readPackFiles(resolve(environment.cwd, path));
    packs.push({ path, files, manifest: await readManifest(files) });
  }
  const { saxon, without } = await engineFor(environment, options);
  const shared: Shared = { saxon, without, cache: new SchemaCache(environment) };
  return {
    engines: packs.map(({ path, files, manifest }) => new Pack(path, { files, manifest }, shared)),
    slowed: () => shared.cache.trouble,
    without: () => (packs.length === 0 ? null : saxon === null ? without : saxon.unable),
    [Symbol.asyncDispose]: async () => saxon?.[Symbol.asyncDispose](),
  };
}

async function engineFor(
  environment: Pick<Environment, 'env' | 'cwd'>,
  { limits, ...java }: PackOptions,
): Promise<Pick<Shared, 'saxon' | 'without'>> {
  try {
    return { saxon: new Saxon(await findJava(environment, java), limits), without: '' };
  } catch (thrown) {
    return { saxon: null, without: reasonOf(thrown) };
  }
}

/** A schema that can judge, or why it cannot. */
type Prepared = { compiled: CompiledSchema; candidate: Candidate } | { why: string };

/** Most findings of one schema on one document that are told one by one. */
const mostFindings = 500;

class Pack implements PackEngine {
  readonly about: PackEngine['about'];
  readonly #files: PackFiles;
  readonly #manifest: Manifest;
  readonly #shared: Shared;
  readonly #prepared = new Map<Entry, Promise<Prepared>>();

  constructor(path: string, { files, manifest }: { files: PackFiles; manifest: Manifest }, shared: Shared) {
    this.about = { name: manifest.name, path, digest: files.digest };
    this.#files = files;
    this.#manifest = manifest;
    this.#shared = shared;
  }

  async judge({ kind, bytes, inputs, place }: PackFile): Promise<PackVerdict> {
    const verdict = new Verdict();
    const documents = await documentsIn(kind, inputs, bytes);
    if (documents.length === 0) verdict.unseen(this.about.name, 'aucun document XML qui se lise n’est dans ce fichier');
    for (const { at, ...document } of documents) {
      await this.#document({ ...document, at: (path) => place(at(path)) }, verdict);
    }
    return kind === 'cda' || kind === 'vihf' || kind === 'metadonnees' ? verdict.located(bytes) : verdict.whole();
  }

  async #document(document: PackDocument, verdict: Verdict): Promise<void> {
    const { saxon, without } = this.#shared;
    const candidates: Candidate[] = [];
    for (const entry of this.#manifest.entries) {
      const candidate = saxon === null ? without : await this.#candidate(entry, document);
      if (typeof candidate === 'string') verdict.unseen(entry.file, candidate);
      else candidates.push(candidate);
    }
    const aside = olderVersions(candidates, document.templates);
    for (const { entry } of candidates) {
      const why = aside.get(entry);
      if (why !== undefined) verdict.unseen(entry.file, why);
      else await this.#asked(entry, document, verdict);
    }
  }

  /** The schema as it looks at a document, or why it does not. */
  async #candidate(entry: Entry, { kind, templates }: PackDocument): Promise<Candidate | string> {
    if (!entry.kinds.includes(kind)) return `il ne juge pas cette sorte de document (${entry.kinds.join(', ')})`;
    if (entry.language === 'xsd') return { entry, models: [] };
    const given = typeof entry.models === 'string' ? null : { entry, models: entry.models };
    const early = given === null ? null : whyNot(given, templates);
    if (early !== null) return early;
    const prepared = await this.#prepare(entry);
    return 'why' in prepared ? prepared.why : (whyNot(prepared.candidate, templates) ?? prepared.candidate);
  }

  #prepare(entry: Entry): Promise<Prepared> {
    const known = this.#prepared.get(entry);
    if (known !== undefined) return known;
    const prepared = this.#compiled(entry);
    this.#prepared.set(entry, prepared);
    return prepared;
  }

  async #compiled(entry: Entry): Promise<Prepared> {
    const { digest, read } = this.#files;
    try {
      const compiled = await this.#shared.cache.get([digest, entry.file, entry.phase ?? ''], () =>
        compile(entry.file, read, entry.phase),
      );
      const models = typeof entry.models === 'string' ? modelsAmong(compiled.templates) : entry.models;
      return { compiled, candidate: { entry, models } };
    } catch (thrown) {
      return { why: reasonOf(thrown) };
    }
  }

  async #asked(entry: Entry, document: PackDocument, verdict: Verdict): Promise<void> {
    try {
      const findings = await (entry.language === 'xsd'
        ? this.#xsd(entry, document)
        : this.#rules(entry, document, verdict));
      verdict.looked(entry.file);
      verdict.found(findings.slice(0, mostFindings));
      const more = findings.length - mostFindings;
      if (more > 0) verdict.unseen(entry.file, `${more} autres constats de ce schéma ne sont pas dits`);
    } catch (thrown) {
      verdict.unseen(entry.file, reasonOf(thrown));
    }
  }

  async #xsd(entry: Entry, document: PackDocument): Promise<PackFinding[]> {
    const done = await this.#shared.saxon?.judge({ ...this.#task(entry, document), kind: 'xsd', stylesheet: '' });
    return invalidities(done?.fields ?? [], this.#origin(entry, document));
  }

  async #rules(entry: Entry, document: PackDocument, verdict: Verdict): Promise<PackFinding[]> {
    const prepared = await this.#prepare(entry);
    if ('why' in prepared) return [];
    const { compiled } = prepared;
    const task = { ...this.#task(entry, document), kind: 'schematron', stylesheet: compiled.stylesheet } as const;
    const done = await this.#shared.saxon?.judge(task);
    const answer = readAnswer(done?.fields[0] ?? Buffer.alloc(0), compiled);
    for (const note of compiled.notes) verdict.unseen(entry.file, note);
    for (const note of unreadNotes(done?.fields.slice(1) ?? [])) verdict.unseen(entry.file, note);
    for (const { assertion, why } of answer.failed) {
      verdict.unseen(`${entry.file}#${assertion.id}`, `l’assertion n’a pas pu être évaluée (${why})`);
    }
    return firedFindings(answer.fired, this.#origin(entry, document));
  }

  #task(
    { file }: Entry,
    { bytes }: PackDocument,
  ): { folder: string; schema: string; counting: boolean; document: Buffer } {
    return { folder: this.#files.folder, schema: file, counting: false, document: bytes };
  }

  #origin({ file }: Entry, { at }: PackDocument): Origin {
    const { name, digest } = this.about;
    return { file, pack: name, source: `${name}, ${file} (paquet externe, sha256 ${digest})`, at };
  }
}

/** What a pack says of a file, each thing once. */
class Verdict {
  readonly #looked = new Set<string>();
  readonly #unseen = new Map<string, { rule: string; why: string }>();
  readonly #findings: PackFinding[] = [];

  looked(rule: string): void {
    this.#looked.add(rule);
  }

  unseen(rule: string, why: string): void {
    this.#unseen.set(`${rule}\n${why}`, { rule, why });
  }

  found(findings: readonly PackFinding[]): void {
    this.#findings.push(...findings);
  }

  whole(): PackVerdict {
    return { looked: [...this.#looked], unseen: [...this.#unseen.values()], findings: this.#findings };
  }

  located(xml: Buffer): PackVerdict {
    const whole = this.whole();
    const lines = linesOf(
      xml,
      whole.findings.map(({ where }) => where),
    );
    const findings = whole.findings.map((one, i) => {
      const line = one.line ?? lines[i];
      return line === undefined ? one : { ...one, line };
    });
    return { ...whole, findings };
  }
}

/** Fields by two: a document that a schema asked for, and why it could not be read. */
function unreadNotes(fields: readonly Buffer[]): string[] {
  const texts = fields.map((field) => field.toString('utf8'));
  return texts.flatMap((href, i) =>
    i % 2 === 0
      ? [`« ${href} », qu’il consulte, n’a pas pu être lu (${texts[i + 1]}) : ce qu’il dit peut en venir`]
      : [],
  );
}

function reasonOf(thrown: unknown): string {
  if (!isProbantError(thrown)) return messageOf(thrown);
  const { detail = thrown.message, fichier } = thrown.details;
  return fichier === undefined ? detail : `${fichier} : ${detail}`;
}
