import type { VerbArgs } from '../../candidate/index.ts';
import type { Correspondent } from '../../core/index.ts';
import { type ProbantWorld, ProductStop, type Seen, scenarioMemory } from '../runtime/index.ts';

/** A document of before, as the scenario had it taken over. */
export interface Former {
  titre: string;
  type: VerbArgs<'reprendreDocument'>['type'];
  /** Day of the act, `AAAA-MM-JJ`. */
  date: string;
  author: Correspondent;
}

/** Filters of a lot. */
export type Filters = Omit<VerbArgs<'deposerHistorique'>, 'dossier'>;

/** The former documents of a scenario, in the order in which they were taken over. */
export const formersOf = scenarioMemory((): Former[] => []);

/** The former document that the present steps are about. */
export function latestFormer(world: ProbantWorld): Former {
  const latest = formersOf(world).at(-1);
  if (latest === undefined) throw new ProductStop('Aucun document antérieur n’a été repris');
  return latest;
}

const titles = { courrier: 'Courrier antérieur', ordonnance: 'Ordonnance antérieure', synthese: 'Synthèse antérieure' };

/** Takes over a document of an earlier episode; its author is a professional drawn for the scenario. */
export async function takeOver(
  world: ProbantWorld,
  given: { type?: keyof typeof titles; date?: string; author?: Correspondent } = {},
): Promise<Former> {
  const { type = 'courrier', author = world.drawCorrespondent() } = given;
  const rank = formersOf(world).length + 1;
  const { subject } = world;
  // One a month, unless told: no two documents are of one day.
  const { date = `2026-${String(((rank - 1) % 9) + 1).padStart(2, '0')}-14` } = given;
  const titre = `${titles[type]} ${rank} ${subject.person.nomUtilise}`;
  const { nom, prenom, rpps } = author;
  const created = await world.perform('reprendreDocument', {
    ...{ dossier: world.dossier(subject), type, titre, texte: `Texte de ${titre}.`, date },
    auteur: { nom, prenom, rpps },
  });
  await world.judge('document.enregistre', { lecture: created });
  if (created.value.document === null) throw new ProductStop('Le produit n’a pas repris le document antérieur');
  const former: Former = { titre, type, date, author };
  formersOf(world).push(former);
  return former;
}

/** Deposits by lot what the filters keep. */
export async function depositHistory(world: ProbantWorld, filters: Filters = {}): Promise<void> {
  world.mark();
  await world.perform('deposerHistorique', { dossier: world.dossier(), ...filters });
}

/** What left for the DMP is these documents, each once: one test of existence at least, and a deposit each. */
export async function expectDeposited(world: ProbantWorld, formers: readonly Former[]): Promise<Seen> {
  const echanges = (await world.slice('dmp', formers.length === 0 ? 0 : formers.length + 1)) as Seen;
  await world.judge('dmp.historique-depose', { echanges }, { titres: formers.map(({ titre }) => titre) });
  return echanges;
}
