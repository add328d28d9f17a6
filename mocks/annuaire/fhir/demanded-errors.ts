import { gatewayAnswer } from './gateway.ts';
import { json } from './json-answer.ts';
import { outcomeOf, Refusal, refusals } from './outcomes.ts';

const asked = 'demandée au banc';

// Statuses of the documentation (facts, Annuaire §4.1): those of the gateway, then those of the server.
const errors: Readonly<Record<string, () => Response>> = {
  '401': () => gatewayAnswer(401, 'Unauthorized'),
  '403': () => gatewayAnswer(403, 'Forbidden'),
  '429': () =>
    gatewayAnswer(429, 'Rate limit exceeded! You reached the limit of 17 requests per 1 seconds', {
      'x-rate-limit-limit': '17',
      'x-rate-limit-remaining': '0',
    }),
  '400': () => outcome(new Refusal('Unknown error'), 400),
  '404': () => outcome(refusals.missing(asked), 404),
  '410': () => outcome(refusals.gone(asked), 410),
  '412': () => outcome(refusals.precondition(asked), 412),
  '500': () => outcome(new Refusal('Unknown error'), 500),
};

/** An error of the API that the bench is asked to show, by its HTTP status; undefined for one that it does not have. */
export function demandedError(code: string): Response | undefined {
  return errors[code]?.();
}

function outcome(refusal: Refusal, status: number): Response {
  return json(outcomeOf(refusal), { status });
}
