import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ServerProcess } from './server-process.ts';
import { median } from './statistics.ts';

/** How fast a bench starts, in milliseconds. */
export interface Readiness {
  /** From the call that starts the services to the last that listens, keys and certificates made. */
  services: number[];
  /** From the start of the process of `probant bench` to its line « Banc prêt ». */
  command: number[];
}

/** Starts benches one after the other. */
export async function measureReadiness(folder: string, starts: number): Promise<Readiness> {
  const readiness: Readiness = { services: [], command: [] };
  for (let i = 0; i < starts; i += 1) {
    readiness.services.push(await servicesReady(join(folder, `services-${i}`)));
    readiness.command.push(await commandReady(join(folder, `commande-${i}`)));
  }
  return readiness;
}

/** The middle of the starts: making RSA keys takes a time of chance. */
export function typical({ services, command }: Readiness): { services: number; command: number } {
  return { services: median(services), command: median(command) };
}

async function servicesReady(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const server = await ServerProcess.start(folder);
  await server.stop();
  return server.servicesMilliseconds;
}

function commandReady(folder: string): Promise<number> {
  return new Promise((done, reject) => {
    const started = performance.now();
    const env = { ...process.env, PROBANT_SANS_PREPARATION: '1' };
    const child = spawn(process.execPath, [resolve('bin', 'probant.js'), 'bench', '--dossier', folder], { env });
    let ready = Number.NaN;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (!Number.isNaN(ready) || !said.includes('Banc prêt')) return;
      ready = performance.now() - started;
      child.kill('SIGTERM');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (Number.isNaN(ready)) reject(new Error(`« probant bench » s’est arrêté (code ${code}) : ${said}`));
      else done(ready);
    });
  });
}
