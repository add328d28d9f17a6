import { z } from 'zod';
import { colleagueDocument, type DmpControl } from '../../dmp/index.ts';
import { type Acts, does, tells } from '../act.ts';
import { bytes, cle, date, forgotten, instant, matricule, oid, owner, text } from './fields.ts';

const states = z.enum(['VALIDE', 'EXPIRE', 'INTERDIT', 'NON_EXISTE']);

const specialites = z.array(z.strictObject({ code: text, libelle: z.string() })).optional();

const authorisationSchema = z.strictObject({
  id: text,
  etat: states,
  nom: text.optional(),
  prenom: text.optional(),
  specialites,
  structure: text.optional(),
  debut: instant.optional(),
  derniereAction: instant.optional(),
});

const addressSchema = z.strictObject({
  lignes: z.array(z.string()).optional(),
  codePostal: z.string().optional(),
  ville: z.string().optional(),
  pays: z.string().optional(),
});

const representativeSchema = z.strictObject({
  lien: text,
  nom: text,
  prenom: text,
  mobile: z.string().optional(),
  courriel: z.string().optional(),
});

const patientSchema = z.strictObject({
  matricule,
  cle,
  oid,
  nomNaissance: text,
  prenom: text,
  sexe: z.enum(['M', 'F']),
  dateNaissance: date,
  nomUtilise: text.optional(),
  etat: z.enum(['actif', 'ferme', 'inexistant']),
  fermeture: z
    .strictObject({ date: instant.optional(), motif: text.optional(), raison: z.string().optional() })
    .optional(),
  autorisation: states,
  autorisations: z.array(authorisationSchema).optional(),
  medecinTraitant: text.optional(),
  rattachementEns: z.boolean().optional(),
  compteInternet: z.boolean().optional(),
  oppositions: z.strictObject({ brisDeGlace: z.boolean().optional(), accesUrgence: z.boolean().optional() }).optional(),
  accesMasques: z.strictObject({ brisDeGlace: z.boolean().optional(), centre15: z.boolean().optional() }).optional(),
  mineur: z.boolean().optional(),
  civilite: z.string().optional(),
  courriel: z.string().optional(),
  mobile: z.string().optional(),
  telephone: z.string().optional(),
  adresse: addressSchema.optional(),
  lieuNaissance: z.string().optional(),
  decede: z.boolean().optional(),
  representants: z.array(representativeSchema).optional(),
  owner,
});

const professionalSchema = z.strictObject({
  id: text,
  nom: text,
  prenom: text,
  specialites,
  structures: z.array(z.strictObject({ id: text, active: z.boolean().optional() })).optional(),
  owner,
});

const codeSchema = z.strictObject({ code: text, oid, libelle: z.string() });

const confidentialites = z.array(text).optional();

const documentSchema = z.strictObject({
  matricule,
  uniqueId: oid,
  titre: text,
  contenu: bytes,
  mimeType: text.optional(),
  type: codeSchema,
  classe: codeSchema,
  format: codeSchema,
  confidentialites,
  auteur: z.strictObject({ id: text, nom: text, prenom: text, structure: text, nomStructure: text }),
  creation: instant,
  debutActe: instant.optional(),
});

/** A document of which only the text matters: an invented colleague's, its CDA made by the bench. */
const noteSchema = z.strictObject({
  matricule,
  uniqueId: oid,
  titre: text,
  texte: text,
  creation: instant,
  confidentialites,
});

/** Acts on the DMP. */
export const dmpActs: Acts<DmpControl> = {
  declare: does(patientSchema, ({ dmp }, patient) => dmp.declare(patient)),
  declareProfessional: does(professionalSchema, ({ dmp }, professional) => dmp.declareProfessional(professional)),
  deposit: does(z.union([documentSchema, noteSchema]), ({ dmp }, document) => ({
    entryUuid: dmp.deposit('texte' in document ? note(dmp, document) : document),
  })),
  patient: tells(z.strictObject({ matricule }), ({ dmp }, { matricule: of }) => dmp.patient(of)),
  documents: tells(z.strictObject({ matricule }), ({ dmp }, { matricule: of }) => dmp.documents(of)),
  authorisation: tells(z.strictObject({ matricule, professional: text }), ({ dmp }, { matricule: of, professional }) =>
    dmp.authorisation(of, professional),
  ),
  visits: tells(z.strictObject({ matricule: z.union([matricule, z.literal('')]).default('') }), ({ dmp }, asked) =>
    dmp.visits(asked.matricule),
  ),
  reset: does(forgotten, ({ dmp }, { owner }) => dmp.reset(owner)),
};

type Note = Omit<z.output<typeof noteSchema>, 'confidentialites'> & { confidentialites?: string[] };

/** @throws {@link ProbantError} `dmp_patient_non_declare` */
function note(dmp: DmpControl, chosen: Note): Parameters<DmpControl['deposit']>[0] {
  const { matricule: of, ...said } = chosen;
  const patient = dmp.patient(of);
  const { prenom = '', lieuNaissance = '' } = patient ?? {};
  // Of a patient who was not declared the deposit is refused, with its reason.
  const identity = { ...unknownTraits, ...patient, matricule: of, prenoms: prenom, lieuNaissance, historique: [] };
  return colleagueDocument(identity, said);
}

const unknownTraits = { nomNaissance: '', prenom: '', sexe: 'F', dateNaissance: '', cle: '', oid: '' } as const;
