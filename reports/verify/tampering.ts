import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { sha256 } from '../../core/index.ts';
import { writeContainer } from '../container/index.ts';
import { sealTree } from '../seal/index.ts';
import { type VerifyReport, verifyDossier } from './index.ts';
import { type SealedSample, sealDate, sealedSample } from './sealed-sample.ts';

/** The sealed dossier of the file. */
export let sample: SealedSample;
export const at = new Date(sealDate.getTime() + 3_600_000);
export const proof = 'preuves/INS%2Fva1.28.01/echange-1-requete.http';

/** Registers the hooks that make and remove it; call once, at the top of a test file. */
export function useSealedSample(): void {
  beforeAll(async () => {
    sample = await sealedSample();
  });

  afterAll(() => sample.dispose());
}

export type Tree = Map<string, Buffer>;

export async function verifyBytes(
  bytes: Uint8Array,
  options: Parameters<typeof verifyDossier>[2] = {},
): Promise<VerifyReport> {
  const path = join(sample.environment.cwd, `essai-${sha256(bytes).slice(0, 8)}.asice`);
  await writeFile(path, bytes);
  return verifyDossier(sample.environment, path, { ...sample.trust, at, ...options });
}

/** Changes the files of the sealed dossier, and zips them again without sealing. */
export async function tampered(change: (tree: Tree) => void): Promise<VerifyReport> {
  const tree = await sample.files();
  change(tree);
  return verifyBytes(await writeContainer(tree));
}

/** Changes them, then hashes and signs again with the same key: only what they say can tell. */
export async function resealed(change: (tree: Tree) => void): Promise<VerifyReport> {
  const tree = await sample.files();
  change(tree);
  return verifyBytes(await sealTree(tree, sample.sealOptions));
}

export function edit(tree: Tree, path: string, change: (text: string) => string): void {
  const before = (tree.get(path) ?? Buffer.alloc(0)).toString('utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  tree.set(path, Buffer.from(after));
}

export function remarks(report: VerifyReport): string[] {
  return Object.values(report.facts)
    .flatMap((fact) => fact.items)
    .filter((item) => item.level === 'echec')
    .map((item) => `${item.code} ${item.file ?? ''}`.trim());
}
