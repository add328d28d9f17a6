import type { VerbArgs } from '../../candidate/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { ProductStop, scenarioMemory } from '../runtime/index.ts';
import { documentsOf, latestDocument, type ScenarioDocument } from './memory.ts';

/** Writes a document in the subject's file, under a title drawn from the run. */
export async function write(world: ProbantWorld, type: VerbArgs<'creerDocument'>['type']): Promise<ScenarioDocument> {
  const { subject } = world;
  const dossier = world.dossier(subject);
  const titre = `${titles[type]} ${documentsOf(world).length + 1} ${subject.person.nomUtilise}`;
  const created = await world.perform('creerDocument', { dossier, type, titre, texte: `Texte de ${titre}.` });
  await world.judge('document.enregistre', { lecture: created });
  return keep(world, created.value.document, { subject, titre, type });
}

/** Validates the latest document. */
export async function validateDocument(world: ProbantWorld): Promise<void> {
  const { subject, document } = latestDocument(world);
  await world.perform('validerDocument', { dossier: world.dossier(subject), document });
}

/** Writes a new version of the latest document, and validates it. */
export async function replace(world: ProbantWorld): Promise<void> {
  const former = latestDocument(world);
  const avant = await fetchFile(world, 'cda');
  const texte = `Nouveau texte de ${former.titre}.`;
  const dossier = world.dossier(former.subject);
  const created = await world.perform('remplacerDocument', { dossier, document: former.document, texte });
  await world.judge('document.enregistre', { lecture: created });
  keep(world, created.value.document, former);
  await validateDocument(world);
  keepVersions(world, avant, await fetchFile(world, 'cda'));
}

/** Keeps two versions of a document, for the steps that compare them. */
export function keepVersions(world: ProbantWorld, avant: Seen, apres: Seen): void {
  Object.assign(versionsOf(world), { avant, apres });
}

const versionsOf = scenarioMemory((): Record<string, Seen> => ({}));

/** Checks that the latest version follows the one before: same set, next number, replacement said. */
export async function expectChained(world: ProbantWorld): Promise<void> {
  await world.judge('cda.version', versionsOf(world), { versions: 2 });
}

/** Asks the product for the file of the latest document. */
export async function fetchFile(world: ProbantWorld, forme: VerbArgs<'exporterDocument'>['forme']): Promise<Seen> {
  const { subject, document } = latestDocument(world);
  return world.perform('exporterDocument', { dossier: world.dossier(subject), document, forme });
}

/** What the titles of a kind begin with. */
const titles: Readonly<Record<VerbArgs<'creerDocument'>['type'], string>> = {
  courrier: 'Courrier',
  ordonnance: 'Ordonnance',
  synthese: 'Synthèse',
  lettre_sortie: 'Lettre de sortie',
  compte_rendu_operatoire: 'Compte rendu opératoire',
  ordonnance_sortie: 'Ordonnance de sortie',
};

/** Keeps a document that the product has written; stops the scenario when it has not. */
export function keep(
  world: ProbantWorld,
  document: string | null,
  rest: Omit<ScenarioDocument, 'document'>,
): ScenarioDocument {
  if (document === null) throw new ProductStop('Le produit n’a pas enregistré le document');
  const kept = { ...rest, document };
  documentsOf(world).push(kept);
  return kept;
}
