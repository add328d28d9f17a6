import type { Persona } from './personas.ts';
import type { PscClient } from './psc-client.ts';

/** Means of authentication: an e-CPS on a telephone, or a card in its reader. */
export type Means = 'e-CPS' | 'CPS';

/** A user's session, shared by the services that he opens. */
export interface Session {
  /** Public: the claims `session_state` and `sid`. */
  id: string;
  /** Secret: the browser's cookie. */
  cookie: string;
  persona: Persona;
  means: Means;
  openedAt: number;
  idleUntil: number;
  endsAt: number;
  /** Access tokens not lapsed before their time, by `jti`. */
  live: Set<string>;
  /** What each refresh token renews, by `jti`. */
  refreshes: Map<string, Grant>;
  /** Services with a part in the session. */
  clients: Map<string, { client: PscClient; issuer: string }>;
}

/** What a service got of a session. */
export interface Grant {
  session: Session;
  client: PscClient;
  issuer: string;
  scope: readonly string[];
  nonce?: string;
  /** SHA-256 of the certificate to which tokens are tied, hexadecimal. */
  thumbprint?: string;
}

/** A code not yet exchanged. */
export interface IssuedCode {
  grant: Grant;
  redirectUri: string;
  challenge?: { value: string; method: 'plain' | 'S256' };
  expiresAt: number;
  used: boolean;
}

/** Parameters that a service pushed before sending its user (RFC 9126). */
export interface PushedRequest {
  client: PscClient;
  parameters: URLSearchParams;
  expiresAt: number;
}
