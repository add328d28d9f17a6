import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the package, seen from the sources or from the compiled code. */
const root = new URL(existsSync(new URL('../package.json', import.meta.url)) ? '../' : '../../', import.meta.url);

/** Folders and files of the package that runs read. */
export const locations = {
  root: fileURLToPath(root),
  features: fileURLToPath(new URL('features/', root)),
  /** By which planted defect each point was seen red. */
  counterProof: fileURLToPath(new URL('features/contre-preuve.json', root)),
  /** Which points each planted defect turns red: one file a subject, as in candidate/reference/defects. */
  plantedDefects: fileURLToPath(new URL('features/defauts-plantes/', root)),
  steps: new URL('../steps/', import.meta.url),
  rules: new URL('../rules/', import.meta.url),
  core: new URL('../core/', import.meta.url),
};
