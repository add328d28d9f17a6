import { createSecureContext, type SecureContext } from 'node:tls';
import type { ImapOptions } from './imap-options.ts';

/** The only suites of the API LPS (ECO.1.1.3), and those of TLS 1.3, which ECO.1.1.2 allows. */
const suites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
];

/** The operator's TLS: version 1.2 at least, the suites of ECO.1.1.3, groups of 256 bits or more, DHE of 2048. */
export function operatorContext(options: ImapOptions): SecureContext {
  return createSecureContext({
    cert: options.credential.cert,
    key: options.credential.key,
    ca: [...options.clientAuthorities],
    minVersion: 'TLSv1.2',
    ciphers: suites.join(':'),
    // X25519 counts for 253 bits with OpenSSL (facts, MSS §9.3): the operator does not offer it.
    ecdhCurve: 'P-256:P-384:P-521',
    dhparam: 'auto',
    honorCipherOrder: true,
    // Without it OpenSSL refuses the client that resumes a session in which it showed a certificate.
    sessionIdContext: 'probant-mss-imap',
    ...options.tls,
  });
}
