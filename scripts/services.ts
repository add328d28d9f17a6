/** Writes the reference pages: `docs/services.md`, `docs/pannes.md`, `docs/regles.md` and `docs/couloirs.md`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultsPage } from './lib/faults-page.ts';
import { lanesPage } from './lib/lanes-page.ts';
import { rulesPage } from './lib/rules-page.ts';
import { servicesPage } from './lib/services-page.ts';

const docs = new URL('../docs/', import.meta.url);

for (const [name, text] of [
  ['services.md', servicesPage()],
  ['pannes.md', faultsPage()],
  ['regles.md', await rulesPage()],
  ['couloirs.md', lanesPage()],
] as const) {
  writeFileSync(fileURLToPath(new URL(name, docs)), text);
  console.log(`docs/${name}`);
}
