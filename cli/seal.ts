import { basename, join, resolve } from 'node:path';
import {
  type Environment,
  listAttempts,
  type Plan,
  ProbantError,
  parsePlan,
  readAttempt,
  runsFolder,
  type StoredAttempt,
} from '../core/index.ts';
import { laneOfOpening } from '../runs/index.ts';
import { type Command, exitCode, textOption } from './command.ts';
import { seal, sealOptions } from './play-and-seal.ts';

/** `probant seal [tentative]` */
export const sealCommand: Command = {
  operands: '[tentative]',
  options: sealOptions,
  async run(invocation) {
    const { environment, operands, options } = invocation;
    const attempt = await chosenAttempt(environment, operands[0]);
    const plan = await planOf(environment, attempt);
    // A key given by itself replaces the plan's pair, never half of it.
    if ((textOption(options, 'cle') === undefined) !== (textOption(options, 'certificat') === undefined)) {
      throw new ProbantError('option_invalide', { detail: '--cle et --certificat vont ensemble', commande: 'seal' });
    }
    await seal(invocation, {
      folder: attempt.folder,
      lane: await laneOfOpening(attempt.opening, (digest) => attempt.store.get(digest)),
      plan,
    });
    return exitCode.ok;
  },
};

async function chosenAttempt(environment: Environment, name: string | undefined): Promise<StoredAttempt> {
  if (name !== undefined) {
    const folder = name === basename(name) ? join(environment.cwd, runsFolder, name) : resolve(environment.cwd, name);
    return readAttempt(environment, folder);
  }
  const last = (await listAttempts(environment)).at(-1);
  if (last === undefined)
    throw new ProbantError('tentative_introuvable', { tentative: 'dernière', dossier: runsFolder });
  return last;
}

/** The plan that an attempt was played with; it may name variables that only its run had. */
async function planOf(
  environment: Environment,
  { opening, store, folder }: StoredAttempt,
): Promise<Pick<Plan, 'sceau' | 'horodatage'>> {
  const text = (await store.get(opening.plan.sha256)).toString('utf8');
  const env = new Proxy({ ...environment.env }, { get: (known, name: string) => known[name] ?? '1' });
  return parsePlan(text, join(folder, 'plan.yaml'), env);
}
