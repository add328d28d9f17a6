import type { Cabinet } from './cabinet.ts';
import { CabinetError } from './cabinet-error.ts';
import { dashboardModule } from './dashboard/module.ts';
import { directoryModule } from './directory/module.ts';
import { dmpModule } from './dmp/module.ts';
import { documentsModule } from './documents/module.ts';
import { historyModule } from './history/module.ts';
import { hl7Module } from './hl7/module.ts';
import { insiCardModule } from './insi-card/module.ts';
import { mailModule } from './mail/module.ts';
import type { Module } from './module.ts';
import { pfiModule } from './pfi/module.ts';
import { practiceModule } from './practice/module.ts';
import { signInModule } from './psc/module.ts';
import { reportsModule } from './reports/module.ts';
import { setupModule } from './setup/module.ts';
import { viewingModule } from './viewing/module.ts';

type MakeModule = (cabinet: Cabinet) => Module;

const common: readonly MakeModule[] = [
  documentsModule,
  dmpModule,
  historyModule,
  viewingModule,
  mailModule,
  directoryModule,
  dashboardModule,
  setupModule,
  hl7Module,
  signInModule,
];

/** The parts of the software besides identities, by SONS lane; adding one touches this list. */
const modulesByLane = {
  'MDV-LGC': [...common, practiceModule],
  'HOP-DPI': [...common, pfiModule],
  'RAD-RIS': [...common, insiCardModule, reportsModule],
  'BIO-SGL': [...common, insiCardModule, reportsModule, pfiModule],
} as const satisfies Record<string, readonly MakeModule[]>;

/** A SONS lane that Cabinet Témoin can be sold for. */
export type Couloir = keyof typeof modulesByLane;

/** The lanes of Cabinet Témoin. */
export const couloirs = Object.keys(modulesByLane) as Couloir[];

/** @throws {@link CabinetError} `couloir_inconnu` */
export function laneOf(name: string): Couloir {
  const found = couloirs.find((known) => known === name);
  if (found !== undefined) return found;
  throw new CabinetError(
    'couloir_inconnu',
    `Cabinet Témoin n’existe pas pour le couloir « ${name} » (${couloirs.join(', ')}).`,
  );
}

/** The modules of the software for its lane. */
export function modulesOf(cabinet: Cabinet): Module[] {
  return modulesByLane[cabinet.couloir].map((make) => make(cabinet));
}
