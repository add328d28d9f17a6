import type { VerbResult } from '../../candidate/index.ts';
import type { SentDocument } from '../../mocks/index.ts';
import { receive, titleOf, typeOf } from '../reception/actions.ts';
import { latestReceived, type Received, receivedOf } from '../reception/memory.ts';
import { type ProbantWorld, ProductStop, type Seen, type Subject, scenarioMemory } from '../runtime/index.ts';

interface Memory {
  /** True once the product files by itself: the scenarios that follow must find it as it was. */
  automatic: boolean;
  /** Counts of received documents before those of the scenario. */
  before?: Seen;
  /** And after. */
  after?: Seen;
}

const memoryOf = scenarioMemory((): Memory => ({ automatic: false }));

/** Receives a document of its own title about a patient. */
export function receiveDocument(world: ProbantWorld, given: Partial<Parameters<typeof receive>[1]> = {}) {
  return receive(world, { draft: draftOf(world), ...given });
}

/** What a correspondent writes, under a title that no other document of the scenario has. */
export function draftOf(world: ProbantWorld): SentDocumentDraft {
  return { titre: `Document ${receivedOf(world).length + 1}`, texte: 'Cher confrère, merci de votre confiance.' };
}

type SentDocumentDraft = Pick<SentDocument, 'titre' | 'texte'>;

/** The INS of another patient of the scenario, to be put on what is about the latest one. */
export function otherIns(world: ProbantWorld): Pick<Subject['person'], 'matricule' | 'cle' | 'oid'> {
  const { matricule, cle, oid } = (world.subjects[0] as Subject).person;
  return { matricule, cle, oid };
}

/** Sets the filing without anybody. */
export async function fileAlone(world: ProbantWorld): Promise<void> {
  memoryOf(world).automatic = true;
  await world.perform('regler', { reglage: 'integration_automatique', valeur: 'oui' });
}

/** Puts the setting back as the scenario found it. */
export async function restoreFiling(world: ProbantWorld): Promise<void> {
  if (memoryOf(world).automatic) await world.perform('regler', { reglage: 'integration_automatique', valeur: 'non' });
}

/** Checks that the patient's file shows a received document, whoever filed it. */
export async function expectFiled(world: ProbantWorld, received = latestReceived(world)): Promise<void> {
  const lecture = await world.read('lireDocuments', received.subject);
  const expected = { titre: titleOf(received), type: typeOf(received), origine: received.from.nom };
  await world.judge('messagerie.document-classe', { lecture }, expected);
}

/** The product's identifier of a filed document; stops the scenario where the file does not show it. */
export async function filedDocument(world: ProbantWorld, received: Received, titre: string): Promise<string> {
  const lecture = await world.read('lireDocuments', received.subject);
  const line = lecture.value.lignes.find((one) => one.titre.includes(titre));
  if (line === undefined) throw new ProductStop(`Le dossier ne montre pas « ${titre} »`);
  return line.document;
}

/** Keeps the counts of received documents as they are before the scenario's own. */
export async function countBefore(world: ProbantWorld): Promise<void> {
  memoryOf(world).before = await world.perform('lireStatistiquesReception', {});
}

/** Checks how many documents of a type were added to the counts. */
export async function expectCounted(
  world: ProbantWorld,
  expected: { type: string; automatiques: number; manuels: number; nonIntegres: number },
): Promise<void> {
  const memory = memoryOf(world);
  const avant = memory.before as Seen;
  memory.after ??= await world.perform('lireStatistiquesReception', {});
  const apres = memory.after;
  await world.judge('messagerie.decompte', { avant, apres }, expected);
}

/** Opens the message that the patient wrote; stops the scenario when the list does not show it. */
export async function openPatientMessage(world: ProbantWorld): Promise<Seen<VerbResult<'lireMessage'>>> {
  const lecture = await world.perform('lireMessagerie', {});
  const { nomNaissance, matricule } = world.subject.person;
  const known = [nomNaissance, matricule].map((text) => text.toUpperCase());
  const line = lecture.value.lignes.find(
    ({ sens, correspondant }) => sens === 'recu' && known.some((text) => correspondant.toUpperCase().includes(text)),
  );
  if (line === undefined) throw new ProductStop('La messagerie ne montre pas le message de l’usager');
  return world.perform('lireMessage', { message: line.message });
}
