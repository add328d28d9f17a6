import type { TlsOptions } from 'node:tls';

/** PEM of a server's certificate with its intermediates, and of its key. */
export interface ServerCredential {
  cert: string;
  key: string;
}

/**
 * The suites of the API LPS, and no other (ECO 1.1.3; operators too must accept these alone, facts MSS §3.3), under their
 * OpenSSL names: 0xC030, 0xC02F, 0xC028, 0xC027, 0x009F, 0x009E.
 */
const documentedSuites = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
];

/**
 * TLS as the API LPS asks: 1.2 at least (ECO 1.1.1), 1.3 allowed (ECO 1.1.2), the documented suites, DHE of 2048 bits
 * (`auto` follows the 2048-bit key) and curves of 256 bits at least, without X25519, that OpenSSL counts for 253.
 */
export function documentedTls({ cert, key }: ServerCredential): TlsOptions {
  return {
    cert,
    key,
    minVersion: 'TLSv1.2',
    ciphers: documentedSuites.join(':'),
    dhparam: 'auto',
    ecdhCurve: 'P-256:P-384:P-521',
    honorCipherOrder: true,
  };
}
