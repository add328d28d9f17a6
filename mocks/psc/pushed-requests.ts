import { formOf, json, oauthError } from './answers.ts';
import { errorOf } from './authorization-checks.ts';
import { authenticated } from './client-authentication.ts';
import { seconds } from './lifetimes.ts';
import { isAllowed } from './psc-client.ts';
import type { PscRealm } from './realm.ts';

/**
 * Takes the parameters of an authorization request from the service itself (RFC 9126; `ext/par/request`). Errors are
 * Keycloak's, which says `invalid_request` here of what the browser would be sent back with.
 */
export async function pushRequest(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  const client = authenticated(realm, request, form);
  if (client instanceof Response) return client;
  if (form.has('request_uri')) {
    return oauthError('invalid_request', 'It is not allowed to include request_uri to PAR.');
  }
  if (!isAllowed(client, form.get('redirect_uri') ?? undefined)) {
    return oauthError('invalid_request', 'Invalid parameter: redirect_uri');
  }
  const error = errorOf(form);
  if (error !== undefined) {
    const { error: code, error_description: description = 'Unsupported response type' } = error;
    const told = ['invalid_scope', 'unsupported_response_type'].includes(code) ? 'invalid_request' : code;
    return oauthError(told, description, code === 'unauthorized_client' ? 401 : 400);
  }
  for (const name of ['client_secret', 'client_assertion', 'client_assertion_type']) form.delete(name);
  form.set('client_id', client.id);
  const { uri, life } = realm.keepPushed(client, form);
  return json({ request_uri: uri, expires_in: seconds(life) }, 201);
}
