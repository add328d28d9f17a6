import { openApi } from '../candidate/index.ts';
import { planJsonSchema } from '../core/index.ts';
import { type Command, exitCode } from './command.ts';

/** `probant contrat` */
export const contractCommand: Command = {
  options: { plan: { type: 'boolean', help: 'Schéma JSON du plan, au lieu du contrat' } },
  run({ options, say }) {
    say(JSON.stringify(options['plan'] === true ? planJsonSchema() : openApi(), null, 2));
    return Promise.resolve(exitCode.ok);
  },
};
