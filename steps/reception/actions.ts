import type { VerbArgs, VerbResult } from '../../candidate/index.ts';
import type { Correspondent } from '../../core/index.ts';
import { type CorrespondentMail, correspondentMail, productMailboxes, type SentDocument } from '../../mocks/index.ts';
import { type ProbantWorld, ProductStop, type Seen, type Subject } from '../runtime/index.ts';
import { latestReceived, type Received, receivedOf } from './memory.ts';

/** What a step says of a document; the rest is drawn from the run. */
export type Draft = Partial<SentDocument> & { titre: string };

/** How a mail is sent. */
interface Delivery {
  /** The correspondent of a former mail; a new one unless told. */
  from?: Correspondent;
  subject?: Subject;
  draft?: Draft;
  /** What the correspondent believes of the patient, where it differs. */
  traits?: Partial<CorrespondentMail['patient']>;
  action?: CorrespondentMail['action'];
  /** What the mail has besides, or instead. */
  also?: Partial<CorrespondentMail>;
}

/** A correspondent sends a mail, and the user fetches it. */
export async function receive(world: ProbantWorld, delivery: Delivery = {}): Promise<Received> {
  const received = await deliver(world, delivery);
  await world.perform('releverMessagerie', { bal: 'PER' });
  return received;
}

/** A correspondent sends a mail to the user's personal mailbox. */
export async function deliver(world: ProbantWorld, delivery: Delivery = {}): Promise<Received> {
  const { subject = world.subject, from = correspondent(world), draft, traits, action = 'ajout', also = {} } = delivery;
  const rank = receivedOf(world).length + 1;
  const mark = subject.person.nomUtilise;
  // One a day, in order: the latest received is the latest dated, whichever a product goes by.
  const date = `2026-03-${String(rank + 1).padStart(2, '0')}T09:15:00Z`;
  const document = draft && { cle: `${mark} ${rank}`, date, ...draft, titre: `${draft.titre} ${mark}` };
  const libelle = `Envoi ${rank} ${mark}`;
  const mail: CorrespondentMail = {
    from,
    to: productMailboxes.per,
    date,
    libelle,
    texte: 'Bonjour, veuillez prendre connaissance de cet envoi.',
    patient: { ...subject.person, ...traits },
    documents: document === undefined ? [] : [document],
    action,
    ...also,
  };
  const received: Received = { from, subject, libelle, date, mail, ...(document && { document }) };
  world.controls.mss.deliver(productMailboxes.per, await correspondentMail(mail));
  receivedOf(world).push(received);
  return received;
}

function correspondent(world: ProbantWorld): Correspondent {
  const drawn = world.drawCorrespondent();
  const { adresse, prenom, nom } = drawn;
  world.controls.mss.declareMailbox({ address: adresse, kind: 'PER', label: `Dr_${prenom}_${nom}` });
  return drawn;
}

/** The product's own identifier of a mail; stops the scenario when its list does not show it. */
export async function messageOf(world: ProbantWorld, received: Received): Promise<string> {
  if (received.message !== undefined) return received.message;
  const { libelle } = received;
  const lecture = await readMailbox(world);
  if (received.message !== undefined) return received.message;
  await world.judge('messagerie.recu', { lecture }, { objet: libelle });
  throw new ProductStop('La messagerie ne montre pas le courriel reçu');
}

/** Reads the list of the mails, and keeps the identifiers of those of the scenario. */
export async function readMailbox(world: ProbantWorld): Promise<Seen<VerbResult<'lireMessagerie'>>> {
  const lecture = await world.perform('lireMessagerie', {});
  for (const received of receivedOf(world)) {
    const line = lecture.value.lignes.find(({ sens, objet }) => sens === 'recu' && objet.includes(received.libelle));
    if (line !== undefined) received.message = line.message;
  }
  return lecture;
}

/** Opens a received document, in a unit if one is given. */
export async function open(
  world: ProbantWorld,
  received: Received = latestReceived(world),
  unite?: string,
): Promise<Seen<VerbResult<'lireDocumentRecu'>>> {
  const message = await messageOf(world, received);
  return world.perform('lireDocumentRecu', unite === undefined ? { message } : { message, unite });
}

/** Opens the work list. */
export function readList(world: ProbantWorld, query: VerbArgs<'lireListeTravail'> = {}): Promise<Seen> {
  return world.perform('lireListeTravail', query);
}

/** Files the latest document in one action. */
export async function file(world: ProbantWorld): Promise<void> {
  await world.perform('classerDocument', { message: await messageOf(world, latestReceived(world)) });
}

/** Title of a received document, or the subject of a mail without one. */
export function titleOf({ document, libelle }: Received): string {
  return document?.titre ?? libelle;
}

/** Label of the type of a received document. */
export function typeOf({ document }: Received): string {
  return document?.resultats === undefined ? 'consultation' : 'biologiques';
}
