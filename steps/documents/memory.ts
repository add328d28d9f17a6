import type { VerbArgs } from '../../candidate/index.ts';
import { type ProbantWorld, ProductStop, type Subject, scenarioMemory } from '../runtime/index.ts';

/** A document of the scenario, as the product holds it. */
export interface ScenarioDocument {
  subject: Subject;
  /** The product's own identifier; that of the latest version. */
  document: string;
  titre: string;
  type: VerbArgs<'creerDocument'>['type'] | VerbArgs<'redigerCompteRendu'>['type'];
}

/** The documents of a scenario, the latest last. */
export const documentsOf = scenarioMemory((): ScenarioDocument[] => []);

/** The document that the present steps are about. */
export function latestDocument(world: ProbantWorld): ScenarioDocument {
  const latest = documentsOf(world).at(-1);
  if (latest === undefined) throw new ProductStop('Le document n’a pas été créé');
  return latest;
}
