import type { KnownRule, KnownRuleSet } from './read.ts';

/** How a rule differs from one set to the other. */
export type RuleChange = 'ajoutee' | 'retiree' | 'version' | 'jugement' | 'titre' | 'source';

/** One difference between two sets. */
export interface RuleDifference {
  rule: string;
  change: RuleChange;
  before: string | null;
  after: string | null;
}

/**
 * What changed from a set to another, by rule.
 *
 * A dossier names only the rules that judged: what it does not name was neither added nor taken away.
 */
export function diffRuleSets(before: KnownRuleSet, after: KnownRuleSet): RuleDifference[] {
  const ids = [...new Set([...before.rules.keys(), ...after.rules.keys()])].sort();
  return ids.flatMap((rule): RuleDifference[] => {
    const [old, fresh] = [before.rules.get(rule), after.rules.get(rule)];
    if (old === undefined && fresh !== undefined) {
      return before.complete ? [{ rule, change: 'ajoutee', before: null, after: fresh.version }] : [];
    }
    if (old !== undefined && fresh === undefined) {
      return after.complete ? [{ rule, change: 'retiree', before: old.version, after: null }] : [];
    }
    return old === undefined || fresh === undefined ? [] : changes(rule, old, fresh);
  });
}

function changes(rule: string, old: KnownRule, fresh: KnownRule): RuleDifference[] {
  const compared: Array<[RuleChange, string | undefined, string | undefined]> = [
    ['version', old.version, fresh.version],
    // A judgement that changes must raise its version: one that did not is told.
    ...(old.version === fresh.version
      ? [['jugement', old.empreinte, fresh.empreinte] as [RuleChange, string | undefined, string | undefined]]
      : []),
    ['titre', old.titre, fresh.titre],
    ['source', old.source, fresh.source],
  ];
  return compared
    .filter(([, a, b]) => a !== undefined && b !== undefined && a !== b)
    .map(([change, a = null, b = null]) => ({ rule, change, before: a, after: b }));
}
