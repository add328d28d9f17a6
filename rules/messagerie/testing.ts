import { shownResult, workLine } from '../examples/messagerie.ts';
import type { RuleInputs } from '../rule.ts';
import { lecture } from '../testing.ts';
import type { WorkLine } from './shown.ts';

/** A work list of lines, each a right one but for what is told. */
export function workList(...lines: Array<Partial<WorkLine>>): RuleInputs {
  return lecture({ lignes: lines.map((line) => workLine(line)) });
}

/** An open document with one result, right but for what is told. */
export function openDocument(result: Record<string, string> = {}): RuleInputs {
  return lecture({ resultats: [shownResult(result)] });
}
