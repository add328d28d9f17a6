import type { ProbantWorld, Subject } from '../runtime/index.ts';
import { ProductStop } from '../runtime/index.ts';

/** A document of the scenario, as the product holds it. */
export interface ScenarioDocument {
  subject: Subject;
  /** The product's own identifier; that of the latest version. */
  document: string;
  titre: string;
  type: 'courrier' | 'ordonnance';
}

const memories = new WeakMap<ProbantWorld, ScenarioDocument[]>();

/** The documents of a scenario, the latest last. */
export function documentsOf(world: ProbantWorld): ScenarioDocument[] {
  const kept = memories.get(world) ?? [];
  memories.set(world, kept);
  return kept;
}

/** The document that the present steps are about. */
export function latestDocument(world: ProbantWorld): ScenarioDocument {
  const latest = documentsOf(world).at(-1);
  if (latest === undefined) throw new ProductStop('Le document n’a pas été créé');
  return latest;
}
