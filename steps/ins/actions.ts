import type { Attribut, Saisie, Statut, VerbArgs } from '../../candidate/index.ts';
import type { Identity } from '../../core/index.ts';
import type { InsiAnswer } from '../../mocks/index.ts';
import type { ProbantWorld, Subject } from '../runtime/index.ts';
import { ProductStop } from '../runtime/index.ts';

/** Opens a session, and keeps the name that the product shows for its user. */
export async function openSession(world: ProbantWorld, profil: VerbArgs<'ouvrirSession'>['profil']): Promise<void> {
  const { value } = await world.perform('ouvrirSession', { profil });
  world.utilisateur = value.utilisateur;
}

/** Makes INSi answer `answer` to whoever looks for the subject. */
export function programInsi(world: ProbantWorld, subject: Subject, answer: InsiAnswer): void {
  const { nomNaissance, sexe, dateNaissance } = subject.person;
  world.insi.program({ match: { nomNaissance, sexe, dateNaissance }, answer });
}

/** Makes INSi know the subject as it is. */
export function knownToInsi(world: ProbantWorld, subject: Subject, identity: Identity = subject.person): void {
  programInsi(world, subject, { code: '00', identity });
}

/** Creates the subject's file with the traits typed. */
export async function create(world: ProbantWorld, subject: Subject, traits: Saisie = subject.saisie): Promise<void> {
  const created = await world.perform('creerIdentite', { traits });
  await world.judge('ins.creation-acceptee', { lecture: created });
  if (created.value.dossier === null) throw new ProductStop('Le produit n’a pas créé le dossier du patient');
  subject.dossier = created.value.dossier;
}

/** Calls INSi and accepts what it returns. */
export async function recover(world: ProbantWorld, subject: Subject = world.subject): Promise<void> {
  await world.read('appelerInsi', subject);
  await world.perform('accepterInsi', { dossier: world.dossier(subject) });
}

/** Records the check of the identity on a passport. */
export async function validate(world: ProbantWorld, subject: Subject = world.subject): Promise<void> {
  await world.perform('validerIdentite', { dossier: world.dossier(subject), justificatif: 'PA' });
}

/** Creates a file and brings it to a status, then checks that it got there. */
export async function createWithStatus(world: ProbantWorld, subject: Subject, statut: Statut): Promise<void> {
  knownToInsi(world, subject);
  await create(world, subject);
  if (statut === 'RECUP' || statut === 'QUAL') await recover(world, subject);
  if (statut === 'VALI' || statut === 'QUAL') await validate(world, subject);
  await expectStatus(world, subject, statut);
}

/** Sets an attribute on the subject's file. */
export async function mark(world: ProbantWorld, attribut: Attribut, subject: Subject = world.subject): Promise<void> {
  await world.perform('poserAttribut', { dossier: world.dossier(subject), attribut });
}

/** Reads the file and checks its status. */
export async function expectStatus(world: ProbantWorld, subject: Subject, statut: Statut): Promise<void> {
  await world.judge('ins.statut', { lecture: await world.read('lireFiche', subject) }, { statut });
}

/** Reads the file and checks that it shows the matricule and OID that INSi returned. */
export async function expectMatricule(
  world: ProbantWorld,
  subject: Subject,
  identity: Identity = subject.person,
): Promise<void> {
  const fiche = await world.read('lireFiche', subject);
  await world.judge(
    'ins.matricule',
    { lecture: fiche },
    { matricule: identity.matricule + identity.cle, oid: identity.oid },
  );
}

/** Reads the file and checks that it shows neither matricule nor OID. */
export async function expectNoMatricule(world: ProbantWorld, subject: Subject = world.subject): Promise<void> {
  const fiche = await world.read('lireFiche', subject);
  await world.judge('ins.matricule', { lecture: fiche }, { matricule: null, oid: null });
}

/** Checks that a call to INSi left, and that its requests are well made. */
export async function expectCalls(world: ProbantWorld, calls: number, subject: Subject = world.subject): Promise<void> {
  const echanges = await world.exchanges(calls);
  const { nomNaissance, sexe, dateNaissance } = subject.person;
  await world.judge('insi.nombre-appels', { echanges }, { appels: calls });
  await world.judge('insi.corps', { echanges }, { nomNaissance, sexe, dateNaissance });
}
