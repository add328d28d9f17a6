import type { Environment } from './environment.ts';
import { messageOf, ProbantError } from './errors.ts';

/**
 * Reads a PEM file.
 *
 * @throws {@link ProbantError} `certificat_invalide`
 */
export async function readPem(environment: Pick<Environment, 'fs'>, path: string): Promise<string> {
  const bytes = await environment.fs.readFile(path).catch((thrown: unknown) => {
    throw new ProbantError('certificat_invalide', { chemin: path, detail: messageOf(thrown) }, thrown);
  });
  return bytes.toString('utf8');
}
