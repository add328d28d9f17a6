import type { Finding } from '../../core/index.ts';
import { exampleBytes, exampleOf, judgeSeen, type RuleExample } from '../../rules/examples/index.ts';
import { ruleById } from '../../rules/index.ts';
import { judge, rulesFor } from './judge.ts';
import { kindLabels, kinds } from './kinds.ts';
import { prepare } from './pieces.ts';

const looksAt = { lecture: 'une lecture d’écran', echanges: 'des échanges', document: 'un document' } as const;

/**
 * Says what a rule is and where it comes from, with a right and a wrong example. The wrong one is judged: its finding is
 * what the rule says of it.
 *
 * @throws {@link ProbantError} `regle_inconnue`
 */
export async function explain(id: string): Promise<string> {
  const { version, title, source, appliesTo } = ruleById(id);
  const example = await exampleOf(id);
  const head = [
    `${id} v${version}`,
    title,
    '',
    `source    ${source}`,
    `regarde   ${fileKinds(id) || looksAt[appliesTo]}`,
  ];
  return [...head, ...(await shown(id, example))].join('\n');
}

/** The kinds of files that a rule is asked about. */
function fileKinds(id: string): string {
  const asked = kinds.filter((kind) => rulesFor(kind).some((rule) => rule.id === id));
  return asked.map((kind) => kindLabels[kind]).join(', ');
}

async function shown(id: string, example: RuleExample): Promise<string[]> {
  const findings = await judgeExample(id, example, 'wrong');
  const severities = [...new Set(findings.map(({ severity }) => severity))];
  const [first] = findings;
  return [
    `gravité   ${severities.join(', ')}`,
    ...(example.parameters === undefined ? [] : [`donné     ${JSON.stringify(example.parameters)}`]),
    ...('file' in example && example.inside !== undefined ? [`dans      ${example.inside}`] : []),
    '',
    `juste     ${sideText(example, 'right')}`,
    `faux      ${sideText(example, 'wrong')}`,
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

function sideText(example: RuleExample, side: 'right' | 'wrong'): string {
  if ('read' in example) return JSON.stringify(example.read[side]);
  const text = 'seen' in example ? example.seen[side] : example[side];
  return text === '' ? '(rien)' : text.replaceAll(/\r\n?/g, ' ⏎ ');
}

/** What a rule says of the right or the wrong side of its example; a file is judged as `probant check` does. */
export async function judgeExample(id: string, example: RuleExample, side: 'right' | 'wrong'): Promise<Finding[]> {
  if (!('file' in example)) return judgeSeen(id, example, side);
  const { piece } = prepare(await exampleBytes(example, side), example.file, []);
  const parameters = example.parameters === undefined ? {} : { [id]: example.parameters };
  const { findings, looked } = await judge(piece, { parameters, authorities: null });
  return looked.some(({ rule }) => rule === id) ? findings.filter(({ rule }) => rule === id) : [];
}
