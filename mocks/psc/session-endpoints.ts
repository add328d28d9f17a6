import { bodyOf, contextOf } from '../host/index.ts';
import { authenticated, invalidClient, isAllowed, json, oauthError, page, redirect, withQuery } from './answers.ts';
import { messagePage } from './login-page.ts';
import type { PscRealm, Session } from './realm.ts';
import { type Claims, userinfoOf } from './userinfo.ts';

/** What is known of the user whose access token the request bears (RFC 6750 §2.1). */
export function userinfo(realm: PscRealm, request: Request): Response {
  const token = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return bearerError(401, 'invalid_request', 'Missing token');
  const found = realm.accessClaims(token);
  if ('reason' in found) return bearerError(401, 'invalid_token', 'Token verification failed');
  if (!String(found.claims['scope']).split(' ').includes('openid')) {
    return bearerError(403, 'insufficient_scope', 'Missing openid scope');
  }
  contextOf(request)?.attribute([found.session.persona.id, found.session.persona.nom.toUpperCase()]);
  return json(userinfoOf(found.session.persona));
}

/** Tells a service whether a token is good now (RFC 7662; facts, PSC §3.6). */
export async function introspect(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  if (authenticated(realm, request, form) === undefined) return invalidClient();
  const claims = activeClaims(realm, form.get('token') ?? '');
  return json(claims === undefined ? { active: false } : { ...claims, active: true });
}

/** Withdraws a token (RFC 7009); a refresh token takes the session with it. An unknown token is no error. */
export async function revoke(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  if (authenticated(realm, request, form) === undefined) return invalidClient();
  const token = form.get('token') ?? '';
  const grant = realm.refresh(token);
  if (grant !== undefined) realm.close(grant.session);
  const found = realm.accessClaims(token);
  if ('session' in found) found.session.live.delete(String(found.claims['jti']));
  return new Response(null, { status: 200 });
}

/**
 * Ends a session (facts, PSC §3.6): by `id_token_hint` in the browser, then back to `post_logout_redirect_uri`; or,
 * as Keycloak also takes it, by a service that posts its credentials and the refresh token (inferred for PSC).
 */
export async function logout(realm: PscRealm, request: Request): Promise<Response> {
  const parameters = request.method === 'POST' ? await formOf(request) : new URL(request.url).searchParams;
  if (parameters.has('refresh_token')) return serviceLogout(realm, request, parameters);
  const hint = realm.signer.verify(parameters.get('id_token_hint') ?? '');
  // A lapsed identity token still tells which session is meant (OpenID Connect RP-Initiated Logout §2).
  if (hint?.['typ'] !== 'ID') return logoutRefused('Paramètre absent ou invalide : id_token_hint.');
  const address = parameters.get('post_logout_redirect_uri') ?? undefined;
  const client = realm.client(String(hint['aud']));
  const allowed = address === undefined || (client !== undefined && isAllowed(client, address));
  if (!allowed) return logoutRefused('Paramètre invalide : post_logout_redirect_uri n’est pas une adresse déclarée.');
  end(realm, request, realm.session(hint['session_state']));
  if (address === undefined) return page(messagePage('Déconnexion', 'Vous êtes déconnecté de Pro Santé Connect.'));
  return redirect(withQuery(address, { state: parameters.get('state') ?? undefined }));
}

function serviceLogout(realm: PscRealm, request: Request, form: URLSearchParams): Response {
  const client = authenticated(realm, request, form);
  if (client === undefined) return invalidClient();
  const grant = realm.refresh(form.get('refresh_token') ?? '');
  if (grant?.client.id !== client.id) return oauthError('invalid_grant', 'Invalid refresh token');
  end(realm, request, grant.session);
  return new Response(null, { status: 204 });
}

function end(realm: PscRealm, request: Request, session: Session | undefined): void {
  if (session === undefined) return;
  contextOf(request)?.attribute([session.persona.id, session.persona.nom.toUpperCase()]);
  realm.close(session);
}

function activeClaims(realm: PscRealm, token: string): Claims | undefined {
  const access = realm.accessClaims(token);
  if ('claims' in access) return access.claims;
  const claims = realm.refresh(token) === undefined ? undefined : realm.signer.verify(token);
  const live = realm.session(claims?.['session_state']) !== undefined && Number(claims?.['exp']) * 1000 > realm.now();
  return live ? claims : undefined;
}

function bearerError(status: number, error: string, description: string): Response {
  const challenge = `Bearer realm="esante-wallet", error="${error}", error_description="${description}"`;
  return json({ error, error_description: description }, status, { 'www-authenticate': challenge });
}

function logoutRefused(text: string): Response {
  return page(messagePage('Déconnexion impossible', text), 400);
}

async function formOf(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams((await bodyOf(request)).toString('utf8'));
}
