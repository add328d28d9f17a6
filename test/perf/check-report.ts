import type { CheckMeasure } from './check-process.ts';
import { decimal, type Machine, type ReachedTarget } from './report.ts';
import { slope } from './statistics.ts';

/** All that a run of `perf:check` measured. */
export interface CheckResults {
  at: string;
  machine: Machine;
  measures: Array<CheckMeasure & { count: number; bytes: number }>;
}

/** How far from a line the time may be, as a share of what the line says. */
const mostBent = 0.15;
/** How much more memory the largest number of files may take than a quarter of them. */
const mostSwollen = 1.25;

/** The line that fits the measures best, and the furthest of them from it. */
export function fitted(
  { measures }: CheckResults,
  pick: (measure: CheckMeasure) => number,
): { perFile: number; start: number; bent: number } {
  const points = measures.map((measure) => ({ x: measure.count, y: pick(measure) }));
  const perFile = slope(points);
  const mean = (axis: 'x' | 'y'): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const start = mean('y') - perFile * mean('x');
  const bent = Math.max(...points.map(({ x, y }) => Math.abs(y - start - perFile * x) / (start + perFile * x)));
  return { perFile, start, bent };
}

/** What is asked for: that twice as many files take twice the time, and no more memory. */
export function checkTargets(results: CheckResults): ReachedTarget[] {
  const { bent } = fitted(results, ({ cpu }) => cpu);
  const [quarter, all] = [results.measures.at(-3)?.peak ?? Number.NaN, results.measures.at(-1)?.peak ?? Number.NaN];
  return [
    {
      text: `processeur en proportion des fichiers, à ${mostBent * 100} % près`,
      measured: `${decimal(bent * 100)} % au plus loin de la droite`,
      reached: bent < mostBent,
    },
    {
      text: `mémoire bornée : quatre fois plus de fichiers en demandent moins de ${decimal((mostSwollen - 1) * 100, 0)} % de plus`,
      measured: `× ${decimal(all / quarter, 2)}`,
      reached: all / quarter < mostSwollen,
    },
  ];
}

/** The measures as a person reads them. */
export function showCheck(results: CheckResults, targets: readonly ReachedTarget[]): string {
  const { machine: on, measures } = results;
  const cpu = fitted(results, (measure) => measure.cpu);
  return [
    '',
    `Node ${on.node}, ${on.cores} cœurs (${on.processor}), ${on.memoryGb} Go, charge ${decimal(on.load)}`,
    '',
    'fichiers       Mo  horloge s  processeur s  fichiers/s  mémoire Mo  bloqués',
    ...measures.map(line),
    '',
    `Processeur : ${decimal(cpu.perFile, 2)} ms par fichier, ${decimal(cpu.start, 0)} ms au départ, ${decimal(cpu.bent * 100)} % au plus loin de la droite`,
    '',
    'sorte         fichiers  ms par fichier  fichiers/s',
    ...kindLines(measures.at(-1)?.kinds ?? {}),
    '',
    ...targets.map(({ text, measured, reached }) => `${reached ? '✓' : '✗'} ${text} — ${measured}`),
  ].join('\n');
}

function line({ count, bytes, wall, cpu, peak, blocking }: CheckResults['measures'][number]): string {
  return [
    String(count).padStart(8),
    decimal(bytes / 1e6, 0).padStart(8),
    decimal(wall / 1_000).padStart(10),
    decimal(cpu / 1_000).padStart(13),
    decimal((count / wall) * 1_000, 0).padStart(11),
    decimal(peak / 1e6, 0).padStart(11),
    String(blocking).padStart(8),
  ].join(' ');
}

function kindLines(kinds: CheckMeasure['kinds']): string[] {
  return Object.entries(kinds)
    .sort(([, a], [, b]) => b.wall / b.files - a.wall / a.files)
    .map(
      ([kind, { files, wall }]) =>
        `${kind.padEnd(12)} ${String(files).padStart(9)} ${decimal(wall / files, 2).padStart(15)} ${decimal((files / wall) * 1_000, 0).padStart(11)}`,
    );
}
