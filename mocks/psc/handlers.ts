import { type HttpHandler, http } from 'msw';
import type { HostedService, HostFailure } from '../host/index.ts';
import { json, oauthError } from './answers.ts';
import { apiHandlers } from './api-endpoints.ts';
import { authorize } from './authorization.ts';
import { checkSession } from './check-session.ts';
import { askCiba, eCps } from './ciba-endpoint.ts';
import { discovery } from './discovery.ts';
import { pendingDescription } from './grants.ts';
import { logout } from './logout.ts';
import { pushRequest } from './pushed-requests.ts';
import type { PscRealm } from './realm.ts';
import { introspect, revoke, userinfo } from './session-endpoints.ts';
import { token } from './token-endpoint.ts';

const realmPath = '*/auth/realms/esante-wallet';
const endpoint = `${realmPath}/protocol/openid-connect`;
// Not `*/auth`, which would also take what ends so below the realm.
const authorizationEndpoint = /^https?:\/\/[^/?]+\/auth(\?.*)?$/;

/**
 * The msw handlers of Pro Santé Connect (facts, part 3): at any origin, as the bench or `setupServer` of msw serve them.
 */
export function pscHandlers(realm: PscRealm): HttpHandler[] {
  return [
    // The path of its own: at `openid-configuration` there is nothing (facts, PSC §3.1).
    http.get(`${realmPath}/.well-known/wallet-openid-configuration`, ({ request }) =>
      json(discovery(realm.issuerOf(request))),
    ),
    http.get(authorizationEndpoint, ({ request }) => authorize(realm, request)),
    http.post(authorizationEndpoint, ({ request }) => authorize(realm, request)),
    http.post(`${endpoint}/token`, ({ request }) => token(realm, request)),
    http.get(`${endpoint}/userinfo`, ({ request }) => userinfo(realm, request)),
    http.post(`${endpoint}/userinfo`, ({ request }) => userinfo(realm, request)),
    http.post(`${endpoint}/token/introspect`, ({ request }) => introspect(realm, request)),
    http.post(`${endpoint}/revoke`, ({ request }) => revoke(realm, request)),
    http.get(`${endpoint}/certs`, () => json(realm.signer.keySet)),
    http.get(`${endpoint}/logout`, ({ request }) => logout(realm, request)),
    http.post(`${endpoint}/logout`, ({ request }) => logout(realm, request)),
    http.post(`${endpoint}/ext/par/request`, ({ request }) => pushRequest(realm, request)),
    http.post(`${endpoint}/ext/ciba/auth`, ({ request }) => askCiba(realm, request)),
    http.get(`${endpoint}/login-status-iframe.html`, () => checkSession()),
    http.get(eCpsAddress, ({ request }) => eCps(realm, request)),
    http.post(eCpsAddress, ({ request }) => eCps(realm, request)),
    ...apiHandlers(realm),
  ];
}

const eCpsAddress = '*/e-cps';

const failures: Record<HostFailure, { status: number; description: string }> = {
  adresse_inconnue: { status: 404, description: 'Cette adresse n’existe pas dans ce Pro Santé Connect simulé.' },
  corps_trop_gros: { status: 413, description: 'Le message est trop gros.' },
  erreur_interne: { status: 500, description: 'Erreur interne du banc : voyez son journal.' },
};

// What a fault on demand may answer: the errors that the endpoints give, in their words; the two last ones are OAuth's alone.
const errors: Readonly<Record<string, readonly [status: number, description: string]>> = {
  invalid_request: [400, 'Missing form parameter: grant_type'],
  invalid_grant: [400, 'Session not active'],
  invalid_scope: [400, 'Invalid scopes: openid scope_all'],
  unsupported_grant_type: [400, 'Unsupported grant_type'],
  invalid_client: [401, 'Invalid client or Invalid client credentials'],
  unauthorized_client: [401, 'Invalid client or Invalid client credentials'],
  invalid_token: [401, 'Token verification failed'],
  authorization_pending: [400, pendingDescription],
  slow_down: [400, 'too early to access'],
  expired_token: [400, 'authentication timed out'],
  access_denied: [400, 'not authorized'],
  server_error: [500, 'Erreur demandée au banc'],
  temporarily_unavailable: [503, 'Erreur demandée au banc'],
};

/** An error of Pro Santé Connect by its code, as a fault on demand answers it; undefined for a code that it has not. */
export function pscError(code: string): Response | undefined {
  const [status, description] = (Object.hasOwn(errors, code) ? errors[code] : undefined) ?? [];
  return description === undefined ? undefined : oauthError(code, description, status);
}

/**
 * Pro Santé Connect as a host serves it: a client certificate is asked for and optional, for browsers reach it, and services
 * may show one (`tls_client_auth`, bound tokens, exchange of tokens).
 */
export function pscService(realm: PscRealm): HostedService {
  return {
    name: 'psc',
    handlers: pscHandlers(realm),
    error: pscError,
    failure: (failure) => {
      const { status, description } = failures[failure];
      // Neither OAuth nor Keycloak has a code for these.
      return oauthError(`probant_${failure}`, description, status);
    },
  };
}
