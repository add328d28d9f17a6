import type { Hl7Event, IdentityMessage } from '../../mocks/index.ts';
import { type ProbantWorld, ProductStop, type Seen, type Subject } from '../runtime/index.ts';
import { memory } from './memory.ts';

/** What the platform says of an identity. */
export type Told = Pick<IdentityMessage, 'statut' | 'ins'>;

/** The subject as the platform names it; the identifier of the hospital is drawn with the name in use. */
function named({ person }: Subject): Omit<IdentityMessage, 'evenement' | 'statut'> {
  const { nomNaissance, prenom, prenoms, nomUtilise, sexe, dateNaissance, lieuNaissance } = person;
  const ipp = `IPP${person.nomUtilise.replaceAll(/[^A-Z0-9]/g, '')}`;
  return { ipp, nomNaissance, prenom, prenoms, nomUtilise, sexe, dateNaissance, lieuNaissance };
}

/** The INS of the subject, as INSi gave it. */
export function insOf({ person }: Subject): { matricule: string; oid: string } {
  return { matricule: person.matricule + person.cle, oid: person.oid };
}

/** Makes the platform send the identity of the subject, and looks at how the product acknowledges it. */
export async function announce(world: ProbantWorld, evenement: Hl7Event, told: Told): Promise<void> {
  world.mark();
  const { subject } = world;
  await world.controls.hl7.send({ identite: { ...named(subject), evenement, ...told, ...memory(world).corrected } });
  const echanges = (await world.slice('hl7-envoi', 1)) as Seen;
  await world.judge('hl7-envoi.reponse', { echanges });
  // A screen that was open shows nothing of it: the user looks for the patient again.
  if (subject.dossier !== undefined) await search(world, subject);
}

/** Looks the subject up in the product: it was told of it by the platform, and by nobody else. */
export async function lookUp(world: ProbantWorld): Promise<void> {
  const { subject } = world;
  if (subject.dossier !== undefined) return;
  const found = await search(world, subject);
  if (found === undefined)
    throw new ProductStop('Le produit n’a pas créé l’identité que la plateforme lui a transmise');
  subject.dossier = found;
}

async function search(world: ProbantWorld, { person }: Subject): Promise<string | undefined> {
  const { value } = await world.perform('chercherParTraits', { nomNaissance: person.nomNaissance });
  return value.resultats[0]?.dossier;
}

/** Hands the messages that the product sent about the subject to the rules of the flow. */
export async function expectSent(
  world: ProbantWorld,
  wanted: { evenements?: string[]; ins?: 'presente' | 'absente' },
): Promise<void> {
  const { ins, ...which } = wanted;
  const echanges = (await world.slice('hl7', 1)) as Seen;
  const kind = { type: 'ADT', ...which };
  await world.judge('hl7-flux.emission', { echanges }, kind);
  if (ins === undefined) return;
  await world.judge('hl7-flux.identite', { echanges }, { ...kind, ins, patient: patientOf(world, ins) });
}

/** What a message has to say of the subject. */
export function patientOf({ subject }: ProbantWorld, ins: 'presente' | 'absente'): Record<string, string> {
  const { nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance } = subject.person;
  return {
    ...{ nomNaissance, prenoms, dateNaissance, sexe, lieuNaissance },
    ...(ins === 'presente' ? insOf(subject) : {}),
  };
}
