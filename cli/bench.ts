import { join, resolve } from 'node:path';
import { EvidenceStore, Journal, loadPlan, type Plan, parsePlan } from '../core/index.ts';
import { planBench } from '../mocks/index.ts';
import { type Command, exitCode, type Invocation, textOption } from './command.ts';
import { serviceLines } from './services.ts';

/** Without a plan, the bench listens on the loopback. */
const defaults = 'version: 1\nproduit: { nom: banc, version: "0" }\ncouloir: MDV-LGC\ncandidat: { pilote: guided }\n';

/** `probant bench` */
export const benchCommand: Command = {
  options: {
    plan: { type: 'string', help: 'Plan dont la partie « banc » règle adresses, noms et autorités' },
    dossier: { type: 'string', help: 'Dossier des certificats, du .env et du journal (défaut : .probant/banc)' },
  },
  async run(invocation: Invocation) {
    const { environment, options, say } = invocation;
    const path = textOption(options, 'plan');
    const { banc }: Pick<Plan, 'banc'> =
      path === undefined ? parsePlan(defaults, environment.cwd) : (await loadPlan(environment, path)).plan;
    const folder = resolve(environment.cwd, textOption(options, 'dossier') ?? join('.probant', 'banc'));
    await environment.fs.mkdir(folder);
    const store = new EvidenceStore(environment, join(folder, 'octets'));
    const journal = new Journal(environment, store, join(folder, 'echanges.ndjson'));
    const bench = await planBench(environment, banc, { folder, journal, control: { port: 0 } });
    for (const line of serviceLines(bench.endpoints)) say(line);
    if (bench.control !== undefined) say(`API de contrôle : ${bench.control.url}`);
    say(`Certificats et variables : ${bench.files.env}`);
    say('Banc prêt (Ctrl-C pour arrêter)');
    await untilStopped();
    await bench.stop();
    return exitCode.ok;
  },
};

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
