import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { locations } from './locations.ts';

/** Version of this release of Probant, compiled or not. */
export function packageVersion(): string {
  const beside = fileURLToPath(new URL('../package.json', import.meta.url));
  const path = existsSync(beside) ? beside : locations.package;
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
