import type { SecureContextOptions } from 'node:tls';

/** TLS 1.2 and no more: TLS 1.3 would get round the fault of a server (facts, MSS §9.4, tried). */
export const tls12Alone = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const satisfies SecureContextOptions;

/** The settings of servers that a product must refuse, whatever their service. */
export const refusedTls = {
  /** TLS 1.1 alone. */
  version: {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    // OpenSSL serves 1.1 at its lowest level of security only.
    ciphers: 'ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:AES256-SHA:AES128-SHA:@SECLEVEL=0',
  },
  /** One suite (0x009D), without forward secrecy. */
  suite: { ...tls12Alone, ciphers: 'AES256-GCM-SHA384' },
} as const satisfies Record<string, SecureContextOptions>;
