import { attribute, formOf, json, oauthError, page, redirect } from './answers.ts';
import { scopeOf } from './authorization-checks.ts';
import { authenticated } from './client-authentication.ts';
import { scopes } from './discovery.ts';
import { seconds } from './lifetimes.ts';
import { eCpsPage, nameOf } from './login-page.ts';
import type { Persona } from './personas.ts';
import type { PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';

/**
 * `ext/ciba/auth` (facts, PSC §3.5): a service asks that its user, whom `login_hint` names, sign in on his own device. The
 * two digits of `binding_message` are wanted, as the ANS documents them; `channel`, which the ANS's proxy always sends, is
 * MOBILE when absent (inferred). Errors are Keycloak's.
 */
export async function askCiba(realm: PscRealm, request: Request): Promise<Response> {
  const form = await formOf(request);
  const client = authenticated(realm, request, form);
  if (client instanceof Response) return new Response(client.body, { status: 401, headers: client.headers });
  if (client.ciba === false) return oauthError('invalid_grant', 'Client not allowed OIDC CIBA Grant');
  const hint = form.get('login_hint');
  if (hint === null) return oauthError('invalid_request', 'missing parameter : login_hint');
  const persona = realm.persona(hint);
  if (persona === undefined) return oauthError('invalid_request', 'invalid user');
  const refusal = refusalOf(form);
  if (refusal !== undefined) return refusal;
  attribute(request, persona);
  return json(acknowledged(realm, { persona, form, client, issuer: realm.issuerOf(request) }));
}

function refusalOf(form: URLSearchParams): Response | undefined {
  const asked = scopeOf(form);
  if (asked.length === 0) return oauthError('invalid_request', 'missing parameter : scope');
  if (asked.some((scope) => !scopes.includes(scope))) {
    return oauthError('invalid_scope', `Invalid scopes: ${form.get('scope')}`);
  }
  if (!/^\d\d$/.test(form.get('binding_message') ?? '')) {
    return oauthError('invalid_binding_message', 'the binding_message value has to be two digits, from 00 to 99');
  }
  if (!['CARD', 'MOBILE', null].includes(form.get('channel'))) {
    return oauthError('invalid_request', 'Invalid parameter: channel');
  }
  if (form.has('client_notification_token')) {
    return oauthError('invalid_request', 'Client Notification token supported only for the ping mode');
  }
  return form.has('user_code') ? oauthError('invalid_request', 'User code not supported') : undefined;
}

function acknowledged(
  realm: PscRealm,
  { persona, form, client, issuer }: { persona: Persona; form: URLSearchParams; client: PscClient; issuer: string },
): Record<string, unknown> {
  const { ciba, cibaInterval } = realm.lifetimesOf(persona.id);
  const secret = realm.keepCiba({
    id: realm.newId(),
    subject: persona.id,
    client: client.id,
    bindingMessage: form.get('binding_message') ?? '',
    channel: form.get('channel') === 'CARD' ? 'CARD' : 'MOBILE',
    persona,
    issuer,
    scope: scopeOf(form),
    expiresAt: realm.now() + ciba,
    interval: cibaInterval,
    pollFrom: realm.now(),
    state: 'en_attente',
  });
  return { auth_req_id: secret, expires_in: seconds(ciba), interval: seconds(cibaInterval) };
}

/** The page that stands for the e-CPS application of every professional of the bench: no source has one; it is Probant's. */
export async function eCps(realm: PscRealm, request: Request): Promise<Response> {
  if (request.method === 'POST') {
    const form = await formOf(request);
    const waiting = realm.cibaRequests.pending(realm.now()).filter(({ id }) => id === form.get('demande'));
    realm.cibaRequests.decide(waiting, form.get('decision') === 'accepte' ? 'accepte' : 'refuse');
    return redirect(request.url);
  }
  const waiting = realm.cibaRequests.pending(realm.now());
  return page(eCpsPage(waiting.map((one) => ({ ...one, name: nameOf(one.persona) }))));
}
