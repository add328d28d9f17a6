import { resolve } from 'node:path';
import { z } from 'zod';
import { type Environment, messageOf, openZip, ProbantError } from '../../core/index.ts';
import { containerLimits, dossierPaths } from '../../reports/index.ts';
import { fixedSets } from './fixed.ts';
import { type RuleSetManifest, ruleSetSchema } from './manifest-schema.ts';

/** A set of rules to compare: a manifest, or what a dossier says of the rules that judged it. */
export interface KnownRuleSet {
  /** French: `jeu 2026.11 (3f2a…) du 2026-11-22, Probant 0.1.0`. */
  name: string;
  digest: string;
  /** Every rule of the set, or only those that judged something. */
  complete: boolean;
  rules: ReadonlyMap<string, KnownRule>;
}

/** What a set tells of a rule; a dossier keeps but its version. */
export interface KnownRule {
  version: string;
  titre?: string;
  source?: string;
  empreinte?: string;
}

const dossierSchema = z.object({
  tentative: z.object({ ouverte: z.string() }),
  probant: z.object({ version: z.string(), regles: z.string(), jeu: z.string() }),
});

const checkSchema = z.object({ type: z.literal('verification'), rule: z.string(), ruleVersion: z.string() });

/** A set of rules as a manifest of it is. */
export function setOfManifest(manifest: RuleSetManifest): KnownRuleSet {
  const { probant, version, date, empreinte, regles } = manifest;
  return {
    name: named({ probant, version, empreinte, date }),
    digest: empreinte,
    complete: true,
    rules: new Map(regles.map(({ id, ...rule }) => [id, rule])),
  };
}

/**
 * Reads a set of rules: a version that was fixed, the JSON of `probant rules --json`, or a dossier.
 *
 * @throws {@link ProbantError} `jeu_de_regles_illisible`
 */
export async function readRuleSet({ fs, cwd }: Pick<Environment, 'fs' | 'cwd'>, named: string): Promise<KnownRuleSet> {
  const fixed = fixedSets().find(({ version }) => version === named);
  if (fixed !== undefined) return setOfManifest(fixed);
  const path = resolve(cwd, named);
  try {
    const start = await fs.readPart(path, { offset: 0, length: 2 });
    if (start.toString('latin1') === 'PK') return await setOfDossier(path);
    return setOfManifest(ruleSetSchema.parse(JSON.parse((await fs.readFile(path)).toString('utf8'))));
  } catch (thrown) {
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw new ProbantError('jeu_de_regles_illisible', { chemin: path, detail }, thrown);
  }
}

async function setOfDossier(path: string): Promise<KnownRuleSet> {
  const zip = await openZip(path, containerLimits);
  try {
    const document = dossierSchema.parse(JSON.parse((await zip.read(dossierPaths.document)).toString('utf8')));
    const { probant, tentative } = document;
    const events = (await zip.read(dossierPaths.events)).toString('utf8');
    return {
      name: named({
        probant: probant.version,
        version: probant.jeu,
        empreinte: probant.regles,
        date: tentative.ouverte,
      }),
      digest: probant.regles,
      complete: false,
      rules: judgedBy(events),
    };
  } finally {
    zip.close();
  }
}

/** The rules that judged something, and their versions. */
function judgedBy(events: string): Map<string, KnownRule> {
  const rules = new Map<string, KnownRule>();
  for (const line of events.split('\n').filter((text) => text.trim() !== '')) {
    const event = checkSchema.safeParse(JSON.parse(line));
    if (event.success) rules.set(event.data.rule, { version: event.data.ruleVersion });
  }
  return rules;
}

function named({ probant, version, empreinte, date }: Omit<RuleSetManifest, 'format' | 'regles'>): string {
  return `jeu ${version} (${empreinte.slice(0, 12)}), ${date.slice(0, 10)}, Probant ${probant}`;
}
