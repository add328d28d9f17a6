import { attribute, formOf, oauthError, page, redirect, withQuery } from './answers.ts';
import { authenticated } from './client-authentication.ts';
import { forgottenCookies } from './cookies.ts';
import { logoutPage, messagePage, signedOutPage } from './login-page.ts';
import { tellServices } from './logout-notices.ts';
import { isAllowedAfterLogout, type PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';
import type { Session } from './session.ts';
import type { Claims } from './userinfo.ts';

/** A user who leaves, and where he goes next. */
interface Leaving {
  realm: PscRealm;
  request: Request;
  parameters: URLSearchParams;
  session: Session | undefined;
  next: string | undefined;
}

/**
 * Ends a session (facts, PSC §3.6): by `id_token_hint` in the browser, GET or POST, then back to
 * `post_logout_redirect_uri`; or, as Keycloak also takes it, by a service that posts its credentials and the refresh token
 * (inferred for PSC). Without a hint the user is asked, as in Keycloak.
 */
export async function logout(realm: PscRealm, request: Request): Promise<Response> {
  const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams();
  const parameters = form.size > 0 ? form : new URL(request.url).searchParams;
  if (parameters.has('refresh_token')) return serviceLogout(realm, request, parameters);
  const hint = hintOf(realm, parameters);
  if (hint instanceof Response) return hint;
  const address = parameters.get('post_logout_redirect_uri') ?? undefined;
  const client = realm.client(hint === undefined ? (parameters.get('client_id') ?? undefined) : String(hint['aud']));
  const refusal = address === undefined ? undefined : addressRefusal(client, address);
  if (refusal !== undefined) return refusal;
  const session = hint === undefined ? realm.sessionOfRequest(request) : realm.session(hint['session_state']);
  if (hint === undefined && session !== undefined && !parameters.has('confirmation')) {
    return page(logoutPage(Object.fromEntries(parameters)));
  }
  return leave({ realm, request, parameters, session, next: address });
}

// A lapsed identity token still tells which session is meant (OpenID Connect RP-Initiated Logout §2).
function hintOf(realm: PscRealm, parameters: URLSearchParams): Claims | Response | undefined {
  const given = parameters.get('id_token_hint');
  if (given === null) return undefined;
  const hint = realm.signer.verify(given);
  if (hint?.['typ'] !== 'ID') return refusal('Paramètre invalide : id_token_hint.');
  const named = parameters.get('client_id');
  if (named !== null && named !== hint['aud']) return refusal('Paramètre invalide : client_id.');
  return hint;
}

function addressRefusal(client: PscClient | undefined, address: string): Response | undefined {
  if (client === undefined) return refusal('Paramètre absent : id_token_hint.');
  if (isAllowedAfterLogout(client, address)) return undefined;
  return refusal('Paramètre invalide : post_logout_redirect_uri n’est pas une adresse déclarée.');
}

async function leave({ realm, request, parameters, session, next }: Leaving): Promise<Response> {
  const frames = session === undefined ? [] : await end(realm, request, session);
  const omitted = session !== undefined && realm.behaviours.of(session.persona.id).logoutState === 'omis';
  const state = omitted ? undefined : (parameters.get('state') ?? undefined);
  const address = next === undefined ? undefined : withQuery(next, { state });
  const cookies = forgottenCookies(realm.issuerOf(request));
  if (frames.length > 0 || address === undefined) {
    return page(signedOutPage(frames, address), { headers: cookies, frames });
  }
  return redirect(address, cookies);
}

async function serviceLogout(realm: PscRealm, request: Request, form: URLSearchParams): Promise<Response> {
  const client = authenticated(realm, request, form);
  if (client instanceof Response) return client;
  const found = realm.refresh(form.get('refresh_token') ?? '');
  if (found?.grant.client.id !== client.id) return oauthError('invalid_grant', 'Invalid refresh token');
  await end(realm, request, found.grant.session);
  return new Response(null, { status: 204 });
}

/** Ends a session, tells its services, and gives the frames by which the browser tells the others. */
async function end(realm: PscRealm, request: Request, session: Session): Promise<string[]> {
  attribute(request, session.persona);
  realm.close(session);
  return tellServices(realm, session);
}

function refusal(text: string): Response {
  return page(messagePage('Déconnexion impossible', text), { status: 400 });
}
