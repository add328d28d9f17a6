import { loadPlan, ProbantError } from '../core/index.ts';
import { type Command, type Invocation, textOption } from './command.ts';
import { playAndSeal, sealOptions } from './play-and-seal.ts';

/** `probant run --plan plan.yaml` */
export const runCommand: Command = {
  options: {
    plan: { type: 'string', help: 'Fichier du plan (docs/plan.md)' },
    'sans-sceau': { type: 'boolean', help: 'Ne scelle pas le dossier' },
    ...sealOptions,
  },
  async run(invocation: Invocation) {
    const path = textOption(invocation.options, 'plan');
    if (path === undefined)
      throw new ProbantError('option_invalide', { detail: '--plan est obligatoire', commande: 'run' });
    return playAndSeal(invocation, await loadPlan(invocation.environment, path));
  },
};
