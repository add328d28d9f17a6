import type { Command, CommandEntry } from './command.ts';

/** The help of a command, or of all of them. */
export async function help(commands: readonly CommandEntry[], name?: string): Promise<string> {
  const entry = commands.find((candidate) => candidate.name === name);
  return entry === undefined ? overview(commands) : detail(entry, await entry.load());
}

function overview(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `probant <commande> [options]\n\n${lines.join('\n')}\n\n« probant aide <commande> » décrit ses options. Codes de sortie : 0 conforme, 1 non conforme,\n2 configuration, 3 environnement, 130 interrompu.\n`;
}

function detail({ name, summary }: CommandEntry, { operands, options }: Command): string {
  const entries = Object.entries(options).map(([option, { type, help }]) => {
    const left = type === 'string' ? `--${option} <valeur>` : `--${option}`;
    return `  ${left.padEnd(26)}  ${help}`;
  });
  return `probant ${name}${operands === undefined ? '' : ` ${operands}`}\n\n${summary}\n${entries.length > 0 ? `\n${entries.join('\n')}\n` : ''}`;
}
