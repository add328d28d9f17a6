import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allRules, type Rule, ruleFile } from '../../rules/index.ts';
import { type SeenRed, seenRed } from '../../runs/rule-set/index.ts';
import { cell } from './markdown.ts';

/** What each domain judges; a domain that is not here is shown under its own name. */
const domains: Readonly<Record<string, string>> = {
  annuaire: 'Annuaire Santé',
  cda: 'Documents CDA R2',
  datamatrix: 'Datamatrix INS',
  dmp: 'DMP',
  document: 'Documents du dossier, à l’écran',
  ergo: 'Ergonomie de la saisie',
  hl7: 'Messages HL7 v2',
  identite: 'Identité INS, en données',
  ins: 'Identité INS, à l’écran et dans les éditions',
  insi: 'Téléservice INSi',
  lecture: 'Lectures d’écran',
  messagerie: 'Messagerie, à l’écran',
  mss: 'Courriels MSSanté',
  pdf: 'PDF',
  psc: 'Pro Santé Connect',
  tableau: 'Tableau de bord',
  tls: 'Connexions TLS',
  vihf: 'VIHF',
  xdm: 'Archives IHE XDM',
  xds: 'Métadonnées XDS',
};

const looksAt: Readonly<Record<Rule['appliesTo'], string>> = {
  lecture: 'écran',
  echanges: 'échanges',
  document: 'document',
};

/** The text of `docs/regles.md`: every rule, what it holds a product to, how gravely, and on what ground. */
export async function rulesPage(): Promise<string> {
  const rules = allRules();
  const seen = new Map((await seenRed()).map((one) => [one.rule, one]));
  const names = [...new Set(rules.map(domainOf))];
  return [
    '# Les règles',
    '',
    '<!-- Page faite par « node scripts/services.ts » depuis les règles de rules/ : ne pas la corriger ici. -->',
    '',
    `${rules.length} règles. La version d’une règle monte chaque fois que son jugement change.`,
    '',
    '- **gravité** : celles que ses constats peuvent avoir ; un constat bloquant rend le point de contrôle non conforme ;',
    '- **regarde** : un écran lu par le pilote, les échanges du journal, ou un document ;',
    '- **vue rouge par** : les défauts plantés du produit témoin que la contre-épreuve lui a vu trouver, et son exemple faux',
    '  (« fichier faux »), que `probant check` juge ; « rien » dit une règle qui ne prouve rien encore ;',
    '- **source** : la clause, et ce qui en est inféré ou de seconde main.',
    '',
    '`probant check --explain <règle>` montre un exemple juste et un faux ; `probant rules --json` donne cette liste à un',
    'programme, et `probant rules diff` compare deux listes ([check](check.md)).',
    ...names.flatMap((name) => section(name, rules, seen)),
    '',
  ].join('\n');
}

function domainOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('.'));
}

function section(name: string, rules: Rule[], seen: ReadonlyMap<string, SeenRed>): string[] {
  const own = rules.filter((rule) => domainOf(rule) === name);
  return [
    '',
    `## ${domains[name] ?? name}`,
    '',
    '| règle | version | ce qu’elle veut | gravité | regarde | vue rouge par | source |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...own.map(
      (rule) =>
        `| \`${rule.id}\` | ${rule.version} | ${cell(rule.title)} | ${severitiesOf(rule)} | ${looksAt[rule.appliesTo]} | ${redBy(seen.get(rule.id))} | ${cell(rule.source)} |`,
    ),
  ];
}

const shownDefects = 2;

/** A check that was never seen to fail proves nothing. */
function redBy(seen: SeenRed | undefined): string {
  const { defects = [], wrongFile = false } = seen ?? {};
  const more = defects.length - shownDefects;
  const named = defects.slice(0, shownDefects).map((defect) => `\`${defect}\``);
  const all = [...named, ...(more > 0 ? [`${more} autres défauts`] : []), ...(wrongFile ? ['fichier faux'] : [])];
  return all.join(', ') || 'rien';
}

const lesser = ['avertissement', 'information'];

/** A finding is blocking unless its rule says another gravity, in its file or in one of its folder that it imports. */
function severitiesOf({ id }: Rule): string {
  const file = ruleFile(id);
  const text = readFileSync(fileURLToPath(file), 'utf8');
  const helpers = [...text.matchAll(/from '(\.\/[^']+)'/g)].map(([, path = '']) => new URL(path, file));
  const texts = [text, ...helpers.map((helper) => readFileSync(fileURLToPath(helper), 'utf8'))];
  return ['bloquant', ...lesser.filter((one) => texts.some((source) => source.includes(`'${one}'`)))].join(', ');
}
