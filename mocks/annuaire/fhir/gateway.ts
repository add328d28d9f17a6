import type { Gate, Passage } from '../gate.ts';

/**
 * What the gateway answers before the API: inferred from Gravitee, which holds the keys of the real API; its own answers are
 * not documented (facts, Annuaire §4.2 and part 5).
 */
export function gatewayRefusal(gate: Gate, request: Request): Response | undefined {
  const passage = gate.admit(request.headers.get('esante-api-key'));
  return passage.admitted ? undefined : refuse(passage);
}

/** An address that the gateway does not know: `/fhir/v1` was to be closed in 2026. */
export function unknownContext(): Response {
  return gatewayAnswer(404, 'No context-path matches the request URI.');
}

/** PUT, PATCH, DELETE and the POST that are no search: forbidden (guide of the API). */
export function forbidden(): Response {
  return gatewayAnswer(403, 'Forbidden');
}

function refuse(passage: Exclude<Passage, { admitted: true }>): Response {
  if (passage.reason === 'suspendue') return forbidden();
  if (passage.reason !== 'quota') return unauthorized();
  return throttled(passage.limit, { 'x-rate-limit-reset': String(passage.resetAt) });
}

/** A key that is absent or unknown. */
export function unauthorized(): Response {
  return gatewayAnswer(401, 'Unauthorized');
}

/** More calls a second than a key may make. */
export function throttled(limit: number, headers: Record<string, string> = {}): Response {
  return gatewayAnswer(429, `Rate limit exceeded! You reached the limit of ${limit} requests per 1 seconds`, {
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': '0',
    ...headers,
  });
}

/** An answer of the gateway itself. */
function gatewayAnswer(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message, http_status_code: status }, { status, headers });
}
