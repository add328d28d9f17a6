import { z } from 'zod';

const matriculeSchema = z.strictObject({
  matricule: z.string().regex(/^\d{6}[0-9A-Za-z]\d{6}$/),
  cle: z.string().regex(/^\d{2}$/),
  oid: z.string().regex(/^[\d.]+$/),
});

const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const identitySchema = matriculeSchema.extend({
  nomNaissance: z.string().min(1),
  prenom: z.string().min(1),
  prenoms: z.string().min(1),
  sexe: z.enum(['M', 'F']),
  dateNaissance: dateSchema,
  lieuNaissance: z.string(),
  historique: z.array(matriculeSchema.extend({ debut: dateSchema.optional(), fin: dateSchema.optional() })).default([]),
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
  nomNaissance: z.string().min(1),
  prenoms: z.string().optional(),
  sexe: z.string().optional(),
  dateNaissance: z.string().optional(),
});

const cardMatchSchema = z.strictObject({
  matricule: z.string().regex(/^\d{6}[0-9A-Za-z]\d{6}$/),
  dateNaissance: z.string().optional(),
});

/** A prepared answer of INSi, as JSON. */
export const insiProgramSchema = z.strictObject({
  match: z.union([cardMatchSchema, traitsMatchSchema]),
  answer: answerSchema,
});
