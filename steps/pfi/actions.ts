import type { VerbArgs } from '../../candidate/index.ts';
import { validateDocument, write } from '../documents/actions.ts';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { lastDocument } from './messages.ts';

type Choice = Omit<VerbArgs<'transmettrePfi'>, 'dossier' | 'document'>;

const nothing: Choice = {
  dmp: false,
  destinataires: [],
  patient: false,
  masquePs: false,
  invisiblePatient: false,
  invisibleRepresentants: false,
};

/** Has the product give the latest document to the platform. */
export async function transmit(world: ProbantWorld, choice: Partial<Choice>): Promise<void> {
  const { subject, document } = latestDocument(world);
  world.mark();
  await world.perform('transmettrePfi', { dossier: world.dossier(subject), document, ...nothing, ...choice });
}

/** Writes a document meant for the scenario's correspondents, without validating it. */
export async function draft(world: ProbantWorld, kind: VerbArgs<'creerDocument'>['type']): Promise<void> {
  const { document } = await write(world, kind);
  const destinataires = world.correspondents.map(({ nom, prenom, rpps, adresse }) => ({
    nom,
    prenom,
    rpps,
    mssante: adresse,
  }));
  await world.perform('designerDestinataires', { dossier: world.dossier(), document, destinataires });
}

/** Validates the latest document; what leaves then leaves by itself. */
export async function validateWatched(world: ProbantWorld): Promise<void> {
  world.mark();
  await validateDocument(world);
}

/** Rules of every message that carries a document (volet CI-SIS de transmission). */
const transport = ['msh', 'structure', 'jeu-de-caracteres', 'echappements', 'identifiants', 'traits', 'venue'];
const content = ['document', 'coherence-cda', 'diffusion'];

/** What the message of a document has to say. */
export interface Wanted {
  /** ORU of a laboratory; MDM unless told. */
  famille?: 'MDM' | 'ORU';
  demande?: 'transmission' | 'remplacement';
  /** Answers of metadata, by code. */
  valeurs?: Record<string, 'Y' | 'N'>;
  destinataires?: string[];
}

/** Checks that one document was given to the platform, by a right message that says what was chosen. */
export async function expectGiven(world: ProbantWorld, wanted: Wanted): Promise<Seen> {
  const echanges = (await world.slice('hl7', 1)) as Seen;
  const { famille = 'MDM' } = wanted;
  await world.judge('pfi.nombre', { echanges }, { nombre: 1, famille });
  const message = lastDocument(echanges);
  const { demande = 'transmission', valeurs = {}, destinataires } = wanted;
  for (const rule of [...transport, ...content]) await world.judge(`hl7.${rule}`, { message });
  await world.judge('hl7.statut-identite', { message }, { ins: 'presente' });
  await world.judge('hl7.demande', { message }, { demande });
  await world.judge('hl7.metadonnees', { message }, { valeurs });
  await world.judge('hl7.participations', { message }, destinataires === undefined ? {} : { destinataires });
  return message;
}

/** Checks that the message is about the subject, as INSi gave it. */
export async function expectSubject(world: ProbantWorld, message: Seen): Promise<void> {
  const { matricule, cle, oid, nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance } = world.subject.person;
  const traits = { nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance };
  await world.judge('hl7.patient', { message }, { matricule: matricule + cle, oid, ...traits });
}
