import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf, ProbantError } from '../../core/index.ts';
import { locations } from '../locations.ts';
import { type RuleSetManifest, ruleSetSchema } from './manifest-schema.ts';

const folder = new URL('jeux/', locations.rules);

/**
 * The sets of rules that were fixed under a version and a date, oldest first: each stands in `rules/jeux/`, as
 * `probant rules --json` wrote it.
 *
 * @throws {@link ProbantError} `jeu_de_regles_illisible`
 */
export function fixedSets(): RuleSetManifest[] {
  const path = fileURLToPath(folder);
  const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.json')) : [];
  return names
    .map((name) => readFixed(fileURLToPath(new URL(name, folder))))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** Version and date of the set of that digest; of another one, the last that was fixed and a `+`: it goes on from there. */
export function versionOf(digest: string, sets: readonly RuleSetManifest[]): { version: string; date: string | null } {
  const same = sets.find(({ empreinte }) => empreinte === digest);
  if (same !== undefined) return { version: same.version, date: same.date };
  return { version: `${sets.at(-1)?.version ?? '0'}+`, date: null };
}

function readFixed(path: string): RuleSetManifest {
  try {
    return ruleSetSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw new ProbantError('jeu_de_regles_illisible', { chemin: path, detail }, thrown);
  }
}
