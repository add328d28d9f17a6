import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, messageOf, sha256 } from '../../core/index.ts';
import { type CompiledSchema, compilerVersion } from '../../rules/schematron/index.ts';

const texts = z.array(z.string());
const compiledSchema = z.strictObject({
  stylesheet: z.string(),
  title: z.string(),
  assertions: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['assert', 'report']),
      test: z.string(),
      context: z.string(),
      severity: z.enum(['bloquant', 'avertissement', 'information']),
      role: z.string(),
      see: z.string(),
      pattern: z.string(),
      rule: z.string(),
    }),
  ),
  namespaces: z.array(z.strictObject({ prefix: z.string(), uri: z.string() })),
  templates: texts,
  notes: texts,
  files: texts,
});

const entrySchema = z.strictObject({ sha256: z.string(), compiled: z.string() });

/** Where compiled schemas are kept between two commands. */
export class SchemaCache {
  readonly #environment: Pick<Environment, 'fs' | 'env' | 'random'>;
  readonly #folder: string;
  /** Why nothing can be kept; the first reason. */
  #trouble: string | null = null;

  constructor(environment: Pick<Environment, 'fs' | 'env' | 'random'>) {
    this.#environment = environment;
    this.#folder = join(cacheFolder(environment.env), 'paquets');
  }

  /** French: why nothing is kept, null while it works. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** What was kept for these words (digest of the pack, schema, phase), or what `make` gives, which is then kept. */
  async get(words: readonly string[], make: () => Promise<CompiledSchema>): Promise<CompiledSchema> {
    const path = join(this.#folder, `${sha256(Buffer.from(JSON.stringify([compilerVersion, ...words])))}.json`);
    const kept = await this.#kept(path);
    if (kept !== null) return kept;
    const made = await make();
    await this.#keep(path, made);
    return made;
  }

  /** Null when there is none, or when it is not what was written. */
  async #kept(path: string): Promise<CompiledSchema | null> {
    try {
      const bytes = await this.#environment.fs.readFile(path);
      const { sha256: digest, compiled } = entrySchema.parse(JSON.parse(bytes.toString('utf8')));
      return sha256(Buffer.from(compiled)) === digest ? compiledSchema.parse(JSON.parse(compiled)) : null;
    } catch {
      return null;
    }
  }

  async #keep(path: string, made: CompiledSchema): Promise<void> {
    const { fs, random } = this.#environment;
    const compiled = JSON.stringify(made);
    const part = `${path}.${random.bytes(6).toString('hex')}.part`;
    try {
      await fs.mkdir(this.#folder);
      await fs.writeFile(part, JSON.stringify({ sha256: sha256(Buffer.from(compiled)), compiled }));
      await fs.rename(part, path);
    } catch (thrown) {
      this.#trouble ??= `le cache des paquets ne peut pas être écrit (${messageOf(thrown)}) : ils sont compilés à chaque fois`;
      await fs.remove(part).catch(() => undefined);
    }
  }
}

/** The folder of what may be lost, by the customs of each system. */
function cacheFolder(env: Environment['env']): string {
  if (env['PROBANT_CACHE']) return env['PROBANT_CACHE'];
  const home = homedir();
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? home, 'probant', 'cache');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'probant');
  return join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'probant');
}
