import { renderReplay, replay } from '../runs/index.ts';
import { type Command, exitCode } from './command.ts';
import { operand } from './verify.ts';

/** `probant replay dossier.asice` */
export const replayCommand: Command = {
  operands: '<dossier.asice>',
  options: { json: { type: 'boolean', help: 'Rapport en JSON' } },
  async run(invocation) {
    const report = await replay(operand(invocation, 'replay'));
    const { results: _, ...short } = report;
    invocation.say(
      invocation.options['json'] === true ? JSON.stringify(short, null, 2) : renderReplay(report).trimEnd(),
    );
    return report.agrees ? exitCode.ok : exitCode.failed;
  },
};
