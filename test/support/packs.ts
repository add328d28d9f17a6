import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { checkFiles, type FileReport } from '../../runs/check/index.ts';
import { openPacks, type PackOptions } from '../../runs/packs/index.ts';

/** The pack of our own making, in the shape of those of the ANS. */
export const ownPack = join(import.meta.dirname, '../fixtures/paquet');

/** Skips a test where there is no Java, or no Saxon-HE. */
export function needEngine(context: TestContext): void {
  const why = whyNoEngine();
  if (why !== null) context.skip(why);
}

let known: string | null | undefined;

/** Why there is no engine here; null when there is one. */
export function whyNoEngine(): string | null {
  if (known === undefined) known = lacking();
  return known;
}

function lacking(): string | null {
  const java = spawnSync(process.env['PROBANT_JAVA'] ?? 'java', ['-version'], { stdio: 'ignore' });
  if (java.status !== 0) return 'java n’est pas installée (paquet default-jre-headless)';
  const jar = process.env['PROBANT_SAXON'] ?? '/usr/share/java/Saxon-HE.jar';
  return existsSync(jar) ? null : 'Saxon-HE n’est pas installé (paquet libsaxonhe-java)';
}

const folders: string[] = [];

/** Removes the folders that a file of tests made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An empty folder of its own; {@link removeFolders} removes it. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'probant-paquet-'));
  folders.push(folder);
  return folder;
}

/** Writes the files of a pack; gives its folder. */
export function writePack(files: Readonly<Record<string, string>>): string {
  const folder = freshFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** How a test opens packs. */
export interface Opening extends PackOptions {
  /** Where compiled schemas are kept; absent, a new folder. */
  cache?: string;
}

/** Judges files by packs, as `probant check --pack` does. */
export async function checkBy(
  packs: readonly string[],
  files: ReadonlyArray<string | Buffer>,
  { cache, ...options }: Opening = {},
): Promise<FileReport[]> {
  const cwd = freshFolder();
  const paths = files.map((file, i) => {
    const path = join(cwd, `fichier-${i}`);
    writeFileSync(path, file);
    return path;
  });
  const environment = processEnvironment({ cwd, env: { ...process.env, PROBANT_CACHE: cache ?? join(cwd, 'cache') } });
  await using opened = await openPacks(environment, packs, options);
  return await Array.fromAsync(
    checkFiles(environment, paths, { parameters: {}, authorities: null, packs: opened.engines }),
  );
}
