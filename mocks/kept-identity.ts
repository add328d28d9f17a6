import { join } from 'node:path';
import { z } from 'zod';
import { type Environment, messageOf, ProbantError, uuid, writeError } from '../core/index.ts';
import { type AuthorityKeys, newAuthorityKeys } from './pki/index.ts';

/**
 * What a product was once told of a bench, and would have to be told again at each start: the authorities that it trusts
 * and that issued its certificates, its secret at Pro Santé Connect, its key of the directory, the token of the control API.
 */
export interface BenchIdentity {
  authorityKeys: AuthorityKeys;
  pscSecret: string;
  annuaireKey: string;
  /** Opens the control API. */
  controlToken: string;
}

const key = z.string().startsWith('-----BEGIN PRIVATE KEY-----');

const identitySchema: z.ZodType<BenchIdentity> = z.strictObject({
  authorityKeys: z.strictObject({ acr_el: key, aci_el_org: key, acr_fo: key, aci_fo_pp: key }),
  pscSecret: z.string().min(1),
  annuaireKey: z.string().min(1),
  controlToken: z.string().min(1),
});

// Whoever has the keys of the authorities can pass for any server in the eyes of a machine that trusts them.
const ownerOnly = 0o600;

/**
 * The identity that a folder keeps in `identite.json`; made and kept there at the first call.
 *
 * @throws {@link ProbantError} `identite_banc_invalide`, `disque_plein` or `ecriture_impossible`
 */
export async function keptIdentity(
  environment: Pick<Environment, 'fs' | 'random'>,
  folder: string,
): Promise<BenchIdentity> {
  const path = join(folder, 'identite.json');
  const kept = await environment.fs.readFile(path).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw unreadable(path, thrown);
  });
  if (kept !== undefined) return readIdentity(path, kept.toString('utf8'));
  const made = {
    authorityKeys: await newAuthorityKeys(),
    pscSecret: newSecret(environment),
    annuaireKey: uuid(environment.random),
    controlToken: newSecret(environment),
  };
  await environment.fs.writeFile(path, `${JSON.stringify(made, null, 2)}\n`, ownerOnly).catch((thrown: unknown) => {
    throw writeError(path, thrown);
  });
  return made;
}

/** An unguessable secret of 192 bits. */
export function newSecret({ random }: Pick<Environment, 'random'>): string {
  return random.bytes(24).toString('base64url');
}

function readIdentity(path: string, text: string): BenchIdentity {
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

function unreadable(path: string, thrown: unknown): ProbantError {
  // What zod says would quote the keys only by their path; what JSON says quotes the text itself.
  const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown).replaceAll('\n', ' ') : nameOf(thrown);
  return new ProbantError('identite_banc_invalide', { chemin: path, detail }, thrown);
}

function nameOf(thrown: unknown): string {
  return thrown instanceof SyntaxError ? 'ce n’est pas du JSON' : messageOf(thrown);
}
