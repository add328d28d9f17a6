import type { TlsOptions } from 'node:tls';

/** PEM of a server's certificate with its intermediates, and of its key. */
export interface ServerCredential {
  cert: string;
  key: string;
}

/** Which text of the API LPS the operator follows (facts, MSS §9.7). */
export interface TlsProfile {
  /** `v1.0`: six suites (ECO 1.1.3); `v0.1`: the four ECDHE ones of the text of 2021. `v1.0` unless said. */
  suites?: keyof typeof documentedSuites;
  /** Whether TLS 1.3 is served (ECO 1.1.2: a client MAY use it); true unless said, false with `v0.1`, that forbade it. */
  tls13?: boolean;
}

const firstSuites = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
];

/**
 * The suites of the API LPS, and no other (ECO 1.1.3; operators too must accept these alone, facts MSS §3.3), under their
 * OpenSSL names: 0xC030, 0xC02F, 0xC028, 0xC027, and since v1.0 0x009F, 0x009E.
 */
export const documentedSuites = {
  'v1.0': [...firstSuites, 'DHE-RSA-AES256-GCM-SHA384', 'DHE-RSA-AES128-GCM-SHA256'],
  'v0.1': firstSuites,
} as const;

/**
 * TLS as the API LPS asks: 1.2 at least (ECO 1.1.1), 1.3 where the profile has it, the documented suites, DHE of 2048 bits
 * (`auto` follows the 2048-bit key) and curves of 256 bits at least, without X25519, that OpenSSL counts for 253.
 */
export function documentedTls({ cert, key }: ServerCredential, profile: TlsProfile = {}): TlsOptions {
  const { suites = 'v1.0', tls13 = suites !== 'v0.1' } = profile;
  return {
    cert,
    key,
    minVersion: 'TLSv1.2',
    maxVersion: tls13 ? 'TLSv1.3' : 'TLSv1.2',
    ciphers: documentedSuites[suites].join(':'),
    dhparam: 'auto',
    ecdhCurve: 'P-256:P-384:P-521',
    honorCipherOrder: true,
  };
}
