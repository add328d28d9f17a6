import type { JsonWebKey } from 'node:crypto';

/**
 * A service that PSC knows. It proves who it is by whatever it registered: a secret (`client_secret_basic`,
 * `client_secret_post`, `client_secret_jwt`), a certificate (`tls_client_auth`) or public keys (`private_key_jwt`).
 */
export interface PscClient {
  id: string;
  secret: string;
  /** Addresses where a user may be sent back, compared exactly; absent: any, as the bench can't know the product's port. */
  redirectUris?: readonly string[];
  /** Addresses after logout; absent: those of `redirectUris`. */
  postLogoutRedirectUris?: readonly string[];
  /**
   * Subject of the certificate that the service shows: `C=FR, O=…, OU=…, CN=…`, in the certificate's order; absent: any
   * that the bench accepts, as it can't know the product's own.
   */
  certificateSubject?: string;
  /** Public keys that sign its assertions. */
  keys?: ReadonlyArray<JsonWebKey & { kid?: string }>;
  /** Ties its tokens to the certificate that it shows (RFC 8705 §3). */
  boundTokens?: boolean;
  /** False: CIBA was not activated for this service (facts, PSC §3.5: it is, service by service). */
  ciba?: boolean;
  /** Told when a session in which it has a part ends: by PSC itself, or by a frame of the browser. */
  backchannelLogoutUri?: string;
  frontchannelLogoutUri?: string;
  /** The userinfo as `application/jwt`. */
  signedUserinfo?: boolean;
}

/** True when a client may have its user sent there: an absolute address without fragment, registered if any is. */
export function isAllowed(client: PscClient, address: string | undefined): address is string {
  return allowed(client.redirectUris, address);
}

/** The same after logout. */
export function isAllowedAfterLogout(client: PscClient, address: string | undefined): address is string {
  return allowed(client.postLogoutRedirectUris ?? client.redirectUris, address);
}

function allowed(registered: readonly string[] | undefined, address: string | undefined): address is string {
  if (address === undefined || !URL.canParse(address) || address.includes('#')) return false;
  return registered?.includes(address) ?? /^https?:/.test(address);
}
