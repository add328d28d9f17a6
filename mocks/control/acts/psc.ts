import { z } from 'zod';
import { type PscControl, pscFaults } from '../../psc/index.ts';
import { type Acts, does, tells } from '../act.ts';
import { forgotten, milliseconds, owner, text } from './fields.ts';

const activitySchema = z.strictObject({
  structureId: z.string(),
  structure: text,
  secteur: z.string(),
  mode: z.string(),
  finess: text.optional(),
  champs: z.record(text, z.string()).optional(),
});

const exerciseSchema = z.strictObject({
  profession: text,
  specialite: text.optional(),
  activites: z.array(activitySchema),
});

const personaSchema = z.strictObject({
  id: text,
  civilite: z.enum(['M', 'MME']).optional(),
  nom: text,
  prenom: text,
  nomExercice: text.optional(),
  profession: text.optional(),
  specialite: text.optional(),
  activites: z.array(activitySchema).default([]),
  autresExercices: z.array(exerciseSchema).optional(),
  minimal: z.strictObject({ organisation: text }).optional(),
  mailboxes: z.array(text).optional(),
  owner,
});

const lifetimesSchema = z
  .strictObject({
    code: milliseconds,
    access: milliseconds,
    refresh: milliseconds,
    idle: milliseconds,
    session: milliseconds,
    ciba: milliseconds,
    cibaInterval: milliseconds,
    pushed: milliseconds,
    apiAccess: milliseconds,
    apiRefresh: milliseconds,
  })
  .partial();

const behaviourSchema = z.strictObject({
  subject: text.optional(),
  acr: z.enum(['eidas1', 'eidas2']).optional(),
  userinfo: z.enum(['json', 'jwt']).optional(),
  logoutState: z.enum(['rendu', 'omis']).optional(),
  confirmation: z.enum(['ans', 'rfc8705']).optional(),
  lifetimes: lifetimesSchema.optional(),
  faults: z.array(z.enum(pscFaults)).optional(),
  owner,
});

const anyone = z.strictObject({ subject: text.optional() });

/** Acts on Pro Santé Connect. */
export const pscActs: Acts<PscControl> = {
  publish: does(personaSchema, ({ psc }, { owner, ...persona }) => psc.publish(persona, owner)),
  program: does(behaviourSchema, ({ psc }, behaviour) => psc.program(behaviour)),
  ciba: does(
    z.strictObject({ subject: text, outcome: z.enum(['accepte', 'refuse', 'silence']), owner }),
    ({ psc }, { subject, outcome, owner }) => psc.ciba(subject, outcome, owner),
  ),
  pendingCiba: tells(anyone, ({ psc }, { subject }) => psc.pendingCiba(subject)),
  revoke: does(anyone, ({ psc }, { subject }) => psc.revoke(subject)),
  expireTokens: does(anyone, ({ psc }, { subject }) => psc.expireTokens(subject)),
  rotateKeys: does(z.strictObject({ former: z.enum(['publiees', 'retirees']).optional() }), ({ psc }, { former }) =>
    psc.rotateKeys(former),
  ),
  logoutNotices: tells(z.strictObject({}), ({ psc }) => psc.logoutNotices()),
  reset: does(forgotten, ({ psc }, { owner }) => psc.reset(owner)),
};
