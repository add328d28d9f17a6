import { replaced } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';

export {
  ack,
  adt,
  cdaText,
  discharge,
  er7,
  mailZam,
  mdm,
  oru,
  replacement,
  towardsLps,
  unanswerable,
  zam,
} from '../examples/hl7.ts';

/** Inputs of a rule that looks at a message. */
export function messageOf(text: string | Buffer): RuleInputs {
  return { message: Buffer.from(text as string) };
}

/** A right message with one piece replaced; one that is not there is a fault of the test. */
export function broken(text: string, piece: string | RegExp, by: string): RuleInputs {
  return messageOf(replaced(text, piece, by));
}
