import type { Lifetimes } from './lifetimes.ts';
import type { Persona } from './personas.ts';

/**
 * What PSC may be made to send wrong, so that a product's own checks are seen (facts, PSC §3.8: PSC-02 for the way back of
 * the browser, PSC-05 for the identity token, PSC-11 for the userinfo).
 */
export const pscFaults = [
  'etat_faux',
  'etat_absent',
  'emetteur_retour_faux',
  'nonce_faux',
  'nonce_absent',
  'emetteur_faux',
  'audience_fausse',
  'jeton_expire',
  'signature_fausse',
  'cle_inconnue',
  'algorithme_none',
  'sujet_userinfo_faux',
] as const;

/** One of {@link pscFaults}. */
export type PscFault = (typeof pscFaults)[number];

/** How PSC behaves towards a professional; what is absent stays as it was. The last behaviour prepared wins. */
export interface PscBehaviour {
  /** National id; absent: everyone. */
  subject?: string;
  /** `eidas2` comes with `authMode: CARD` and `auth_level: 1`. Absent: eidas2 with a card, eidas1 with an e-CPS. */
  acr?: 'eidas1' | 'eidas2';
  /** Form of the userinfo; absent: the one that the service registered. */
  userinfo?: 'json' | 'jwt';
  /** Whether `state` comes back after logout (facts, PSC §3.6: it may not). */
  logoutState?: 'rendu' | 'omis';
  /** Encoding of `cnf."x5t#S256"` in API tokens: the ANS's own, or that of RFC 8705. */
  confirmation?: ConfirmationEncoding;
  /** Shorter, or longer, lives, in milliseconds, for what is issued from now on. */
  lifetimes?: Partial<Lifetimes>;
  faults?: readonly PscFault[];
  owner?: string;
}

/** `ans`: base64 of the lower-case hexadecimal digest (facts, PSC §3.7: seen); `rfc8705`: base64url of its bytes. */
export type ConfirmationEncoding = 'ans' | 'rfc8705';

/** What the user does of a CIBA request on his device. `silence`: nothing, until it expires. */
export type CibaOutcome = 'accepte' | 'refuse' | 'silence';

/** A CIBA request that waits for its user. */
export interface PendingCiba {
  /** Public handle; never the `auth_req_id`. */
  id: string;
  subject: string;
  client: string;
  /** The two digits that both screens show. */
  bindingMessage: string;
  channel: 'CARD' | 'MOBILE';
}

/** What became of a call that PSC made to tell a service that its session has ended. */
export interface LogoutNotice {
  client: string;
  address: string;
  /** HTTP status; absent when there was no answer, and `failure` says why. */
  status?: number;
  failure?: string;
}

/** Control of the mocked PSC. */
export interface PscControl {
  /** Adds a professional to the login page, or changes the one of that id, in his open sessions too. */
  publish(persona: Persona, owner?: string): void;
  /** Prepares how PSC behaves. */
  program(behaviour: PscBehaviour): void;
  /** Decides the CIBA requests of a professional: those that wait, and those to come. */
  ciba(subject: string, outcome: CibaOutcome, owner?: string): void;
  /** The CIBA requests that wait, the oldest first. */
  pendingCiba(subject?: string): PendingCiba[];
  /** Ends the sessions of a professional (his national id), or all: no token of theirs is accepted any more. */
  revoke(subject?: string): void;
  /** Makes the access tokens issued so far lapse; refresh tokens still give new ones. */
  expireTokens(subject?: string): void;
  /** Signs with a new key from now on; the former ones stay published, unless withdrawn. */
  rotateKeys(former?: 'publiees' | 'retirees'): Promise<void>;
  /** The calls that PSC made to services at logout. */
  logoutNotices(): LogoutNotice[];
  /**
   * Forgets what an owner prepared, and ends the sessions of the professionals that he added; without owner, forgets
   * everything.
   */
  reset(owner?: string): void;
}
