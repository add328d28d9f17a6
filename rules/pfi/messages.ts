import { type Hl7Message, readMessage } from '../hl7/message.ts';
import { carriesDocument } from '../hl7/reading.ts';
import { ownExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** The messages of the person that carry a document, in order; what can't be read carries none. */
export function documentMessages(inputs: RuleInputs): Hl7Message[] {
  return ownExchanges(inputs).flatMap(({ request }) => {
    const read = readMessage(inputs[request?.input ?? ''] ?? Buffer.alloc(0));
    return typeof read !== 'string' && carriesDocument(read) ? [read] : [];
  });
}
