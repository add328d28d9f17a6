import type { ChildProcess } from 'node:child_process';

/** The next message of its type that a forked bench sends; rejects when the process ends before. */
export function told<M extends { type: string }>(child: ChildProcess, type: M['type']): Promise<M> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null, signal: string | null): void =>
      reject(new Error(`le processus du banc s’est arrêté (${code ?? signal})`));
    child.once('exit', failed);
    child.on('message', function listen(message) {
      if ((message as M).type !== type) return;
      child.removeListener('message', listen).removeListener('exit', failed);
      resolve(message as M);
    });
  });
}

/** Tells a forked bench to end, and waits until it has. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.send('fin');
  await gone;
}
