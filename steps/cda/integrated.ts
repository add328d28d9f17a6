import type { VerbResult } from '../../candidate/index.ts';
import { type Received, receivedOf } from '../reception/memory.ts';
import { type ProbantWorld, ProductStop, type Seen } from '../runtime/index.ts';

/** The product's own identifier of a document of the file, by its title; stops the scenario when its list does not show it. */
export async function fileDocument(world: ProbantWorld, titre: string): Promise<string> {
  const list = await world.read('lireDocuments');
  const line = list.value.lignes.find((one) => one.titre.includes(titre));
  if (line === undefined) throw new ProductStop(`Le dossier ne montre pas le document « ${titre} »`);
  return line.document;
}

/** Opens a document of the file. */
export async function view(world: ProbantWorld, titre: string): Promise<Seen<VerbResult<'lireDocumentIntegre'>>> {
  const document = await fileDocument(world, titre);
  const seen = await world.perform('lireDocumentIntegre', { dossier: world.dossier(), document });
  await world.judge('lecture.fraicheur', { lecture: seen }, { nomUtilise: world.subject.person.nomUtilise });
  return seen;
}

/** What is to be seen of a body. */
export interface Body {
  textes?: string[];
  fichier?: boolean;
  feuille?: string | null;
}

/** Opens a document that was received and filed, and judges its header and its body. */
export async function expectViewed(world: ProbantWorld, received: Received, body: Body): Promise<void> {
  const titre = titleOf(received);
  const expected = { titre, patient: received.subject.person.nomNaissance, auteur: received.from.nom, ...body };
  await world.judge('document.visualisation', { lecture: await view(world, titre) }, expected);
}

/** Judges where a document of the file is said to come from. */
export async function expectOrigin(world: ProbantWorld, titre: string, origine: 'DMP' | 'MSSanté'): Promise<void> {
  await world.judge('document.origine', { lecture: await world.read('lireDocuments') }, { titre, origine });
}

/** Titles of the documents of the scenario that were received, the oldest first. */
export function receivedTitles(world: ProbantWorld): string[] {
  return receivedOf(world).map(titleOf);
}

/** Words of the results of a report, as its narrative gives them. */
export function resultWords({ document }: Received): string[] {
  return (document?.resultats ?? []).flatMap(({ libelle, quantites: [first] }) => [libelle, first.valeur]);
}

function titleOf({ document }: Received): string {
  if (document === undefined) throw new ProductStop('Aucun document n’a été reçu');
  return document.titre;
}
