import { ProbantError } from '../../core/index.ts';

/** An error in a schema, at its file. */
export function invalid(fichier: string, detail: string): ProbantError {
  return new ProbantError('schematron_invalide', { fichier, detail });
}
