/** Runs the project's own checks: prints what is wrong, then `N passed, N failed`. */
import { fileURLToPath } from 'node:url';
import { checkImports } from './check-imports.ts';
import { checkLinks } from './check-links.ts';
import { checkSources } from './check-size.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const checks = [
  checkImports(root).map(({ file, specifier, reason }) => `${file} : ${reason} [${specifier}]`),
  checkSources(root).map(({ place, reason }) => `${place} : ${reason}`),
  checkLinks(root).map(({ page, target }) => `${page} : lien mort vers « ${target} »`),
];

for (const message of checks.flat()) {
  console.error(message);
}
const failed = checks.filter((messages) => messages.length > 0).length;
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
