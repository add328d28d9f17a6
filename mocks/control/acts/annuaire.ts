import { z } from 'zod';
import type { AnnuaireControl } from '../../annuaire/index.ts';
import { type Acts, does } from '../act.ts';
import { date, forgotten, milliseconds, owner, text } from './fields.ts';

const coded = z.strictObject({ code: text, libelle: z.string() });

const mailboxSchema = z.strictObject({
  adresse: text,
  type: z.enum(['PER', 'CAB', 'ORG', 'APP']),
  dematerialisation: z.boolean(),
  description: z.string().optional(),
  activite: z.literal(true).optional(),
});

const placeSchema = z.strictObject({
  id: text,
  raisonSociale: text,
  finess: text.optional(),
  secteur: coded,
  numeroVoie: z.string(),
  typeVoie: coded,
  voie: z.string(),
  codePostal: z.string(),
  commune: coded,
  telephone: z.string(),
});

const equipmentSchema = z.strictObject({
  arhgos: text,
  type: coded,
  marque: z.string(),
  modele: z.string(),
  numeroSerie: z.string(),
  actif: z.boolean(),
});

const serviceSchema = z.strictObject({
  arhgos: text,
  nature: z.enum(['soins', 'social']),
  activite: coded,
  modalite: coded.optional(),
  forme: coded,
  actif: z.boolean(),
});

const structureSchema = placeSchema.extend({
  juridique: z.literal(true).optional(),
  rattachement: text.optional(),
  siren: text.optional(),
  categorie: coded.optional(),
  statutJuridique: coded.optional(),
  ape: coded.optional(),
  licence: text.optional(),
  mailboxes: z.array(mailboxSchema).optional(),
  courriel: z.string().optional(),
  equipements: z.array(equipmentSchema).optional(),
  services: z.array(serviceSchema).optional(),
  actif: z.boolean().optional(),
});

const modes = z.enum(['L', 'S']);

const activitySchema = z.strictObject({
  structure: placeSchema,
  mode: modes,
  fonction: coded.optional(),
  section: coded.optional(),
  mailboxes: z.array(mailboxSchema).optional(),
});

const professionalSchema = z.strictObject({
  rpps: z.string().regex(/^\d{11}$/),
  civilite: z.enum(['M', 'MME']),
  nom: text,
  prenom: text,
  profession: coded,
  savoirFaire: coded.optional(),
  mode: modes,
  structure: placeSchema,
  fonction: coded.optional(),
  section: coded.optional(),
  autresActivites: z.array(activitySchema).optional(),
  mailboxes: z.array(mailboxSchema).default([]),
  cartes: z.array(z.strictObject({ type: z.enum(['CPS', 'CPF']), numero: text, debut: date, fin: date })).optional(),
  actif: z.boolean().optional(),
});

const holder = z.union([z.strictObject({ rpps: text }), z.strictObject({ structure: text })]);

const keySchema = z.strictObject({ cle: text, etat: z.enum(['valide', 'suspendue']).optional() });

const settingsSchema = z.strictObject({
  statutErreur: z.union([z.literal(400), z.literal(500)]).optional(),
  quota: z.number().int().min(1).optional(),
  dureePage: milliseconds.optional(),
  deltaAncien: z.enum(['admis', 'refuse']).optional(),
  owner,
});

const one = z.strictObject({ identifier: text, owner });

/** Acts on the Annuaire Santé. */
export const annuaireActs: Acts<AnnuaireControl> = {
  publishStructures: does(
    z.strictObject({ structures: z.array(structureSchema).min(1), owner }),
    ({ annuaire }, asked) => annuaire.publishStructures(asked.structures, asked.owner),
  ),
  publish: does(z.strictObject({ professionals: z.array(professionalSchema).min(1), owner }), ({ annuaire }, asked) =>
    annuaire.publish(asked.professionals, asked.owner),
  ),
  publishMailboxes: does(
    z.strictObject({ holder, mailboxes: z.array(mailboxSchema).min(1), owner }),
    ({ annuaire }, asked) => annuaire.publishMailboxes(asked.holder, asked.mailboxes, asked.owner),
  ),
  deactivate: does(one, ({ annuaire }, { identifier, owner }) => annuaire.deactivate(identifier, owner)),
  delete: does(one, ({ annuaire }, { identifier, owner }) => annuaire.delete(identifier, owner)),
  apiKeys: does(z.strictObject({ keys: z.array(keySchema).min(1), owner }), ({ annuaire }, { keys, owner }) =>
    annuaire.apiKeys(keys, owner),
  ),
  configureApi: does(settingsSchema, ({ annuaire }, { owner, ...settings }) => annuaire.configureApi(settings, owner)),
  reset: does(forgotten, ({ annuaire }, { owner }) => annuaire.reset(owner)),
};
