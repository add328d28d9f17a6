import { type ObservedExchange, observedExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** Submitted messages of the slice: the mock of submission records each as an exchange of method `DATA`. */
export function submittedMails(inputs: RuleInputs): ObservedExchange[] {
  return observedExchanges(inputs).filter(({ request }) => request?.method === 'DATA');
}

/** Sessions that named a recipient and submitted nothing: the operator was told all the same. */
export function attemptedMails(inputs: RuleInputs): ObservedExchange[] {
  const named = ([name]: [string, string]): boolean => name.toUpperCase().startsWith('RCPT TO');
  return observedExchanges(inputs).filter(
    ({ request }) => request?.method === 'SESSION' && request.headers.some(named),
  );
}
