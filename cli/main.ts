import { parseArgs } from 'node:util';
import { type Environment, isProbantError, messageOf, ProbantError, processEnvironment } from '../core/index.ts';
import { type Command, exitCode, type OptionValues } from './command.ts';
import { commands } from './commands.ts';
import { help } from './help.ts';

/**
 * Runs `probant` with its arguments (without program and script).
 *
 * @returns the exit code; errors are told in French on the standard error, with what to do next
 */
export async function main(argv: string[], environment: Environment = processEnvironment()): Promise<number> {
  const [name = 'aide', ...rest] = argv;
  try {
    if (['aide', '--help', '-h', '--aide'].includes(name)) return tell(environment, await help(commands, rest[0]));
    const entry = commands.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new ProbantError('commande_inconnue', { commande: name });
    if (rest.includes('--help') || rest.includes('--aide')) return tell(environment, await help(commands, name));
    const command = await entry.load();
    const { values, positionals } = parse(name, command, rest);
    const say = (line: string): void => void environment.stdout.write(`${line}\n`);
    return await command.run({ environment, operands: positionals, options: values as OptionValues, say });
  } catch (thrown) {
    return fail(environment, thrown);
  }
}

function parse(name: string, command: Command, args: string[]): { values: unknown; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: command.operands !== undefined, strict: true });
  } catch (thrown) {
    throw new ProbantError('option_invalide', { detail: messageOf(thrown), commande: name }, thrown);
  }
}

function tell(environment: Environment, text: string): number {
  environment.stdout.write(text);
  return exitCode.ok;
}

function fail({ stderr, env }: Environment, thrown: unknown): number {
  if (!isProbantError(thrown)) {
    // A bug of ours: its trace is what its mender needs.
    stderr.write(`Erreur interne : ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
    return exitCode.environment;
  }
  stderr.write(`Erreur (${thrown.code}) : ${thrown.message}\n→ ${thrown.remedy}\n`);
  if (env['PROBANT_TRACE'] !== undefined) stderr.write(`${thrown.stack ?? ''}\n`);
  return thrown.kind === 'environnement' ? exitCode.environment : exitCode.configuration;
}
