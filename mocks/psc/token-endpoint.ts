import { attribute, formOf, json, oauthError, repeatedName } from './answers.ts';
import { authenticated } from './client-authentication.ts';
import { exchangedCode, polled, refreshed, type TokenRequest } from './grants.ts';
import type { PscRealm } from './realm.ts';
import type { Grant } from './session.ts';
import { newTokens } from './tokens.ts';

type GrantHandler = (asked: TokenRequest) => Grant | Response;

const grants: Record<string, GrantHandler> = {
  authorization_code: exchangedCode,
  refresh_token: refreshed,
  'urn:openid:params:grant-type:ciba': polled,
  // Keycloak has these, and the sandbox announces them; no service of PSC may use them (inferred).
  password: () => oauthError('unauthorized_client', 'Client not allowed for direct access grants'),
  client_credentials: () => oauthError('unauthorized_client', 'Client not enabled to retrieve service account', 401),
  'urn:ietf:params:oauth:grant-type:device_code': () =>
    oauthError('unauthorized_client', 'Client is not allowed to initiate OAuth 2.0 Device Authorization Grant.'),
};

/** The token endpoint: code, refresh and CIBA. Exchange of tokens is for the servers of APIs (facts, PSC §3.7). */
export async function token(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  const type = form.get('grant_type');
  if (type === null) return oauthError('invalid_request', 'Missing form parameter: grant_type');
  const handler = Object.hasOwn(grants, type) ? grants[type] : undefined;
  if (handler === undefined) return oauthError('unsupported_grant_type', 'Unsupported grant_type');
  const client = authenticated(realm, request, form);
  if (client instanceof Response) return client;
  if (repeatedName(form) !== undefined) return oauthError('invalid_request', 'duplicated parameter');
  const grant = handler({ realm, request, client, form });
  if (grant instanceof Response) return grant;
  attribute(request, grant.session.persona);
  realm.touch(grant.session);
  return json(newTokens(realm, grant));
}
