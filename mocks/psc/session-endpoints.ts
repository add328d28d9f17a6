import { attribute, bearerOf, certificateOf, formOf, json, jwt, oauthError } from './answers.ts';
import { bindingError, confirmsCertificate } from './api-endpoints.ts';
import { authenticated } from './client-authentication.ts';
import type { PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';
import type { Session } from './session.ts';
import { type Claims, userinfoOf } from './userinfo.ts';

/** What is known of the user whose access token the request bears (RFC 6750 §2.1 and §2.2), as JSON or as a signed token. */
export async function userinfo(realm: PscRealm, request: Request): Promise<Response> {
  const posted = request.method === 'POST' ? (await formOf(request)).get('access_token') : null;
  const token = bearerOf(request) ?? posted ?? undefined;
  if (token === undefined) return bearerError(400, 'invalid_request', 'Token not provided');
  const found = realm.accessClaims(token);
  if ('reason' in found) return bearerError(401, 'invalid_token', 'Token verification failed');
  if (!String(found.claims['scope']).split(' ').includes('openid')) {
    return bearerError(403, 'insufficient_scope', 'Missing openid scope');
  }
  if (!confirmsCertificate(found.claims, certificateOf(request)?.sha256)) {
    return bearerError(401, 'unauthorized_client', bindingError);
  }
  attribute(request, found.session.persona);
  return userinfoAnswer(realm, request, found);
}

function userinfoAnswer(
  realm: PscRealm,
  request: Request,
  { claims, session }: { claims: Claims; session: Session },
): Response {
  const { persona } = session;
  const clientId = String(claims['azp']);
  const told = userinfoOf(persona);
  if (realm.has(persona.id, 'sujet_userinfo_faux')) told['sub'] = `${told['sub']}9`;
  const registered = realm.client(clientId)?.signedUserinfo === true ? 'jwt' : 'json';
  const form = realm.behaviours.of(persona.id).userinfo ?? registered;
  // Keycloak adds who speaks and to whom; it does not date the token.
  if (form === 'jwt') return jwt(realm.signer.sign({ ...told, iss: realm.issuerOf(request), aud: clientId }));
  return json(told);
}

// The members that the ANS documents (facts, PSC §3.6), and `cnf`, which RFC 8705 §3.2 wants of a bound token.
const introspected = [
  ...['exp', 'iat', 'auth_time', 'jti', 'iss', 'sub', 'typ', 'azp', 'nonce', 'session_state', 'acr', 'scope'],
  ...['SubjectNameID', 'cnf'],
];

/** Tells a service whether a token is good now (RFC 7662; facts, PSC §3.6). */
export async function introspect(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  const client = authenticated(realm, request, form);
  // Keycloak does not tell strangers more.
  if (client instanceof Response) return oauthError('invalid_request', 'Authentication failed.', 401);
  const token = form.get('token');
  if (token === null) return oauthError('invalid_request', 'Token not provided');
  const claims = activeClaims(realm, token);
  if (claims === undefined) return json({ active: false });
  const kept = Object.entries(claims).filter(([name]) => introspected.includes(name));
  return json({ ...Object.fromEntries(kept), active: true });
}

/**
 * Withdraws a token (RFC 7009): an access token alone, or, by its refresh token, all that a service has of the session,
 * which ends with its last service. What Keycloak says of a token that it does not know is kept, status 200 included.
 */
export async function revoke(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  const client = authenticated(realm, request, form);
  if (client instanceof Response) return client;
  const token = form.get('token');
  if (token === null) return oauthError('invalid_request', 'Token not provided');
  const claims = realm.signer.verify(token);
  if (claims === undefined) return oauthError('invalid_token', 'Invalid token', 200);
  if (!['Bearer', 'Refresh'].includes(String(claims['typ']))) {
    return oauthError('unsupported_token_type', 'Unsupported token type');
  }
  if (claims['azp'] !== client.id) return oauthError('invalid_request', 'Unmatching clients');
  const session = realm.session(claims['sid']);
  if (session === undefined) return oauthError('invalid_token', 'Invalid token', 200);
  if (claims['typ'] === 'Bearer') session.live.delete(String(claims['jti']));
  else detach(realm, session, client);
  return new Response(null, { status: 200 });
}

function detach(realm: PscRealm, session: Session, client: PscClient): void {
  session.clients.delete(client.id);
  for (const [jti, grant] of session.refreshes) if (grant.client.id === client.id) session.refreshes.delete(jti);
  // Another service of the session keeps its own tokens; Keycloak refuses those whose service has left.
  if (session.clients.size === 0) realm.close(session);
}

function activeClaims(realm: PscRealm, token: string): Claims | undefined {
  const access = realm.accessClaims(token);
  if ('claims' in access) return access.claims;
  const found = realm.refresh(token);
  if (found === undefined) return undefined;
  const live = realm.isOpen(found.grant.session) && Number(found.claims['exp']) * 1000 > realm.now();
  return live ? found.claims : undefined;
}

function bearerError(status: number, error: string, description: string): Response {
  const challenge = `Bearer realm="esante-wallet", error="${error}", error_description="${description}"`;
  return json({ error, error_description: description }, status, { 'www-authenticate': challenge });
}
