import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Microseconds of a tick of `/proc`. */
let tick = Number.NaN;

/**
 * Microseconds of processor that a process has taken, its own and the system's for it: of two servers on a shared
 * machine, what noise changes least. NaN where there is no `/proc` (outside Linux).
 */
export function processorTime(pid: number | undefined): number {
  try {
    // After the name of the command, which may hold anything: utime and stime are the 12th and 13th (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number.isNaN(tick)) tick = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
    return (Number(fields[11]) + Number(fields[12])) * tick;
  } catch {
    return Number.NaN;
  }
}
