import { z } from 'zod';
import type { InsiControl } from '../../insi/index.ts';
import { type Acts, does } from '../act.ts';
import { cle, date, forgotten, matricule, oid, owner, text } from './fields.ts';

const matriculeSchema = z.strictObject({ matricule, cle, oid });

const identitySchema = matriculeSchema.extend({
  nomNaissance: text,
  prenom: text,
  prenoms: text,
  sexe: z.enum(['M', 'F']),
  dateNaissance: date,
  lieuNaissance: z.string(),
  historique: z.array(matriculeSchema.extend({ debut: date.optional(), fin: date.optional() })).default([]),
});

const traitsSchema = z
  .strictObject({
    nomNaissance: z.string(),
    prenoms: z.string(),
    sexe: z.enum(['M', 'F', '']),
    dateNaissance: z.string(),
    lieuNaissance: z.string(),
  })
  .partial();

const answerSchema = z.union([
  z.strictObject({
    code: z.literal('00'),
    identity: identitySchema,
    shape: z.enum(['live', 'cnda-file', 'gie-prefixed', 'history-bad-order']).optional(),
    traits: traitsSchema.optional(),
  }),
  z.strictObject({ code: z.enum(['01', '02']) }),
  z.strictObject({ fault: z.enum(['desir_550', 'desir_560', 'desir_1020', 'insi_102', 'insi_111', 'insi_19']) }),
]);

const traitsMatchSchema = z.strictObject({
  nomNaissance: text,
  prenoms: z.string().optional(),
  sexe: z.string().optional(),
  dateNaissance: z.string().optional(),
});

const cardMatchSchema = z.strictObject({ matricule, dateNaissance: z.string().optional() });

const programSchema = z.strictObject({
  match: z.union([cardMatchSchema, traitsMatchSchema]),
  answer: answerSchema,
  owner,
});

/** Acts on INSi. */
export const insiActs: Acts<InsiControl> = {
  program: does(programSchema, ({ insi }, program) => insi.program(program)),
  reset: does(forgotten, ({ insi }, { owner }) => insi.reset(owner)),
};
