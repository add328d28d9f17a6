import type { VerbArgs } from '../../candidate/index.ts';
import { type ColleagueDocument, colleagueDocument } from '../../mocks/index.ts';
import { type ProbantWorld, type Seen, type Subject, scenarioMemory } from '../runtime/index.ts';

/** A document that a colleague fed. */
export interface FedDocument {
  titre: string;
  uniqueId: string;
  genre: Genre;
}

/** Kind of a colleague's document. */
export type Genre = 'synthese' | 'biologie' | 'imagerie';

/** What the features call them, their codes, and a word of their labels. */
export const genres = {
  'une synthèse': { genre: 'synthese', code: '34133-9', type: 'synthèse' },
  'un compte rendu de biologie': { genre: 'biologie', code: '11502-2', type: 'biologi' },
  "un compte rendu d'imagerie": { genre: 'imagerie', code: '18748-4', type: 'imagerie' },
} as const satisfies Record<string, { genre: Genre; code: string; type: string }>;

export type GenreName = keyof typeof genres;

/** Documents that colleagues fed in the scenario, the latest last. */
export const fedDocuments = scenarioMemory((): FedDocument[] => []);

/** Choices of the patient recorded in the scenario, the latest last. */
export const choices = scenarioMemory((): Array<VerbArgs<'enregistrerConsentementDmp'>['choix']> => []);

const day = 86_400_000;

/** Makes a colleague feed a document into the DMP of the subject, under a title drawn from the run. */
export function feed(
  world: ProbantWorld,
  genre: Genre,
  { jours = 3, auteur }: { jours?: number; auteur?: string } = {},
): void {
  const { subject } = world;
  const { matricule, cle, nomUtilise } = subject.person;
  const rank = fedDocuments(world).length + 1;
  const uniqueId = `2.25.${`${matricule}${cle}`.replaceAll(/\D/g, '7')}.${rank}`;
  const titre = `${titles[genre]} ${rank} ${nomUtilise}`;
  const chosen: ColleagueDocument = {
    uniqueId,
    titre,
    texte: `Texte de ${titre}.`,
    genre,
    creation: new Date(Date.now() - jours * day).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...(auteur === undefined ? {} : { auteur }),
  };
  world.controls.dmp.deposit(colleagueDocument(subject.person, chosen));
  fedDocuments(world).push({ titre, uniqueId, genre });
}

const titles = { synthese: 'Épisode', biologie: 'Analyses', imagerie: 'Examen' } as const;

/** Says what the DMP knows of the subject. */
export function declarePatient(
  { controls }: ProbantWorld,
  { person }: Subject,
  state: Pick<Parameters<ProbantWorld['controls']['dmp']['declare']>[0], 'etat' | 'autorisation'>,
): void {
  const { historique: _, lieuNaissance: _place, scenario: _scenario, prenoms: _names, ...identity } = person;
  controls.dmp.declare({ ...identity, ...state });
}

/** Records the patient's choice about the consultation of his DMP. */
export async function choose(world: ProbantWorld, choix: 'non_opposition' | 'opposition'): Promise<void> {
  choices(world).push(choix);
  await world.perform('enregistrerConsentementDmp', { dossier: world.dossier(), choix });
}

/** The result of a verb about the subject's file, checked to be of this run. */
export async function ofThisRun<T extends Seen>(world: ProbantWorld, seen: T): Promise<T> {
  await world.judge('lecture.fraicheur', { lecture: seen }, { nomUtilise: world.subject.person.nomUtilise });
  return seen;
}

/** The exchanges with the DMP since the last mark, whether some were expected or not. */
export async function dmpSlice(world: ProbantWorld, expected: number): Promise<Seen> {
  return (await world.slice('dmp', expected)) as Seen;
}
