import { type CheckRecord, type Finding, type Json, pointId, sameJson } from '../../core/index.ts';
import { type Difference, difference } from './difference.ts';

/**
 * Compares the checks of a dossier with those of this release on the same observations.
 * Checks of a point through a rule are paired in order: what one has and the other lacks is named.
 */
export function compareChecks(recorded: CheckRecord[], replayed: CheckRecord[]): Difference[] {
  const keys = [...new Set([...replayed, ...recorded].map(keyOf))];
  return keys.flatMap((key) => {
    const told = recorded.filter((check) => keyOf(check) === key);
    const made = replayed.filter((check) => keyOf(check) === key);
    const pairs = Array.from({ length: Math.max(told.length, made.length) }, (_, i) => ({
      told: told[i],
      made: made[i],
    }));
    return pairs.flatMap(comparePair);
  });
}

function comparePair({ told, made }: { told: CheckRecord | undefined; made: CheckRecord | undefined }): Difference[] {
  if (told === undefined) return made === undefined ? [] : [difference('verification_absente', at(made))];
  if (made === undefined) return [difference('verification_en_trop', at(told))];
  const differences: Difference[] = [];
  if (told.ruleVersion !== made.ruleVersion) {
    differences.push(difference('version_de_regle', at(made), `${told.ruleVersion} → ${made.ruleVersion}`));
  }
  if (!sameJson(told.parameters, made.parameters)) differences.push(difference('parametres', at(made)));
  if (!same(told.inputs, made.inputs)) differences.push(difference('entrees', at(made)));
  if (!same(told.findings.map(judgement), made.findings.map(judgement))) {
    differences.push(difference('constats', at(made), `dossier : ${codes(told)} ; rejeu : ${codes(made)}`));
  }
  return differences;
}

/** What a finding judges: its sentences may be worded otherwise by another release. */
function judgement({ code, severity, where, expected, got }: Finding): Omit<Finding, 'message' | 'remedy'> {
  return { code, severity, where, expected, got };
}

function same(left: unknown, right: unknown): boolean {
  return sameJson(left as Json, right as Json);
}

function codes(check: CheckRecord): string {
  return check.findings.map(({ code }) => code).join(', ') || 'aucun';
}

function at(check: CheckRecord): { point: CheckRecord['point']; rule: string } {
  return { point: check.point, rule: check.rule };
}

function keyOf(check: CheckRecord): string {
  return `${pointId(check.point)} ${check.rule}`;
}
