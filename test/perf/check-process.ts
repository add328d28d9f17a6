/**
 * Judges files as `probant check --format json` does, in a process of its own, and tells its parent what it took. Usage:
 * by `fork`, the files as a first message.
 */
import { processEnvironment } from '../../core/index.ts';
import { addTo, checkFiles, checkTool, emptySummary, formats } from '../../runs/check/index.ts';

/** What judging took. */
export interface CheckMeasure {
  type: 'mesure';
  /** Milliseconds of the judgement alone, the start of the process apart. */
  wall: number;
  /** Milliseconds of processor, the start of the process included. */
  cpu: number;
  /** Bytes: the most that the process held. */
  peak: number;
  /** By kind: files, milliseconds of the clock and bytes of report. */
  kinds: Record<string, { files: number; wall: number }>;
  blocking: number;
}

process.once('message', (paths) => void measure(paths as string[]));

async function measure(paths: string[]): Promise<void> {
  const environment = processEnvironment();
  const format = formats.json(checkTool(environment.cwd));
  const summary = emptySummary();
  const kinds: CheckMeasure['kinds'] = {};
  const start = performance.now();
  let before = start;
  for await (const report of checkFiles(environment, paths, { parameters: {}, authorities: null, packs: [] })) {
    addTo(summary, report);
    format.file(report);
    const now = performance.now();
    const name = report.kind ?? 'refusé';
    const { files, wall } = kinds[name] ?? { files: 0, wall: 0 };
    kinds[name] = { files: files + 1, wall: wall + now - before };
    before = now;
  }
  const { user, system } = process.cpuUsage();
  process.send?.({
    type: 'mesure',
    wall: performance.now() - start,
    cpu: (user + system) / 1_000,
    peak: process.resourceUsage().maxRSS * 1024,
    kinds,
    blocking: summary.outcomes.constats_bloquants,
  } satisfies CheckMeasure);
  process.disconnect();
}
