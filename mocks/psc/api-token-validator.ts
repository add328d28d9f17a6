import type { ApiTokenVerdict } from './api-server.ts';
import type { PscRealm } from './realm.ts';

/** What an API knows of who calls it. */
export interface ApiPeer {
  /** SHA-256 of the DER of the client certificate, hexadecimal: `TlsFacts.peer.sha256`. */
  thumbprint: string;
}

/** Judges a token shown to an API, under a certificate. */
export type ApiTokenValidator = (token: string, peer: ApiPeer) => Promise<ApiTokenVerdict>;

/**
 * Judges the API tokens that PSC tokens were exchanged for, as an API Pro Santé Connectée does: signature, time, not
 * withdrawn, and tied to the very certificate of the connection (facts, PSC §3.7; RFC 8705 §3).
 *
 * @param api name of the API that the token has to be of; `insi` unless told
 */
export function apiTokenValidator(psc: PscRealm, api = 'insi'): ApiTokenValidator {
  return async (token, { thumbprint }) =>
    (await psc.api(api)?.judge(token, thumbprint)) ?? {
      active: false,
      reason: `aucune API « ${api} » n’est connue de ce Pro Santé Connect`,
    };
}
