import { resolve } from 'node:path';
import { type Environment, messageOf, ProbantError } from '../../core/index.ts';

/**
 * The bytes of a workbook, of a referential or of its correspondence.
 *
 * @param path relative to the working folder, or absolute
 * @throws {@link ProbantError} `rem_introuvable`
 */
export function readRemFile({ fs, cwd }: Pick<Environment, 'fs' | 'cwd'>, path: string): Promise<Buffer> {
  return fs.readFile(resolve(cwd, path)).catch((thrown: unknown) => {
    throw new ProbantError('rem_introuvable', { chemin: path, detail: messageOf(thrown) }, thrown);
  });
}
