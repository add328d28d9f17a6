import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CabinetError } from './cabinet-error.ts';
import { type RunningReference, startReference } from './server.ts';
import { servicesOf } from './services.ts';

/** Starts Cabinet Témoin from the environment: what a product started by a bench gets to know. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const insi = {
    url: needed(env, 'PROBANT_INSI_URL'),
    ca: await readFile(needed(env, 'PROBANT_CA'), 'utf8'),
    cert: await readFile(needed(env, 'PROBANT_INSI_CERT'), 'utf8'),
    key: await readFile(needed(env, 'PROBANT_INSI_KEY'), 'utf8'),
    ...(env['PROBANT_INSI_IDAM'] === undefined ? {} : { idam: env['PROBANT_INSI_IDAM'] }),
  };
  const defects = (env['DEFAUTS'] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const reference = await startReference({
    port: Number(env['PORT'] ?? 0),
    host: env['HOTE'] ?? '127.0.0.1',
    ...(env['PROBANT_COULOIR'] === undefined ? {} : { couloir: env['PROBANT_COULOIR'] }),
    insi,
    services: servicesOf(env, (path) => readFileSync(path, 'utf8')),
    defects,
  });
  process.stdout.write(`Cabinet Témoin prêt : ${reference.url}\n`);
  stopOnSignal(reference);
}

/** A product started by a bench ends with it: its standard input closes when the bench dies, however it dies. */
function stopOnSignal(reference: RunningReference): void {
  if (process.env['PROBANT_LANCE'] === '1') process.stdin.resume().once('end', () => void reference.stop());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void reference.stop());
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new CabinetError('variable_absente', `La variable ${name} est absente.`);
  return value;
}

try {
  await main(process.env);
} catch (thrown) {
  process.stderr.write(
    `Cabinet Témoin n’a pas démarré : ${thrown instanceof Error ? thrown.message : String(thrown)}\n`,
  );
  process.exitCode = 1;
}
