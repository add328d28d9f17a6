import type { PscRealm } from './realm.ts';

/** What a service learns of an access token; `reason` is French. */
export type TokenVerdict = { ok: true; subject: string; mailboxes?: string[] } | { ok: false; reason: string };

/**
 * Judges the access tokens of this PSC, as a service does by introspection: signature, time, and session still open.
 *
 * @returns a function that tells whose token it is (national id) and which mailboxes it opens, when PSC restricts them
 */
export function tokenValidator(psc: PscRealm): (token: string) => Promise<TokenVerdict> {
  return async (token) => {
    const found = psc.accessClaims(token);
    if ('reason' in found) return { ok: false, reason: found.reason };
    const { id, mailboxes } = found.session.persona;
    return { ok: true, subject: id, ...(mailboxes === undefined ? {} : { mailboxes: [...mailboxes] }) };
  };
}
