import { register } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, ProbantError } from '../core/index.ts';

let registered = false;

/** Lets Node import TypeScript from now on, through ts-node's loader and swc (design §5.1). */
export function registerTypeScript(): void {
  if (registered) return;
  registered = true;
  // Without this, lines of stack traces are those of the compiled code.
  process.setSourceMapsEnabled(true);
  register(`./typescript-loader${extname(import.meta.url)}`, import.meta.url);
}

/**
 * Imports a publisher's module by its absolute path, TypeScript or JavaScript, and gives its default export.
 *
 * @throws {@link ProbantError} `pilote_invalide` when it can't be loaded or exports nothing by default
 */
export async function loadDefault(path: string): Promise<unknown> {
  if (typeScriptExtensions.has(extname(path))) registerTypeScript();
  const module = await import(pathToFileURL(path).href).catch((thrown: unknown) => {
    throw new ProbantError('pilote_invalide', { pilote: path, detail: messageOf(thrown) }, thrown);
  });
  const exported: unknown = (module as { default?: unknown }).default;
  if (exported === undefined) {
    throw new ProbantError('pilote_invalide', { pilote: path, detail: 'il n’a pas d’export par défaut' });
  }
  return exported;
}

const typeScriptExtensions = new Set(['.ts', '.mts', '.cts']);
