import { type HttpHandler, http } from 'msw';
import type { HostedService, HostFailure } from '../host/index.ts';
import { issuerOf, json, oauthError } from './answers.ts';
import { authorize } from './authorization.ts';
import { discovery } from './discovery.ts';
import type { PscRealm } from './realm.ts';
import { introspect, logout, revoke, userinfo } from './session-endpoints.ts';
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
      json(discovery(issuerOf(realm, request))),
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
  ];
}

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
