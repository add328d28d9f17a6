/** Judges files as `probant check` does, in a process whose memory its parent bounds and reads. Usage: by `fork`. */
import { processEnvironment } from '../../core/index.ts';
import { checkFiles } from '../../runs/check/index.ts';

/** What is told of hostile files. */
export interface HostileReport {
  type: 'constats';
  /** By name: the outcome, and `rule code` of the first findings or the refusal. */
  files: Record<string, { outcome: string; told: string[] }>;
  /** Bytes: the most that the process held. */
  peak: number;
}

process.once('message', (paths) => void judge(paths as string[]));

async function judge(paths: string[]): Promise<void> {
  const files: HostileReport['files'] = {};
  for await (const report of checkFiles(processEnvironment(), paths, {
    parameters: {},
    authorities: null,
    packs: [],
  })) {
    const told = report.findings.slice(0, 3).map(({ rule, code }) => `${rule} ${code}`);
    files[report.path] = { outcome: report.outcome, told: report.error === undefined ? told : [report.error.message] };
  }
  process.send?.({ type: 'constats', files, peak: process.resourceUsage().maxRSS * 1024 } satisfies HostileReport);
  process.disconnect();
}
