import { join, resolve } from 'node:path';
import { loadPlan, type Plan, ProbantError, parsePlan } from '../core/index.ts';
import {
  type Bench,
  type BenchIdentity,
  benchJournal,
  keptIdentity,
  planBench,
  Tenants,
  tenantRoutes,
} from '../mocks/index.ts';
import { type Command, exitCode, type Invocation, listOption, type OptionValues, textOption } from './command.ts';
import { serviceLines } from './services.ts';

/** Without a plan, the bench listens on the loopback. */
const defaults = 'version: 1\nproduit: { nom: banc, version: "0" }\ncouloir: MDV-LGC\ncandidat: { pilote: guided }\n';

// Nobody judges what a bench on its own receives: it refuses what a run would leave to its rules.
const strict = { insiSchemas: 'controles' } as const;

/** `probant bench` */
export const benchCommand: Command = {
  options: {
    plan: { type: 'string', help: 'Plan dont la partie « banc » règle adresses, noms et autorités' },
    dossier: { type: 'string', help: 'Dossier des certificats, du .env et du journal (défaut : .probant/banc)' },
    garder: {
      type: 'boolean',
      help: 'Garde autorités, secret et clé dans le dossier : le banc redémarré est le même pour votre produit',
    },
    jours: { type: 'string', help: 'Efface au démarrage les journaux de plus de tant de jours (défaut : aucun)' },
    locataire: { type: 'string', multiple: true, help: 'Ouvre aussi un banc isolé de ce nom' },
  },
  async run(invocation: Invocation) {
    const { environment, options, say } = invocation;
    const path = textOption(options, 'plan');
    const { banc }: Pick<Plan, 'banc'> =
      path === undefined ? parsePlan(defaults, environment.cwd) : (await loadPlan(environment, path)).plan;
    const folder = resolve(environment.cwd, textOption(options, 'dossier') ?? join('.probant', 'banc'));
    await environment.fs.mkdir(folder);
    const days = daysOf(options);
    const journal = await benchJournal(environment, folder, days);
    const identityOf = async (where: string): Promise<{ identity?: BenchIdentity }> =>
      options['garder'] === true ? { identity: await keptIdentity(environment, where) } : {};
    const tenants = new Tenants({
      environment,
      folder: join(folder, 'locataires'),
      days,
      // Ports of the plan are those of the first bench; tenants take free ones.
      start: async (own) =>
        planBench(
          environment,
          { ...banc, ports: freePorts(banc.ports) },
          { ...own, ...strict, ...(await identityOf(own.folder)) },
        ),
    });
    const control = { port: banc.ports.controle, routes: tenantRoutes(tenants) };
    const bench = await planBench(environment, banc, {
      folder,
      journal,
      control,
      ...strict,
      ...(await identityOf(folder)),
    });
    try {
      tell(bench, say);
      for (const name of listOption(options, 'locataire')) {
        say(`Locataire « ${name} » :`);
        tell((await tenants.open(name)).bench, say);
      }
      say('Banc prêt (Ctrl-C pour arrêter)');
      await untilStopped();
    } finally {
      await Promise.all([bench.stop(), tenants.stop()]);
    }
    return exitCode.ok;
  },
};

/** @throws {@link ProbantError} `option_invalide` */
function daysOf(options: OptionValues): number | undefined {
  const text = textOption(options, 'jours');
  if (text === undefined || /^\d{1,5}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new ProbantError('option_invalide', { detail: '« --jours » veut un nombre de jours', commande: 'bench' });
}

function tell(bench: Bench, say: Invocation['say']): void {
  for (const line of serviceLines(bench.endpoints)) say(line);
  if (bench.control !== undefined) say(`API de contrôle : ${bench.control.url}`);
  say(`Certificats et variables : ${bench.files.env}`);
}

function freePorts(ports: Plan['banc']['ports']): Plan['banc']['ports'] {
  return Object.fromEntries(Object.keys(ports).map((name) => [name, 0])) as Plan['banc']['ports'];
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
