import { forbidden, throttled, unauthorized } from './gateway.ts';
import { json } from './json-answer.ts';
import { outcomeOf, Refusal, refusals } from './outcomes.ts';

const asked = 'demandée au banc';

// Statuses of the documentation (facts, Annuaire §4.1): those of the gateway, then those of the server.
const errors: Readonly<Record<string, () => Response>> = {
  '401': unauthorized,
  '403': forbidden,
  '429': () => throttled(17),
  '400': () => outcome(new Refusal('Unknown error'), 400),
  '404': () => outcome(refusals.missing(asked), 404),
  '410': () => outcome(refusals.gone(asked), 410),
  '412': () => outcome(refusals.precondition(asked), 412),
  '500': () => outcome(new Refusal('Unknown error'), 500),
};

/** An error of the API that the bench is asked to show, by its HTTP status; undefined for one that it does not have. */
export function demandedError(code: string): Response | undefined {
  return Object.hasOwn(errors, code) ? errors[code]?.() : undefined;
}

function outcome(refusal: Refusal, status: number): Response {
  return json(outcomeOf(refusal), { status });
}
