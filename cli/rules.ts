import { ProbantError } from '../core/index.ts';
import {
  diffRuleSets,
  type KnownRuleSet,
  neverRed,
  pointsThatAsk,
  type RuleChange,
  type RuleDifference,
  type RuleSetManifest,
  readRuleSet,
  ruleSetManifest,
  type SeenRed,
  seenRed,
  setOfManifest,
} from '../runs/rule-set/index.ts';

import { type Command, exitCode, type Invocation } from './command.ts';

/** `probant rules`, `probant rules diff avant après` */
export const rulesCommand: Command = {
  operands: '[diff <avant> [<après>]]',
  options: { json: { type: 'boolean', help: 'En JSON ; « rules diff » compare deux de ces listes, ou un dossier' } },
  async run(invocation) {
    const [verb, before, after, ...more] = invocation.operands;
    if (verb === undefined) return list(invocation);
    if (verb !== 'diff' || before === undefined || more.length > 0) {
      const detail = 'attendu : « rules », ou « rules diff » et un ou deux jeux de règles';
      throw new ProbantError('option_invalide', { commande: 'rules', detail });
    }
    return compare(invocation, before, after);
  },
};

async function list({ environment, options, say }: Invocation): Promise<number> {
  const manifest = ruleSetManifest(environment);
  say(options['json'] === true ? JSON.stringify(manifest, null, 2) : listed(manifest, await seenRed()));
  return exitCode.ok;
}

function listed({ probant, version, date, empreinte, regles }: RuleSetManifest, seen: readonly SeenRed[]): string {
  const red = new Map(seen.map((one) => [one.rule, redBy(one)]));
  const lines = regles.map(({ id, version: ruleVersion, porte_sur: looksAt, titre, source }) =>
    [`${id} v${ruleVersion} (${looksAt})`, `  ${titre}`, `  ${source}`, `  vue rouge par : ${red.get(id)}`].join('\n'),
  );
  const never = neverRed(seen);
  const end = never.length === 0 ? 'Chaque règle a été vue rouge.' : `Jamais vues rouges : ${never.join(', ')}`;
  const head = `Jeu de règles ${version} du ${date.slice(0, 10)}, ${regles.length} règles, Probant ${probant}, empreinte ${empreinte}`;
  return [head, ...lines, end].join('\n\n');
}

function redBy({ defects, wrongFile }: SeenRed): string {
  return [...defects, ...(wrongFile ? ['son exemple faux'] : [])].join(', ') || 'rien';
}

/** One set alone is compared with the rules of this release. */
async function compare({ environment, options, say }: Invocation, first: string, second?: string): Promise<number> {
  const before = await readRuleSet(environment, first);
  const after =
    second === undefined ? setOfManifest(ruleSetManifest(environment)) : await readRuleSet(environment, second);
  const differences = diffRuleSets(before, after);
  say(
    options['json'] === true
      ? JSON.stringify(document(before, after, differences), null, 2)
      : told(before, after, differences),
  );
  return exitCode.ok;
}

function document(before: KnownRuleSet, after: KnownRuleSet, differences: RuleDifference[]): Record<string, unknown> {
  return {
    format: 'probant-regles-ecarts/1',
    avant: before.name,
    apres: after.name,
    ecarts: differences.map(({ rule, change, before: old, after: fresh }) => ({
      regle: rule,
      ecart: change,
      avant: old,
      apres: fresh,
      points: pointsThatAsk(rule),
    })),
  };
}

const changes: Readonly<Record<RuleChange, string>> = {
  ajoutee: 'ajoutée',
  retiree: 'retirée',
  version: 'version',
  jugement: 'jugement changé sans changer de version',
  titre: 'titre',
  source: 'source',
};

function told(before: KnownRuleSet, after: KnownRuleSet, differences: RuleDifference[]): string {
  const lines = differences.map(({ rule, change, before: old, after: fresh }) => {
    if (change === 'ajoutee' || change === 'retiree') return `${rule} : ${changes[change]} (v${fresh ?? old})`;
    return change === 'jugement'
      ? `${rule} : ${changes[change]}`
      : `${rule} : ${changes[change]}\n  - ${old}\n  + ${fresh}`;
  });
  const touched = [...new Set(differences.flatMap(({ rule }) => pointsThatAsk(rule)))].sort();
  const partial = [before, after].some(({ complete }) => !complete)
    ? ['Un dossier ne nomme que les règles qui l’ont jugé : les autres ne sont ni ajoutées ni retirées.']
    : [];
  const end =
    before.digest === after.digest && differences.length === 0
      ? 'Même jeu de règles.'
      : `${differences.length} écart(s).`;
  const points =
    touched.length === 0
      ? []
      : [`Points de contrôle que ces règles jugent (${touched.length}) : ${touched.join(', ')}`];
  return [`avant : ${before.name}`, `après : ${after.name}`, ...partial, ...lines, ...points, end].join('\n');
}
