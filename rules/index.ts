export { type Hl7Message, readMessage } from './hl7/message.ts';
export { isReply, isToPatient, type MailNature, natureOf } from './mss/nature.ts';
export { allRules, ruleById, ruleFile } from './registry.ts';
export type { Rule, RuleInputs } from './rule.ts';
