import { bodyOf, contextOf } from '../host/index.ts';
import { isAllowed, issuerOf, page, redirect, withQuery } from './answers.ts';
import { scopes } from './discovery.ts';
import { loginPage, messagePage } from './login-page.ts';
import type { Persona } from './personas.ts';
import type { IssuedCode, PscClient, PscRealm, Session } from './realm.ts';

/** A request to sign a user in, of a known service that gave an address where to send him back. */
interface AuthorizationRequest {
  realm: PscRealm;
  request: Request;
  client: PscClient;
  redirectUri: string;
  parameters: URLSearchParams;
  /** What the user answered on the login page, if he was shown it. */
  form: URLSearchParams;
}

/**
 * The authorization endpoint (facts, PSC §3.2): shows the login page, and sends the browser back with a code once a
 * button of it was pressed. The form is posted to the address of the request itself, so a plain HTTP client may post
 * `persona=<national id>` there without having read the page.
 */
export async function authorize(realm: PscRealm, request: Request): Promise<Response> {
  const form = new URLSearchParams(request.method === 'POST' ? (await bodyOf(request)).toString('utf8') : '');
  const query = new URL(request.url).searchParams;
  // A request may be posted whole (OpenID Connect Core §3.1.2.1).
  const parameters = query.has('client_id') ? query : form;
  // An error about who asks, or where to send back, is never sent there (RFC 6749 §4.1.2.1).
  const client = realm.client(parameters.get('client_id') ?? undefined);
  if (client === undefined) return refusal('Client inconnu : le paramètre client_id n’est celui d’aucun service.');
  const redirectUri = parameters.get('redirect_uri') ?? undefined;
  if (!isAllowed(client, redirectUri))
    return refusal('Paramètre invalide : redirect_uri n’est pas une adresse déclarée.');
  const asked = { realm, request, client, redirectUri, parameters, form };
  const error = errorOf(parameters);
  return error === undefined ? signIn(asked) : sendBack(asked, error);
}

function signIn(asked: AuthorizationRequest): Response {
  const { realm, client, form, parameters } = asked;
  if (form.has('refus'))
    return sendBack(asked, { error: 'access_denied', error_description: 'Refus de l’utilisateur' });
  const chosen = form.get('persona');
  if (chosen !== null) return choose(asked, chosen);
  const prompt = (parameters.get('prompt') ?? '').split(' ');
  const session = prompt.includes('login') ? undefined : currentSession(asked);
  if (session !== undefined) return grantCode(asked, session);
  if (prompt.includes('none')) return sendBack(asked, { error: 'login_required' });
  return page(loginPage({ clientId: client.id, personas: realm.personas(), query: parameters.toString() }));
}

function choose(asked: AuthorizationRequest, id: string): Response {
  const persona = asked.realm.personas().find((one) => one.id === id);
  if (persona === undefined) return refusal(`Aucun professionnel n’a l’identifiant « ${id} ».`);
  return grantCode(asked, asked.realm.open(persona, asked.form.get('moyen') === 'CPS' ? 'CPS' : 'e-CPS'));
}

function grantCode(asked: AuthorizationRequest, session: Session): Response {
  const { realm, request, client, redirectUri, parameters } = asked;
  const nonce = parameters.get('nonce');
  const challenge = challengeOf(parameters);
  attribute(request, session.persona);
  realm.touch(session);
  const code = realm.keepCode({
    grant: {
      session,
      client,
      issuer: issuerOf(realm, request),
      scope: scopeOf(parameters),
      ...(nonce === null ? {} : { nonce }),
    },
    redirectUri,
    ...(challenge === undefined ? {} : { challenge }),
  });
  return sendBack(asked, { code, session_state: session.id }, { 'set-cookie': cookie(session) });
}

function sendBack(
  asked: AuthorizationRequest,
  answer: Record<string, string>,
  headers: Record<string, string> = {},
): Response {
  const { realm, request, redirectUri, parameters } = asked;
  const state = parameters.get('state') ?? undefined;
  return redirect(withQuery(redirectUri, { state, ...answer, iss: issuerOf(realm, request) }), headers);
}

// Only what the facts name is required: `state` is (PSC §3.2); nonce, acr_values and PKCE are for the rules to judge.
function errorOf(parameters: URLSearchParams): Record<string, string> | undefined {
  const repeated = [...parameters.keys()].find((name, i, names) => names.indexOf(name) !== i);
  if (repeated !== undefined) return invalid(`duplicated parameter: ${repeated}`);
  const type = parameters.get('response_type');
  if (type === null) return invalid('Missing parameter: response_type');
  if (type !== 'code') return { error: 'unsupported_response_type', error_description: 'Only code is supported' };
  if (!['query', null].includes(parameters.get('response_mode'))) return invalid('Invalid parameter: response_mode');
  if (!parameters.get('state')) return invalid('Missing parameter: state');
  const unknown = scopeOf(parameters).find((scope) => !scopes.includes(scope));
  if (unknown !== undefined) return { error: 'invalid_scope', error_description: `Invalid scopes: ${unknown}` };
  return challengeError(parameters);
}

// RFC 7636 §4.2 and §4.3.
function challengeError(parameters: URLSearchParams): Record<string, string> | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === null) return method === null ? undefined : invalid('Missing parameter: code_challenge');
  if (!/^[\w.~-]{43,128}$/.test(challenge)) return invalid('Invalid parameter: code_challenge');
  return ['plain', 'S256', null].includes(method) ? undefined : invalid('Invalid parameter: code_challenge_method');
}

function challengeOf(parameters: URLSearchParams): IssuedCode['challenge'] {
  const value = parameters.get('code_challenge');
  if (value === null) return undefined;
  return { value, method: parameters.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' };
}

function scopeOf(parameters: URLSearchParams): string[] {
  return (parameters.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
}

function invalid(description: string): Record<string, string> {
  return { error: 'invalid_request', error_description: description };
}

function refusal(text: string): Response {
  return page(messagePage('Connexion impossible', text), 400);
}

const cookieName = 'PSC_SESSION';

function cookie(session: Session): string {
  return `${cookieName}=${session.cookie}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}

function currentSession({ realm, request }: AuthorizationRequest): Session | undefined {
  const value = new RegExp(`(?:^|; *)${cookieName}=([^;]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
  return value === undefined ? undefined : realm.sessionOfCookie(value);
}

function attribute(request: Request, persona: Persona): void {
  contextOf(request)?.attribute([persona.id, persona.nom.toUpperCase()]);
}
