import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { told } from '../support/forked.ts';
import type { HostileReport } from './hostile-child.ts';
import { hostileFiles } from './hostile-files.ts';

/** What one process may hold while it judges them all: sixty megabytes of text are half a dozen times that when read. */
const mostMemory = 1.5 * 1024 ** 3;
/** Heap of the process, in megabytes: it ends rather than take more. */
const mostHeap = 768;

/** Those that are right for their rules, strange as they are: nothing in them is expanded or opened. */
const harmless = new Set([
  'cda : deux cent mille espaces de noms',
  'cda : des références sans fin',
  'CDA de huit mille auteurs',
  'PDF de deux millions d’objets',
  'PDF de parenthèses',
  'PDF de métadonnées sans fin',
  'archive dans une archive',
]);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Judges files of these names in a process of their own. */
async function judged(files: Readonly<Record<string, () => unknown>>): Promise<HostileReport> {
  const paths: string[] = [];
  for (const [name, make] of Object.entries(files)) {
    const path = join(folder, name.replaceAll('/', '_'));
    await writeFile(path, (await make()) as Buffer);
    paths.push(path);
  }
  const execArgv = [`--max-old-space-size=${mostHeap}`];
  const child = fork(new URL('hostile-child.ts', import.meta.url).pathname, { execArgv });
  child.send(paths);
  const report = await told<HostileReport>(child, 'constats');
  await Promise.all(paths.map((path) => rm(path)));
  return report;
}

describe.each(Object.keys(hostileFiles))('%s made to exhaust their reader', (group) => {
  it('are refused or found wrong, in bounded memory', { timeout: 600_000 }, async () => {
    const { files, peak } = await judged(hostileFiles[group]!);
    const outcomes = Object.entries(files).map(([path, { outcome }]) => [path.slice(folder.length + 1), outcome]);
    const passed = outcomes.filter(([name, outcome]) => {
      const stopped = outcome === 'refuse' || outcome === 'constats_bloquants';
      return !stopped && !harmless.has(name ?? '');
    });
    expect(passed).toEqual([]);
    expect(outcomes.length).toBe(Object.keys(hostileFiles[group]!).length);
    expect(peak).toBeLessThan(mostMemory);
  });
});
