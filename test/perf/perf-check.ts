/**
 * `npm run perf:check`: `probant check` on mixed files, 125 to 2 000 of them: time, processor, memory, and whether they
 * grow as the number of files does (docs/performance.md).
 *
 * Options: `--bref`, up to 500 files. Ends with 1 when a target is missed.
 */
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { told } from '../support/forked.ts';
import { makeFiles } from './check-files.ts';
import type { CheckMeasure } from './check-process.ts';
import { type CheckResults, checkTargets, showCheck } from './check-report.ts';
import { machine } from './report.ts';

const counts = process.argv.includes('--bref') ? [125, 250, 500] : [125, 250, 500, 1_000, 2_000];

const folder = await mkdtemp(join(tmpdir(), 'probant-perf-check-'));
try {
  const paths = await makeFiles(folder, Math.max(...counts));
  const measures: CheckResults['measures'] = [];
  for (const count of counts) {
    const judged = paths.slice(0, count);
    const bytes = (await Promise.all(judged.map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0);
    measures.push({ count, bytes, ...(await check(judged)) });
    process.stdout.write(`${count} fichiers…\n`);
  }
  const results: CheckResults = { at: new Date().toISOString(), machine: machine(), measures };
  const targets = checkTargets(results);
  const cache = resolve('.probant', 'perf');
  await mkdir(cache, { recursive: true });
  const file = join(cache, `check-${results.at.replaceAll(':', '')}.json`);
  await writeFile(file, `${JSON.stringify({ ...results, targets }, null, 2)}\n`);
  process.stdout.write(`${showCheck(results, targets)}\n\nMesures : ${file}\n`);
  process.exitCode = targets.every(({ reached }) => reached) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function check(paths: string[]): Promise<CheckMeasure> {
  const child = fork(new URL('check-process.ts', import.meta.url).pathname, { execArgv: profiling() });
  child.send(paths);
  return told<CheckMeasure>(child, 'mesure');
}

/** `--profil` leaves a profile of the processor by process beside the measures. */
function profiling(): string[] {
  return process.argv.includes('--profil') ? ['--cpu-prof', `--cpu-prof-dir=${resolve('.probant', 'perf')}`] : [];
}
