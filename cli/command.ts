import type { Environment } from '../core/index.ts';

/** Exit codes of every command (docs/commandes.md). */
export const exitCode = {
  /** Everything that was judged is as it must be. */
  ok: 0,
  /** The product, or the dossier, is not. */
  failed: 1,
  /** Wrong command line, plan, driver or certificate. */
  configuration: 2,
  /** Something around the product or the bench is out of order. */
  environment: 3,
  /** Stopped before the end. */
  interrupted: 130,
} as const;

/** Options of a command, as parsed by `node:util`. */
export type OptionValues = Record<string, string | boolean | string[] | undefined>;

/** A command as the help lists it. */
export interface CommandEntry {
  name: string;
  /** French, one line. */
  summary: string;
  load(): Promise<Command>;
}

/** A command of `probant`: one file each. */
export interface Command {
  /** Operands, as shown by the help: `<dossier.asice>`. */
  operands?: string;
  options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; help: string }>;
  run(invocation: Invocation): Promise<number>;
}

/** One call of a command. */
export interface Invocation {
  environment: Environment;
  operands: string[];
  options: OptionValues;
  /** Writes a line on the standard output. */
  say: (line: string) => void;
}

/** The text of an option, if it was given. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that may be given several times. */
export function listOption(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}
