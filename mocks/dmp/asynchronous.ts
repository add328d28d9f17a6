import type { Call } from './call.ts';
import type { DmpFault } from './faults.ts';

const anonymous = 'http://www.w3.org/2005/08/addressing/anonymous';

/**
 * The fault of an asynchronous variant, by its action or by another address to answer to. The WSDL declares them
 * (`…ProvideAndRegisterDocumentSet-bAsync`, `RetrieveDocumentSetAsync`) and no client is known to use them (facts, DMP §1).
 */
export function asynchronous({ request }: Call): DmpFault | undefined {
  const { action, replyTo } = request;
  if (/Async$/.test(action)) return { fault: 'asynchrone', detail: action };
  const elsewhere = replyTo !== '' && replyTo !== anonymous;
  return elsewhere ? { fault: 'asynchrone', detail: `wsa:ReplyTo ${replyTo}` } : undefined;
}
