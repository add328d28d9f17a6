import { type ObservedExchange, observedExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** Submitted messages of the slice: the mock of submission records each as an exchange of method `DATA`. */
export function submittedMails(inputs: RuleInputs): ObservedExchange[] {
  return observedExchanges(inputs).filter(({ request }) => request?.method === 'DATA');
}
