import { resolve } from 'node:path';
import { ProbantError, readPem } from '../core/index.ts';
import { renderVerify, verifyDossier } from '../reports/index.ts';
import { ownGrid } from '../runs/index.ts';
import { type Command, exitCode, type Invocation, listOption } from './command.ts';

/** `probant verify dossier.asice` */
export const verifyCommand: Command = {
  operands: '<dossier.asice>',
  options: {
    confiance: { type: 'string', multiple: true, help: 'Certificats de signataires ou d’autorités admis, PEM' },
    'confiance-horodatage': { type: 'string', multiple: true, help: 'Autorités d’horodatage admises, PEM' },
    json: { type: 'boolean', help: 'Rapport en JSON' },
  },
  async run(invocation) {
    const { environment, options, say } = invocation;
    const path = operand(invocation, 'verify');
    const context = await ownGrid(path);
    const report = await verifyDossier(environment, path, {
      ...(context === undefined ? {} : { context }),
      trusted: await certificates(invocation, 'confiance'),
      trustedTime: await certificates(invocation, 'confiance-horodatage'),
    });
    say(options['json'] === true ? JSON.stringify(report, null, 2) : renderVerify(report, { colour: false }));
    return report.accepted ? exitCode.ok : exitCode.failed;
  },
};

/** The one operand of a command, as an absolute path. */
export function operand({ environment, operands }: Invocation, commande: string): string {
  const [path] = operands;
  if (path === undefined)
    throw new ProbantError('option_invalide', { detail: 'le chemin du dossier manque', commande });
  return resolve(environment.cwd, path);
}

function certificates({ environment, options }: Invocation, name: string): Promise<string[]> {
  return Promise.all(listOption(options, name).map((path) => readPem(environment, resolve(environment.cwd, path))));
}
