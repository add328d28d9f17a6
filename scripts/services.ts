/** Writes the reference pages of the bench: `docs/services.md`, `docs/pannes.md` and `docs/regles.md`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultsPage } from './lib/faults-page.ts';
import { rulesPage } from './lib/rules-page.ts';
import { servicesPage } from './lib/services-page.ts';

const docs = new URL('../docs/', import.meta.url);

for (const [name, text] of [
  ['services.md', servicesPage()],
  ['pannes.md', faultsPage()],
  ['regles.md', await rulesPage()],
] as const) {
  writeFileSync(fileURLToPath(new URL(name, docs)), text);
  console.log(`docs/${name}`);
}
