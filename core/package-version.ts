import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Version of this release of Probant; its root is one folder up from the sources, and two from what is compiled. */
export function packageVersion(): string {
  const [beside, compiled] = ['../package.json', '../../package.json'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  ) as [string, string];
  const path = existsSync(beside) ? beside : compiled;
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
