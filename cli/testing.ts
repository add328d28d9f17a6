import { Writable } from 'node:stream';
import { type Environment, processEnvironment } from '../core/index.ts';
import { main } from './main.ts';

/** What a command answered. */
export interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs `probant` in a folder. */
export async function probant(cwd: string, argv: string[], overrides: Partial<Environment> = {}): Promise<Outcome> {
  const [out, err] = [sink(), sink()];
  const environment = processEnvironment({ cwd, env: {}, stdout: out.stream, stderr: err.stream, ...overrides });
  const code = await main(argv, environment);
  return { code, out: out.text(), err: err.text() };
}

function sink(): { stream: Writable; text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
