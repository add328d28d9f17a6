import type { Cabinet } from './cabinet.ts';
import { dashboardModule } from './dashboard/module.ts';
import { directoryModule } from './directory/module.ts';
import { dmpModule } from './dmp/module.ts';
import { documentsModule } from './documents/module.ts';
import { mailModule } from './mail/module.ts';
import type { Module } from './module.ts';
import { practiceModule } from './practice/module.ts';

/** The parts of the software besides identities; adding one touches this list. */
export function modulesOf(cabinet: Cabinet): Module[] {
  return [documentsModule, dmpModule, mailModule, directoryModule, dashboardModule, practiceModule].map((make) =>
    make(cabinet),
  );
}
