import { contextOf } from './exchange-context.ts';

/** An answer whose body is at hand. */
export interface HandedAnswer {
  status: number;
  /** By name, in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/** What msw is given for an answer that the host has. Nobody reads it. */
const handedOver = new Response(null, { status: 204 });

/**
 * The answer of a handler: handed to the host as it is, where one serves the request; elsewhere a response of fetch, whose
 * body is a stream to be made and read back.
 */
export function respond(request: Request, answer: HandedAnswer): Response {
  const context = contextOf(request);
  if (context?.answer === undefined) return fetchResponse(answer);
  context.answer(answer);
  return handedOver;
}

/** The response of fetch. */
export function fetchResponse({ status, headers, body }: HandedAnswer): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers });
}
