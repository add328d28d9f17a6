import { attribute, formOf, page, redirect, withQuery } from './answers.ts';
import { challengeOf, errorOf, scopeOf } from './authorization-checks.ts';
import { sessionCookies } from './cookies.ts';
import { escapedFields, loginPage, messagePage, sendBackPage, sendBackScript } from './login-page.ts';
import { isAllowed, type PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';
import type { Session } from './session.ts';

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
  const form = request.method === 'POST' ? await formOf(request) : new URLSearchParams();
  const query = new URL(request.url).searchParams;
  // A request may be posted whole (OpenID Connect Core §3.1.2.1).
  const given = query.has('client_id') ? query : form;
  // An error about who asks, or where to send back, is never sent there (RFC 6749 §4.1.2.1).
  const client = realm.client(given.get('client_id') ?? undefined);
  if (client === undefined) return refusal('Client inconnu : le paramètre client_id n’est celui d’aucun service.');
  const parameters = unpushed(realm, client, given);
  if (parameters === undefined) {
    return refusal('Paramètre invalide : request_uri n’a pas été émis, a expiré ou a déjà servi.');
  }
  const redirectUri = parameters.get('redirect_uri') ?? undefined;
  if (!isAllowed(client, redirectUri))
    return refusal('Paramètre invalide : redirect_uri n’est pas une adresse déclarée.');
  const asked = { realm, request, client, redirectUri, parameters, form };
  const error = errorOf(parameters);
  return error === undefined ? signIn(asked) : sendBack(asked, { ...error });
}

/** The parameters that a request names by `request_uri` (RFC 9126 §4); undefined when they are not there. */
function unpushed(realm: PscRealm, client: PscClient, given: URLSearchParams): URLSearchParams | undefined {
  const name = given.get('request_uri');
  if (name === null) return given;
  const pushed = realm.takePushed(name);
  return pushed?.client.id === client.id ? pushed.parameters : undefined;
}

function signIn(asked: AuthorizationRequest): Response {
  const { realm, client, form, parameters } = asked;
  if (form.has('refus'))
    return sendBack(asked, { error: 'access_denied', error_description: 'Refus de l’utilisateur' });
  const chosen = form.get('persona');
  if (chosen !== null) return choose(asked, chosen);
  const session = reusableSession(asked);
  if (session !== undefined) return grantCode(asked, session);
  if (promptsOf(parameters).includes('none')) return sendBack(asked, { error: 'login_required' });
  return page(loginPage({ clientId: client.id, personas: realm.personas(), query: parameters.toString() }));
}

function choose(asked: AuthorizationRequest, id: string): Response {
  const persona = asked.realm.persona(id);
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
      issuer: realm.issuerOf(request),
      scope: scopeOf(parameters),
      ...(nonce === null ? {} : { nonce }),
    },
    redirectUri,
    ...(challenge === undefined ? {} : { challenge }),
  });
  return sendBack(asked, { code, session_state: session.id }, session);
}

function sendBack(asked: AuthorizationRequest, answer: Record<string, string>, session?: Session): Response {
  const { realm, request, redirectUri, parameters } = asked;
  const sent = { ...stateAndIssuer(asked, session?.persona.id), ...answer };
  const cookies = session === undefined ? [] : sessionCookies(session, realm.issuerOf(request));
  const mode = parameters.get('response_mode');
  if (mode === 'form_post') {
    const html = sendBackPage(redirectUri, escapedFields(sent));
    return page(html, { headers: cookies, script: sendBackScript });
  }
  if (mode !== 'fragment') return redirect(withQuery(redirectUri, sent), cookies);
  return redirect(
    `${new URL(redirectUri).href}#${new URLSearchParams(withQuery('http://x/', sent).slice(10))}`,
    cookies,
  );
}

// What PSC-02 wants a product to verify may be sent wrong on purpose.
function stateAndIssuer({ realm, request, parameters }: AuthorizationRequest, subject = ''): Record<string, string> {
  const state = parameters.get('state');
  const iss = realm.issuerOf(request);
  const sent = state === null || realm.has(subject, 'etat_absent') ? {} : { state };
  return {
    ...sent,
    ...(realm.has(subject, 'etat_faux') ? { state: realm.newId() } : {}),
    iss: realm.has(subject, 'emetteur_retour_faux') ? iss.replace('esante-wallet', 'autre-royaume') : iss,
  };
}

function promptsOf(parameters: URLSearchParams): string[] {
  return (parameters.get('prompt') ?? '').split(' ');
}

/** The session of the browser, unless the service wants its user to sign in again. */
function reusableSession({ realm, request, parameters }: AuthorizationRequest): Session | undefined {
  if (promptsOf(parameters).includes('login')) return undefined;
  const session = realm.sessionOfRequest(request);
  const age = Number(parameters.get('max_age') ?? Number.POSITIVE_INFINITY) * 1000;
  return session !== undefined && realm.now() - session.openedAt <= age ? session : undefined;
}

function refusal(text: string): Response {
  return page(messagePage('Connexion impossible', text), { status: 400 });
}
