import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Environment, messageOf, type Plan, ProbantError } from '../core/index.ts';

/** A product that the run started. */
export interface StartedProduct {
  stop(): Promise<void>;
}

/** How long a product may take to end after SIGTERM, in ms. */
const grace = 3000;

/**
 * Starts the product of the plan with the bench's addresses and certificates in its environment, and waits until it answers.
 * A plan without `candidat.demarrage` names a product that runs already.
 *
 * @throws {@link ProbantError} `produit_non_demarre`
 */
export async function startProduct(
  environment: Environment,
  plan: Plan,
  benchEnv: Record<string, string>,
): Promise<StartedProduct> {
  const start = plan.candidat.demarrage;
  if (start === undefined) return { stop: async () => undefined };
  const [program = '', ...args] = start.commande;
  const command = start.commande.join(' ');
  // Its standard input closes with this process: a product that watches it never outlives the run.
  const child = spawn(program, args, {
    cwd: environment.cwd,
    env: { ...environment.env, ...benchEnv, PROBANT_LANCE: '1', PROBANT_COULOIR: plan.couloir },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = tail(child);
  try {
    await ready(child, { url: start.pret, timeoutMs: start.delai });
  } catch (thrown) {
    await stop(child);
    throw new ProbantError(
      'produit_non_demarre',
      { commande: command, detail: [messageOf(thrown), output()].filter(Boolean).join(' — ') },
      thrown,
    );
  }
  return { stop: () => stop(child) };
}

/** The last lines that the product printed. */
function tail(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-2000);
    });
  }
  return () => text.trim().split('\n').slice(-3).join(' / ');
}

async function ready(child: ChildProcess, { url, timeoutMs }: { url: string; timeoutMs: number }): Promise<void> {
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new ProbantError('produit_arrete', { code: String(code) })));
  });
  const deadline = AbortSignal.timeout(timeoutMs);
  const answers = async (): Promise<void> => {
    while (!deadline.aborted) {
      const response = await fetch(url, { signal: deadline }).catch(() => undefined);
      if (response?.ok) return;
      await sleep(50);
    }
    throw new ProbantError('produit_injoignable', { adresse: url, detail: `aucune réponse en ${timeoutMs} ms` });
  };
  await Promise.race([answers(), ended]);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), grace);
  await exited;
  clearTimeout(timer);
}
