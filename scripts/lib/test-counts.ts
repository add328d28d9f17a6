/** Reads how many checks a test step passed, from what it leaves behind. */
import { z } from 'zod';

/** Checks of a step. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/** Counts of a vitest JSON report. A file that does not load has no test of its own, and counts as one failure. */
export function countVitest(json: string): Counts {
  const report = vitestReport.parse(JSON.parse(json));
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const countsLine = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;

/** Counts of the last `N passed, N failed` line of an output, undefined when it has none. */
export function countLine(output: string): Counts | undefined {
  const last = [...output.matchAll(countsLine)].at(-1);
  return last === undefined
    ? undefined
    : { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) };
}

/** Counts of the line « Points de contrôle : 83 conforme, 1 non conforme… »; points that nobody judged count as neither. */
export function countPoints(output: string): Counts | undefined {
  const [, points] = /^Points de contrôle : (.+)$/m.exec(output) ?? [];
  if (points === undefined) {
    return undefined;
  }
  const byLabel = new Map([...points.matchAll(/(\d+) ([^,]+)/g)].map(([, count, label]) => [label, Number(count)]));
  return { passed: byLabel.get('conforme') ?? 0, failed: byLabel.get('non conforme') ?? 0, skipped: 0 };
}

/**
 * Makes counts agree with the exit code: a step that fails without a failed check has one failure, and so has a step
 * that checked nothing.
 */
export function reconcile(counts: Counts, exitCode: number): Counts {
  const failed = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0) ? 1 : counts.failed;
  return { ...counts, failed };
}

/** The sum of several counts. */
export function total(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The line that ends `npm test`. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
