import type { Session } from './session.ts';

const always = ['IMAP4rev1', 'LITERAL+', 'SASL-IR', 'ID', 'ENABLE'];
const signedIn = ['NAMESPACE', 'IDLE', 'UIDPLUS', 'MOVE', 'UNSELECT', 'ESEARCH', 'SPECIAL-USE', 'CHILDREN', 'QUOTA'];

/**
 * What the server says that it can do now. XOAUTH2 alone is announced on `psc`: clients that see OAUTHBEARER prefer it,
 * and the API LPS does not ask for it (facts, MSS §10).
 */
export function capabilities({ listener, secure, account }: Pick<Session, 'listener' | 'secure' | 'account'>): string {
  if (account !== undefined) return [...always, ...signedIn].join(' ');
  if (!secure) return [...always, 'STARTTLS', 'LOGINDISABLED'].join(' ');
  const signIn = listener === 'psc' ? ['AUTH=XOAUTH2', 'LOGINDISABLED'] : ['AUTH=PLAIN'];
  return [...always, ...signIn].join(' ');
}
