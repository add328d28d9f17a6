import { dmpEchanges } from '../dmp/testing.ts';
import { type DepositChanges, depositExchange } from '../examples/xds.ts';
import type { RuleInputs } from '../rule.ts';

export {
  association,
  classification,
  type DepositChanges,
  depositExchange,
  fingerprint,
  hasMember,
  rightEntry,
  rightSet,
  slot,
  submitObjects,
} from '../examples/xds.ts';

/** Inputs of a rule that looks at one deposit. */
export function deposit(changes: DepositChanges = {}): RuleInputs {
  return dmpEchanges(depositExchange(changes));
}
