import { repeatedName } from './answers.ts';
import { scopes } from './discovery.ts';
import type { IssuedCode } from './session.ts';

/** An error, as the browser takes it back to the service. */
export type AuthorizationError = { error: string; error_description?: string };

const otherFlows = 'Client is not allowed to initiate browser login with given response_type.';

/**
 * What is wrong with an authorization request whose service and address are known; errors are Keycloak's. Of PSC's own
 * wants only `state` is refused when absent (facts, PSC §3.2): nonce, acr_values and PKCE are for the rules to judge.
 */
export function errorOf(parameters: URLSearchParams): AuthorizationError | undefined {
  const repeated = repeatedName(parameters);
  if (repeated !== undefined) return invalid(`duplicated parameter: ${repeated}`);
  const flow = flowError(parameters);
  if (flow !== undefined) return flow;
  if (!parameters.get('state')) return invalid('Missing parameter: state');
  if (scopeOf(parameters).some((scope) => !scopes.includes(scope))) {
    return { error: 'invalid_scope', error_description: `Invalid scopes: ${parameters.get('scope')}` };
  }
  if (parameters.has('request')) return { error: 'request_not_supported' };
  return challengeError(parameters);
}

function flowError(parameters: URLSearchParams): AuthorizationError | undefined {
  const type = parameters.get('response_type');
  if (type === null) return invalid('Missing parameter: response_type');
  const parts = type.split(' ');
  if (!parts.every((part) => ['code', 'token', 'id_token', 'none'].includes(part))) {
    return { error: 'unsupported_response_type' };
  }
  if (!['query', 'fragment', 'form_post', null].includes(parameters.get('response_mode'))) {
    return invalid('Invalid parameter: response_mode');
  }
  if (type === 'code') return undefined;
  // PSC documents the code flow only: the others exist in Keycloak, and no service has them.
  return { error: 'unauthorized_client', error_description: `${otherFlows} Implicit flow is disabled for the client.` };
}

// RFC 7636 §4.2 and §4.3.
function challengeError(parameters: URLSearchParams): AuthorizationError | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === null) return method === null ? undefined : invalid('Missing parameter: code_challenge');
  if (!['plain', 'S256', null].includes(method)) return invalid('Invalid parameter: code_challenge_method');
  return isVerifier(challenge) ? undefined : invalid('Invalid parameter: code_challenge');
}

/** True for what may be a PKCE challenge or its verifier (RFC 7636 §4.1). */
export function isVerifier(text: string): boolean {
  return /^[\w.~-]{43,128}$/.test(text);
}

/** The PKCE challenge of a request, if any. */
export function challengeOf(parameters: URLSearchParams): IssuedCode['challenge'] {
  const value = parameters.get('code_challenge');
  if (value === null) return undefined;
  return { value, method: parameters.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' };
}

/** The scopes asked for. */
export function scopeOf(parameters: URLSearchParams): string[] {
  return (parameters.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}

function invalid(description: string): AuthorizationError {
  return { error: 'invalid_request', error_description: description };
}
