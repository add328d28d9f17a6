import type { ConnectionOptions } from 'node:tls';
import type { DefectSet } from '../defects.ts';
import type { MailAccess } from '../services.ts';

/** A mailbox: personal, opened by Pro Santé Connect, or of the application, opened by certificate. */
export type Bal = 'PER' | 'APP';

// The six suites of ECO 1.1.3, by decreasing strength: 0xC030, 0xC02F, 0x009F, 0x009E, 0xC028, 0xC027.
const suites = [
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'DHE-RSA-AES256-GCM-SHA384',
  'DHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-SHA384',
  'ECDHE-RSA-AES128-SHA256',
].join(':');

/**
 * TLS towards the operator (MSS va1.03, va1.31, CONF.03, CONF.27): 1.2 only, the six suites, curves of 256 bits at
 * least (X25519 counts 253), Diffie-Hellman of 2048 bits at least, and certificates of the IGC-Santé alone, in date.
 */
export function tlsTowards(access: MailAccess, bal: Bal, planted: DefectSet): ConnectionOptions {
  const careless = planted.has('certificat-expire-accepte') || planted.has('certificat-etranger-accepte');
  return {
    minVersion: 'TLSv1.2',
    maxVersion: planted.has('tls-1-3-offert') ? 'TLSv1.3' : 'TLSv1.2',
    ...(planted.has('tls-suites-interdites') ? {} : { ciphers: suites }),
    ecdhCurve: 'P-256:P-384:P-521',
    minDHSize: 2048,
    ca: access.ca,
    rejectUnauthorized: !careless,
    ...(bal === 'APP' && !planted.has('app-sans-certificat') ? { cert: access.cert, key: access.key } : {}),
  };
}
