import type { z } from 'zod';
import type { attributSchema, bandeauSchema, saisieSchema, statutSchema } from './verbs/common.ts';
import { dashboardVerbs } from './verbs/dashboard.ts';
import { directoryVerbs } from './verbs/directory.ts';
import { dmpVerbs } from './verbs/dmp.ts';
import { dmpConsultationVerbs } from './verbs/dmp-consultation.ts';
import { documentVerbs } from './verbs/documents.ts';
import { historyVerbs } from './verbs/history.ts';
import { hl7Verbs } from './verbs/hl7.ts';
import { identityVerbs } from './verbs/identity.ts';
import { mailVerbs } from './verbs/mail.ts';
import { mailConnectionVerbs } from './verbs/mail-connection.ts';
import { mailReadingVerbs } from './verbs/mail-reading.ts';
import { personVerbs } from './verbs/person.ts';
import { pfiVerbs } from './verbs/pfi.ts';
import { practiceVerbs } from './verbs/practice.ts';
import { reportVerbs } from './verbs/reports.ts';
import { signInVerbs } from './verbs/sign-in.ts';
import { viewingVerbs } from './verbs/viewing.ts';

/**
 * The driver contract: every verb that a step may ask of a product.
 *
 * No verb returns a judgement: an action returns what the screen then says, a read returns values.
 */
export const verbs = {
  ...identityVerbs,
  ...documentVerbs,
  ...reportVerbs,
  ...dmpVerbs,
  ...dmpConsultationVerbs,
  ...historyVerbs,
  ...viewingVerbs,
  ...mailVerbs,
  ...mailReadingVerbs,
  ...mailConnectionVerbs,
  ...dashboardVerbs,
  ...directoryVerbs,
  ...practiceVerbs,
  ...hl7Verbs,
  ...signInVerbs,
  ...pfiVerbs,
  ...personVerbs,
};

/** Name of a verb. */
export type VerbName = keyof typeof verbs;

/** True for a verb by which the product hands over a file. */
export function givesFile(verb: VerbName): boolean {
  return 'contenu' in verbs[verb].result.shape;
}

/** True for what only a person can say. */
export function isConstat(verb: VerbName): boolean {
  return verbs[verb].kind === 'constat';
}
/** Arguments of a verb. */
export type VerbArgs<V extends VerbName> = z.infer<(typeof verbs)[V]['args']>;
/** Result of a verb. */
export type VerbResult<V extends VerbName> = z.infer<(typeof verbs)[V]['result']>;
/** Identity status. */
export type Statut = z.infer<typeof statutSchema>;
/** Identity attribute. */
export type Attribut = z.infer<typeof attributSchema>;
/** Traits as typed. */
export type Saisie = z.infer<typeof saisieSchema>;
/** The identity banner. */
export type Bandeau = z.infer<typeof bandeauSchema>;
