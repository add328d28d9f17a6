import { exampleFile, exampleOf, type RuleExample } from '../../rules/examples/index.ts';
import { ruleById } from '../../rules/index.ts';
import { judge, rulesFor } from './judge.ts';
import { kindLabels, kinds } from './kinds.ts';
import { prepare } from './pieces.ts';
import type { FileFinding } from './report.ts';
import { whyUnsuited } from './unsuited.ts';

const looksAt = { lecture: 'une lecture d’écran', echanges: 'des échanges', document: 'un document' } as const;

/**
 * Says what a rule is and where it comes from, with a right and a wrong example. The wrong one is judged: its finding is
 * what the rule says of it.
 *
 * @throws {@link ProbantError} `regle_inconnue`
 */
export async function explain(id: string): Promise<string> {
  const { version, title, source, appliesTo } = ruleById(id);
  const example = exampleOf(id);
  const head = [
    `${id} v${version}`,
    title,
    '',
    `source    ${source}`,
    `regarde   ${fileKinds(id) || looksAt[appliesTo]}`,
  ];
  return [...head, ...(example === null ? withoutExample(id) : await shown(example))].join('\n');
}

/** The kinds of files that a rule is asked about. */
function fileKinds(id: string): string {
  const asked = kinds.filter((kind) => rulesFor(kind).some((rule) => rule.id === id));
  return asked.map((kind) => kindLabels[kind]).join(', ');
}

function withoutExample(id: string): string[] {
  const why =
    whyUnsuited(id, false) ??
    (fileKinds(id) !== '' ? 'aucun n’est donné' : 'elle ne se juge que pendant une tentative');
  return ['gravité   bloquant, sauf mention contraire du constat', `exemple   ${why}`];
}

async function shown(example: RuleExample): Promise<string[]> {
  const findings = await judgeExample(example, 'wrong');
  const severities = [...new Set(findings.map(({ severity }) => severity))];
  const [first] = findings;
  return [
    `gravité   ${severities.join(', ')}`,
    ...(example.parameters === undefined ? [] : [`donné     ${JSON.stringify(example.parameters)}`]),
    ...(example.inside === undefined ? [] : [`dans      ${example.inside}`]),
    '',
    `juste     ${fragment(example.right)}`,
    `faux      ${fragment(example.wrong)}`,
    ...(first === undefined
      ? []
      : [
          '',
          `constat   ${first.code} : ${first.message}`,
          `où        ${first.where}`,
          `attendu   ${first.expected}`,
          `obtenu    ${first.got}`,
          `remède    ${first.remedy}`,
        ]),
  ];
}

function fragment(text: string): string {
  return text === '' ? '(rien)' : text.replaceAll('\r\n', ' ⏎ ');
}

/** What the rule of an example says of its right or its wrong file. */
export async function judgeExample(example: RuleExample, side: 'right' | 'wrong'): Promise<FileFinding[]> {
  const bytes = await exampleFile(example.file, side === 'wrong' ? example : undefined);
  const { piece } = prepare(bytes, example.file, []);
  const parameters = example.parameters === undefined ? {} : { [example.rule]: example.parameters };
  const { findings, looked } = await judge(piece, { parameters, authorities: null });
  const own = findings.filter(({ rule }) => rule === example.rule);
  return looked.some(({ rule }) => rule === example.rule) ? own : [];
}
