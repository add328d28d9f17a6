/**
 * `npm test`: runs the steps of `lib/test-steps.ts`, two at a time where they allow it, and ends with
 * `N passed, N failed`. Usage: `npm test`, `npm run test:full`, `npm test -- lint unit` (steps by name).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCounts, total } from './lib/test-counts.ts';
import { endAllSteps, runStep, type StepResult } from './lib/test-run.ts';
import { stepGroups, type TestStep, testSteps } from './lib/test-steps.ts';

const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;

function selectSteps(args: readonly string[]): TestStep[] {
  const full = args.includes('--full');
  const names = args.filter((arg) => !arg.startsWith('--')).flatMap((name) => stepGroups[name] ?? [name]);
  const unknown = names.filter((name) => !testSteps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = [...Object.keys(stepGroups), ...testSteps.map(({ name }) => name)].join(', ');
    console.error(`étape inconnue : ${unknown.join(', ')} (étapes : ${known})`);
    process.exit(EXIT_USAGE);
  }
  const selected = testSteps.filter((step) => (names.length > 0 ? names.includes(step.name) : full || !step.full));
  const needsBuild = selected.some(({ built }) => built === true);
  return testSteps.filter((step) => selected.includes(step) || (needsBuild && step.name === 'build'));
}

/** Consecutive steps that may run beside each other. */
function batches(steps: readonly TestStep[]): TestStep[][] {
  const result: TestStep[][] = [];
  for (const step of steps) {
    const last = result.at(-1);
    if (last === undefined || step.alone === true || last[0]?.alone === true) {
      result.push([step]);
    } else {
      last.push(step);
    }
  }
  return result;
}

async function runBatch(batch: readonly TestStep[], folder: string): Promise<StepResult[]> {
  const waiting = [...batch];
  const results: StepResult[] = [];
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step, folder);
      show(result);
      results.push(result);
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return results;
}

const seconds = (value: number) => `${value.toFixed(1).replace('.', ',')} s`;

function show({ step, counts, output, seconds: spent }: StepResult): void {
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${step.title} : ${formatCounts(counts)} (${seconds(spent)})`);
  if (counts.failed > 0) {
    console.log(`${output.trimEnd()}\n`);
  }
}

/** Real clients that ran against the mocks. Where they are mandatory, one that is skipped fails the run. */
function showPeers(results: readonly StepResult[]): number {
  const peers = results.find(({ step }) => step.name === 'peers');
  if (peers === undefined) {
    return 0;
  }
  const { passed, failed, skipped } = peers.counts;
  const missing = process.env['PROBANT_PAIRS_OBLIGATOIRES'] === '1' ? skipped : 0;
  console.log(`pairs : ${passed}/${passed + failed + skipped}${missing > 0 ? ' (aucun saut n’est permis ici)' : ''}`);
  return missing;
}

function showSummary(results: readonly StepResult[]): number {
  const width = Math.max(...results.map(({ step }) => step.title.length));
  console.log('');
  for (const { step, counts, seconds: spent } of results) {
    const mark = counts.failed > 0 ? '✗' : '✓';
    console.log(
      `${mark} ${step.title.padEnd(width)}  ${formatCounts(counts).padEnd(34)} ${seconds(spent).padStart(8)}`,
    );
  }
  const forbiddenSkips = showPeers(results);
  const sum = total(results.map(({ counts }) => counts));
  const counts = { ...sum, failed: sum.failed + forbiddenSkips, skipped: sum.skipped - forbiddenSkips };
  console.log(formatCounts(counts));
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'probant-test-'));
  const results: StepResult[] = [];
  try {
    for (const batch of batches(selectSteps(process.argv.slice(2)))) {
      results.push(...(await runBatch(batch, folder)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return showSummary(results);
}

process.on('SIGINT', () => {
  endAllSteps();
  process.exit(EXIT_INTERRUPTED);
});

process.exitCode = await main();
