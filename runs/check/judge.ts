import { z } from 'zod';
import { type Finding, type Json, type JsonObject, ProbantError } from '../../core/index.ts';
import { allRules, type Rule, type RuleInputs } from '../../rules/index.ts';
import { domains, type FileKind, firstRules, isConversation, kinds } from './kinds.ts';
import { linesOf } from './lines.ts';
import type { Piece } from './piece.ts';
import type { FileFinding, FileReport } from './report.ts';
import { whyUnsuited } from './unsuited.ts';

/** Parameters that the user gives rules, by rule. */
export type GivenParameters = Readonly<Record<string, JsonObject>>;

/** What judging needs besides the file. */
export interface Judging {
  parameters: GivenParameters;
  /** Certificates of the authorities admitted for the signatures, PEM. */
  authorities: Buffer | null;
}

/** What the rules of this release say of a piece. */
export type RulesVerdict = Pick<FileReport, 'looked' | 'unseen'> & { findings: FileFinding[] };

/** The rules that look at a kind of file, in the order of its domains. */
export function rulesFor(kind: FileKind): Rule[] {
  if (kind === 'lecture') return allRules().filter(({ appliesTo }) => appliesTo === 'lecture');
  const rules = allRules().filter(({ appliesTo }) => appliesTo !== 'lecture');
  return domains[kind].flatMap((domain) => firstFirst(rules.filter(({ id }) => id.startsWith(`${domain}.`))));
}

/** The rules that look at any kind of file, each once. */
export function fileRules(): Rule[] {
  return [...new Set(kinds.flatMap(rulesFor))];
}

function firstFirst(rules: Rule[]): Rule[] {
  return [...rules.filter(({ id }) => firstRules.includes(id)), ...rules.filter(({ id }) => !firstRules.includes(id))];
}

/**
 * Applies every rule of its kind to a piece. A rule either looks or is told with the reason why it does not.
 *
 * @throws {@link ProbantError} `option_invalide` when the parameters given for a rule are not of its form
 */
export async function judge(piece: Piece, judging: Judging): Promise<RulesVerdict> {
  const verdict = {
    findings: [] as FileFinding[],
    looked: [] as RulesVerdict['looked'][number][],
    unseen: [] as RulesVerdict['unseen'][number][],
  };
  for (const rule of rulesFor(piece.kind)) {
    const answer = await ask(rule, piece, judging);
    if (typeof answer === 'string') {
      verdict.unseen.push({ rule: rule.id, why: answer });
    } else {
      verdict.looked.push({ rule: rule.id, version: rule.version });
      verdict.findings.push(...answer.map((finding) => told(rule, piece, finding)));
    }
  }
  return { ...verdict, findings: located(piece, ordered(verdict.findings)) };
}

/** Its findings, or why it does not look. */
async function ask(rule: Rule, piece: Piece, judging: Judging): Promise<Finding[] | string> {
  const given = judging.parameters[rule.id];
  const why = whyUnsuited(rule.id, { kind: piece.kind, given: given !== undefined }) ?? piece.unseen[rule.id];
  if (why !== undefined) return why;
  const parameters: Json = { ...piece.parameters[rule.id], ...given };
  try {
    const findings = await rule.check(inputsOf(piece, judging), parameters);
    const [only] = findings;
    // Parameters given for a conversation say that the rule holds: that nothing is there is then what it finds.
    const due = given !== undefined && isConversation(piece.kind);
    return !due && only !== undefined && findings.length === 1 && saysNothingToLookAt(only) ? nothing(only) : findings;
  } catch (thrown) {
    if (thrown instanceof z.ZodError) return lacking(rule, thrown, given !== undefined);
    throw thrown;
  }
}

function inputsOf({ inputs }: Piece, { authorities }: Judging): RuleInputs {
  return authorities === null ? inputs : { ...inputs, autorites: authorities };
}

/** Codes by which rules say that what they look at is not there at all. */
const emptyCodes =
  /^(?:aucun(?:e)?-(?:document|soumission|courriel|pdf|archive|echange|appel|remplacement|changement)|type-de-message|panne-non-montree|aucun-essai)$/;

function saysNothingToLookAt({ code }: Finding): boolean {
  return emptyCodes.test(code);
}

function nothing({ expected }: Finding): string {
  return `rien à juger dans ce fichier : ${expected} est attendu`;
}

function lacking({ id }: Rule, error: z.ZodError, given: boolean): string {
  const fields = [...new Set(error.issues.map(({ path }) => path.join('.') || 'paramètres'))];
  if (given)
    throw new ProbantError('option_invalide', {
      commande: 'check',
      detail: `paramètres de ${id} : ${fields.join(', ')}`,
    });
  return `demande des paramètres : ${fields.join(', ')}`;
}

function told({ id, version, title, source }: Rule, piece: Piece, finding: Finding): FileFinding {
  return { ...finding, where: piece.place(finding.where), rule: id, ruleVersion: version, title, source };
}

const ranks: Record<Finding['severity'], number> = { bloquant: 0, avertissement: 1, information: 2 };

/** The gravest first, then as the rules come; what several rules say alike (a piece that cannot be read) is said once. */
function ordered(findings: FileFinding[]): FileFinding[] {
  const once = new Map(findings.toReversed().map((finding) => [alike(finding), finding]));
  return findings
    .filter((finding) => once.get(alike(finding)) === finding)
    .sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

function alike({ code, where, expected, got }: FileFinding): string {
  return JSON.stringify([code, where, expected, got]);
}

/** Findings whose line is searched: a reader mends those, and asks again. */
const mostLocated = 200;

function located({ xml }: Piece, findings: FileFinding[]): FileFinding[] {
  if (xml === null) return findings;
  const lines = linesOf(
    xml,
    findings.slice(0, mostLocated).map(({ where }) => where),
  );
  return findings.map((finding, i) => (lines[i] === undefined ? finding : { ...finding, line: lines[i] }));
}
