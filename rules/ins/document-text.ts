import type { RuleInputs } from '../rule.ts';

/** The text of the input named `document`, without the spaces by which a matricule is made readable. */
export function documentText(inputs: RuleInputs): string {
  return (inputs.document ?? Buffer.alloc(0)).toString('utf8').replaceAll(/&nbsp;|[\s\u00a0\u202f]/g, '');
}
