import type { SecureContextOptions } from 'node:tls';
import { refusedTls } from '../host/index.ts';
import type { TestPki } from '../pki/index.ts';
import type { TlsFaultKind } from './fault.ts';

/** A name that no bench bears. */
const otherName = 'autre-service.probant.test';

type Wrong = (pki: TestPki, names: readonly string[]) => Promise<SecureContextOptions>;

const wrong: Record<TlsFaultKind, Wrong> = {
  tls_version: () => Promise.resolve(refusedTls.version),
  tls_suite: () => Promise.resolve(refusedTls.suite),
  tls_cle_faible: async (pki, names) => ({
    ...(await shown(pki, names, 'cle_faible')),
    // OpenSSL would not serve such a key at its ordinary level.
    ciphers: 'ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0',
    // TLS 1.3 would get round the fault (facts, MSS §9.4).
    maxVersion: 'TLSv1.2',
  }),
  tls_autorite: (pki, names) => shown(pki, names, 'etranger'),
  tls_expire: (pki, names) => shown(pki, names, 'expire'),
  tls_revoque: (pki, names) => shown(pki, names, 'revoque'),
  tls_nom: (pki) => shown(pki, [otherName], 'valide'),
};

async function shown(
  pki: TestPki,
  names: readonly string[],
  state: Parameters<TestPki['mssServer']>[1],
): Promise<SecureContextOptions> {
  const { cert, key } = await pki.mssServer(names, state);
  return { cert, key };
}

/** What a server shows of TLS when it goes wrong; certificates are issued at the first demand. */
export function wrongTls(kind: TlsFaultKind, pki: TestPki, names: readonly string[]): Promise<SecureContextOptions> {
  return wrong[kind](pki, names);
}
