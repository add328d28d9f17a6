/** Runs one step of `npm test` in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './commands.js';
import { type Counts, countLine, countPoints, countVitest, reconcile } from './test-counts.ts';
import type { TestStep } from './test-steps.ts';

/** What a step gave. */
export interface StepResult {
  readonly step: TestStep;
  readonly counts: Counts;
  readonly output: string;
  readonly seconds: number;
}

const TIMEOUT_MS = 8 * 60_000;

const baseEnv = {
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
  NO_COLOR: '1',
  // The clone was prepared once, before the first step: a step must not build while another runs.
  PROBANT_SANS_PREPARATION: '1',
};

/**
 * Runs a step to its end, killing it with its children after eight minutes.
 *
 * @param folder where a vitest step leaves its report
 */
export async function runStep(step: TestStep, folder: string): Promise<StepResult> {
  const report = join(folder, `${step.name}.json`);
  const reporters =
    step.counts === 'vitest' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  const start = performance.now();
  const [script, ...args] = step.command;
  const { code, output } = await execute([join(root, script), ...args, ...reporters], {
    cwd: step.scratch === true ? folder : root,
    env: { ...baseEnv, ...step.env },
  });
  const counts = reconcile(readCounts(step, { code, output, report }), code);
  return { step, counts, output, seconds: (performance.now() - start) / 1000 };
}

function readCounts(
  step: TestStep,
  { code, output, report }: { code: number; output: string; report: string },
): Counts {
  const byExit = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (step.counts === 'vitest') {
    return existsSync(report) ? countVitest(readFileSync(report, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  }
  if (step.counts === 'points') {
    return countPoints(output) ?? { passed: 0, failed: 1, skipped: 0 };
  }
  return (step.counts === 'line' ? countLine(output) : undefined) ?? byExit;
}

const running = new Set<number>();

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

function execute(args: readonly string[], { cwd, env }: Surroundings): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // A group of its own, so that browsers and servers which it started end with it.
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const pid = child.pid ?? 0;
    running.add(pid);
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\ndélai dépassé : ${TIMEOUT_MS / 60_000} minutes\n`));
      endGroup(pid);
    }, TIMEOUT_MS);
    child.on('error', (error) => chunks.push(Buffer.from(error.message)));
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(pid);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Ends whatever still runs, when the user stops the tests. */
export function endAllSteps(): void {
  for (const pid of running) {
    endGroup(pid);
  }
}
