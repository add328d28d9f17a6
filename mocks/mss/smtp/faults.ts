import type { TlsOptions } from 'node:tls';
import { TestPki } from '../../pki/index.ts';
import { documentedTls, type ServerCredential } from '../tls-profile.ts';

/**
 * TLS of a server that a product must not trust (facts, MSS §9.4): each does one thing wrong. Those of TLS 1.2 and before
 * stop there, or TLS 1.3 would get round the fault.
 */
export const faultyTls = {
  /** Shown with an expired certificate (ECO 1.1.5). */
  certificat_expire: (credential: ServerCredential): TlsOptions => documentedTls(credential),
  /** Shown with a certificate of an authority that nobody trusts (ECO 1.1.10). */
  autorite_etrangere: (credential: ServerCredential): TlsOptions => documentedTls(credential),
  /** TLS 1.1 alone (ECO 1.1.1). */
  tls11: ({ cert, key }: ServerCredential): TlsOptions => ({
    cert,
    key,
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:AES256-SHA:AES128-SHA:@SECLEVEL=0',
  }),
  /** A suite that is not of the list, with no forward secrecy: 0x009D (ECO 1.1.3). */
  suite_interdite: ({ cert, key }: ServerCredential): TlsOptions => ({
    cert,
    key,
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    ciphers: 'AES256-GCM-SHA384',
  }),
};

/** Issues a certificate for these names from an authority made for it, that nobody knows. */
export async function foreignCredential(names: readonly string[]): Promise<ServerCredential> {
  const { cert, key } = await (await TestPki.create()).server(names);
  return { cert, key };
}
