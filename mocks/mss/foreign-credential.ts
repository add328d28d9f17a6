import { TestPki } from '../pki/index.ts';
import type { ServerCredential } from './tls-profile.ts';

/** Issues a certificate for these names from an authority made for it, that nobody knows. */
export async function foreignCredential(names: readonly string[]): Promise<ServerCredential> {
  const { cert, key } = await (await TestPki.create()).server(names);
  return { cert, key };
}
