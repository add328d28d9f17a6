import { createSecureContext, type SecureContext } from 'node:tls';
import { documentedTls } from '../tls-profile.ts';
import type { ImapOptions } from './imap-options.ts';

/** The operator's TLS for mailboxes: that of the API LPS, and the authorities of the clients. */
export function operatorContext(options: ImapOptions): SecureContext {
  return createSecureContext({
    ...documentedTls(options.credential),
    ca: [...options.clientAuthorities],
    // Without it OpenSSL refuses the client that resumes a session in which it showed a certificate.
    sessionIdContext: 'probant-mss-imap',
    ...options.tls,
  });
}
