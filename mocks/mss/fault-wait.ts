import { setTimeout as wait } from 'node:timers/promises';

const longest = 10 * 60_000;

/**
 * Keeps an answer waiting, in milliseconds: ten minutes at most, for a program must not hold a connection for ever. Does not
 * hold the process: a bench that stops cuts the client meanwhile.
 */
export async function faultWait(ms: number): Promise<void> {
  if (ms > 0) await wait(Math.min(ms, longest), undefined, { ref: false });
}
