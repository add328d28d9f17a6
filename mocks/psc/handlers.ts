import { type HttpHandler, http } from 'msw';
import type { HostedService, HostFailure } from '../host/index.ts';
import { json, oauthError } from './answers.ts';
import { apiHandlers } from './api-endpoints.ts';
import { authorize } from './authorization.ts';
import { checkSession } from './check-session.ts';
import { askCiba, eCps } from './ciba-endpoint.ts';
import { discovery } from './discovery.ts';
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

/** Pro Santé Connect as a host serves it, without client certificate: browsers reach it. */
export function pscService(realm: PscRealm): HostedService {
  return {
    name: 'psc',
    handlers: pscHandlers(realm),
    failure: (failure) => {
      const { status, description } = failures[failure];
      return oauthError(failure, description, status);
    },
  };
}
