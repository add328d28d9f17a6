import { listAttempts, runsFolder } from '../core/index.ts';
import { type Command, exitCode } from './command.ts';

/** `probant tentatives` */
export const attemptsCommand: Command = {
  options: {},
  async run({ environment, say }) {
    const attempts = await listAttempts(environment);
    if (attempts.length === 0) say(`Aucune tentative dans ${runsFolder}.`);
    for (const { id, state, opening, events } of attempts) {
      const checks = events.filter(({ type }) => type === 'verification').length;
      say(
        `${id}  ${state.padEnd(11)}  ${opening.couloir}  ${opening.produit.nom} ${opening.produit.version}  ${checks} vérifications`,
      );
    }
    return exitCode.ok;
  },
};
