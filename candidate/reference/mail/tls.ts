import type { ConnectionOptions } from 'node:tls';
import type { DefectSet } from '../defects.ts';
import type { MailAccess } from '../services.ts';

/**
 * A mailbox: personal, or of the practice, both opened by Pro Santé Connect; or of the application, opened by certificate.
 */
export type Bal = 'PER' | 'APP' | 'ORG';

// The six suites of ECO 1.1.3, by decreasing strength: 0xC030, 0xC02F, 0x009F, 0x009E, 0xC028, 0xC027.
const suites = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
].join(':');

/** What a connection is secured with. */
export interface TlsChoice {
  access: MailAccess;
  bal: Bal;
  /** The highest version that the practice admits: 1.2 unless it has chosen more (CONF.02). */
  highest: '1.2' | '1.3';
  /** Revocation lists, PEM; undefined: not looked at. */
  lists: string[] | undefined;
}

/**
 * TLS towards the operator (MSS va1.03, va1.31, CONF.01 to CONF.03, CONF.27): 1.2 at least, the six suites, curves of 256
 * bits at least (X25519 counts 253), Diffie-Hellman of 2048 bits at least, and certificates of the IGC-Santé alone, in date
 * and not revoked.
 */
export function tlsTowards({ access, bal, highest, lists }: TlsChoice, planted: DefectSet): ConnectionOptions {
  const careless = planted.has('certificat-expire-accepte') || planted.has('certificat-etranger-accepte');
  const recent = planted.has('tls-1-3-offert') || (highest === '1.3' && !planted.has('version-tls-ignoree'));
  return {
    minVersion: 'TLSv1.2',
    maxVersion: recent ? 'TLSv1.3' : 'TLSv1.2',
    ...(planted.has('tls-suites-interdites') ? {} : { ciphers: suites }),
    ecdhCurve: 'P-256:P-384:P-521',
    minDHSize: 2048,
    ca: access.ca,
    rejectUnauthorized: !careless,
    ...(lists === undefined ? {} : { crl: lists }),
    ...(bal === 'APP' && !planted.has('app-sans-certificat') ? { cert: access.cert, key: access.key } : {}),
    ...weakened(planted),
  };
}

/** OpenSSL itself refuses most of this, unless told to look away. */
function weakened(planted: DefectSet): ConnectionOptions {
  const lookAway = `${suites}:@SECLEVEL=0`;
  return {
    ...(planted.has('tls-1-1-accepte')
      ? { minVersion: 'TLSv1.1' as const, ciphers: `${suites}:AES128-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=0` }
      : {}),
    ...(planted.has('groupes-faibles-acceptes')
      ? { ciphers: lookAway, minDHSize: 1024, ecdhCurve: 'P-256:P-384:P-521:secp224r1' }
      : {}),
  };
}
