import { relative } from 'node:path';
import { type LoadedPlan, listAttempts, type Plan, ProbantError, readAttempt } from '../core/index.ts';
import {
  loadCredentials,
  localCredentials,
  localTimeStamper,
  type Results,
  remoteTimeStamper,
  renderSummary,
  type SealOptions,
  sealDossier,
} from '../reports/index.ts';
import { dossierContext, type Lane, type RunOptions, run } from '../runs/index.ts';
import { exitCode, type Invocation, textOption } from './command.ts';
import { serviceLines } from './services.ts';

/** Options of every command that seals. */
export const sealOptions = {
  cle: { type: 'string', help: 'Clé privée du sceau, PEM (défaut : celle du plan, sinon une clé d’essai)' },
  certificat: { type: 'string', help: 'Certificat du sceau, PEM' },
  date: { type: 'string', help: 'Date du sceau, ISO 8601 (défaut : maintenant)' },
} as const;

/** Plays a plan, shows the summary, and seals the dossier unless told not to. */
export async function playAndSeal(
  invocation: Invocation,
  loaded: LoadedPlan,
  options: RunOptions = {},
): Promise<number> {
  const { environment, say } = invocation;
  await tellInterrupted(invocation);
  const started = environment.clock.now();
  const outcome = await run(environment, loaded, {
    ...progress(say),
    warn: say,
    onBench: ({ endpoints, files }) => {
      // A product that runs already has to be told by a person; one that the run starts finds them in its environment.
      if (loaded.plan.candidat.demarrage !== undefined) return;
      for (const line of serviceLines(endpoints)) say(line);
      say(`Certificats et variables pour le produit : ${files.env}`);
    },
    ...options,
  });
  say('');
  say(renderSummary(outcome.results, { width: width(environment.stdout), colour: hasColour(environment) }));
  say(`Durée de la tentative ${outcome.id} : ${((environment.clock.now() - started) / 1000).toFixed(1)} s`);
  if (invocation.options['sans-sceau'] !== true) await seal(invocation, { ...outcome, plan: loaded.plan });
  else say(`Tentative : ${relative(environment.cwd, outcome.folder)}`);
  return codeOf(outcome.results);
}

/** Seals an attempt with the key of the command line, of the plan, or a local test key. */
export async function seal(
  { environment, options, say }: Invocation,
  { folder, lane, plan }: { folder: string; lane: Lane; plan: Pick<Plan, 'sceau' | 'horodatage'> },
): Promise<string> {
  const attempt = await readAttempt(environment, folder);
  const { path, report } = await sealDossier(environment, attempt, {
    ...(await sealWith({ environment, options, plan })),
    context: dossierContext(lane),
  });
  say(`Dossier scellé : ${relative(environment.cwd, path)}`);
  say(`Rapport        : ${relative(environment.cwd, report)}`);
  return path;
}

async function sealWith({
  environment,
  options,
  plan,
}: Pick<Invocation, 'environment' | 'options'> & { plan: Pick<Plan, 'sceau' | 'horodatage'> }): Promise<SealOptions> {
  const key = textOption(options, 'cle') ?? plan.sceau?.cle;
  const certificate = textOption(options, 'certificat') ?? plan.sceau?.certificat;
  const chain = plan.sceau?.chaine;
  const date = dateOption(textOption(options, 'date'), environment.clock.now());
  return {
    credentials:
      key === undefined || certificate === undefined
        ? await localCredentials(environment, 'signature')
        : await loadCredentials(environment, { key, certificate, ...(chain === undefined ? {} : { chain }) }),
    date,
    timeStamper:
      plan.horodatage === undefined
        ? localTimeStamper(await localCredentials(environment, 'horodatage'), date)
        : remoteTimeStamper(environment, plan.horodatage.url),
  };
}

function dateOption(text: string | undefined, now: number): Date {
  const date = new Date(text ?? now);
  if (Number.isNaN(date.getTime())) {
    throw new ProbantError('option_invalide', {
      detail: `« ${text ?? ''} » n’est pas une date ISO 8601`,
      commande: 'seal',
    });
  }
  return date;
}

/** 1 when the product failed somewhere, 3 when something around it stopped a scenario, else 0. */
function codeOf({ scenarios }: Results): number {
  const points = scenarios.flatMap((scenario) => scenario.points);
  if (points.some(({ verdict }) => verdict === 'non_conforme')) return exitCode.failed;
  if (points.some(({ cause }) => cause === 'environnement')) return exitCode.environment;
  if (points.some(({ cause }) => cause === 'configuration')) return exitCode.configuration;
  return exitCode.ok;
}

// A killed run stays what it was: it is shown, never mended.
async function tellInterrupted({ environment, say }: Invocation): Promise<void> {
  for (const { id, state, folder } of await listAttempts(environment)) {
    if (state === 'interrompue')
      say(`Tentative ${id} : interrompue, gardée telle quelle dans ${relative(environment.cwd, folder)}`);
  }
}

function progress(say: (line: string) => void): RunOptions {
  return {
    onScenario: (feature, state) => {
      if (state === 'ferme') say(`  ${feature.scenario.padEnd(22)} ${feature.title}`);
    },
  };
}

function width(stdout: Invocation['environment']['stdout']): number {
  return 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : 100;
}

function hasColour({ stdout, env }: Invocation['environment']): boolean {
  return 'isTTY' in stdout && stdout.isTTY === true && env['NO_COLOR'] === undefined;
}
