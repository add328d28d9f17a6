import { z } from 'zod';
import type { Hl7Control } from '../../hl7/index.ts';
import { type Acts, does, tells } from '../act.ts';
import { bytes, date, forgotten, milliseconds, oid, owner, text } from './fields.ts';

const answerSchema = z.union([
  z.strictObject({
    code: z.enum(['AA', 'AE', 'AR']),
    erreur: z
      .strictObject({ condition: text.optional(), application: text.optional(), libelle: z.string().optional() })
      .optional(),
    delaiMs: milliseconds.optional(),
  }),
  z.strictObject({ silence: z.literal(true) }),
  z.strictObject({ coupure: z.literal(true) }),
]);

const programSchema = z.strictObject({
  match: z.strictObject({ cle: text.optional(), type: text.optional(), evenement: text.optional() }).optional(),
  answer: answerSchema,
  owner,
});

const patientSchema = z.strictObject({
  ipp: text,
  nomNaissance: text,
  prenom: text,
  prenoms: text,
  nomUtilise: text.optional(),
  sexe: text,
  dateNaissance: date,
  lieuNaissance: text,
  statut: z.enum(['VALI', 'PROV', 'VIDE', 'DOUTE', 'FICTI']),
  ins: z
    .union([z.strictObject({ matricule: z.string().regex(/^[0-9AB]{15}$/), oid }), z.literal('supprimee')])
    .optional(),
  venue: text.optional(),
});

const identitySchema = patientSchema.extend({
  evenement: z.enum(['A01', 'A03', 'A04', 'A05', 'A08', 'A28', 'A31', 'A40', 'A47']),
});

const documentSchema = patientSchema.extend({
  cda: bytes,
  type: text.optional(),
  libelle: text.optional(),
  transaction: z.enum(['T02', 'T04', 'T10']).optional(),
});

const reportSchema = z.strictObject({
  evenement: z.enum(['Z01', 'Z02', 'Z03']),
  message: text.optional(),
  cle: text,
  succes: z.boolean(),
  boite: text.optional(),
  erreur: z.strictObject({ code: text, libelle: z.string().optional() }).optional(),
});

const whose = { cles: z.array(text).optional(), owner };

const sendingSchema = z.union([
  z.strictObject({ identite: identitySchema, ...whose }),
  z.strictObject({ document: documentSchema, ...whose }),
  z.strictObject({ accuse: reportSchema, ...whose }),
  z.strictObject({ message: bytes, ...whose }),
]);

/** Acts on the platform of interoperability. */
export const hl7Acts: Acts<Hl7Control> = {
  program: does(programSchema, ({ hl7 }, entry) => hl7.program(entry)),
  send: does(sendingSchema, ({ hl7 }, sending) => hl7.send(sending)),
  received: tells(z.strictObject({ cle: text }), ({ hl7 }, { cle }) =>
    hl7.received(cle).map((message) => message.toString('base64')),
  ),
  reset: does(forgotten, ({ hl7 }, { owner: of }) => hl7.reset(of)),
};
