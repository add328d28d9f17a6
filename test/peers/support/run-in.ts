import { spawn } from 'node:child_process';

/** What a command said. */
export interface Said {
  status: number | null;
  stdout: string;
  /** Its standard output, then its standard error. */
  text: string;
}

/** Runs a command in a folder, its home too, while this process serves it. */
export function runIn(folder: string, [name, ...args]: readonly [string, ...string[]], input = ''): Promise<Said> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, HOME: folder, TERM: 'xterm' };
    const child = spawn(name, args, { timeout: 20_000, cwd: folder, env });
    const said: Buffer[] = [];
    const complained: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complained.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => {
      const stdout = Buffer.concat(said).toString('utf8');
      resolve({ status, stdout, text: stdout + Buffer.concat(complained).toString('utf8') });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
