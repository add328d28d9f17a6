/** Fixes the rules as they are under a version: `node scripts/rules-version.ts 2026.11`, before a release. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from './lib/build.js';
import { run, toolNode } from './lib/commands.js';

const [version = ''] = process.argv.slice(2);
if (!/^\d{4}\.\d{2}(?:\.\d+)?$/.test(version)) {
  console.error('attendu : une version telle que 2026.11 ou 2026.11.1');
  process.exit(2);
}
await build();
// The compiled rules are those that users run: their digests are the ones that count.
const { code, output } = await run(toolNode(), ['bin/probant.js', 'rules', '--json'], {
  env: { PROBANT_SANS_PREPARATION: '1' },
});
if (code !== 0) {
  console.error(output);
  process.exit(1);
}
const manifest = { ...JSON.parse(output), version, date: new Date().toISOString() };
const file = new URL(`../rules/jeux/${version}.json`, import.meta.url);
writeFileSync(fileURLToPath(file), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`rules/jeux/${version}.json`);
