import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';

/** What a step keeps for a later one of the same scenario, when the last result of a verb is not enough. */
interface Memory {
  refusals: Array<{ sans: string; result: Seen }>;
  calls: Array<{ subject: Subject; before: Seen; call: Seen }>;
  before?: Seen;
  search?: Seen;
  /** Ways to write a name, each of which must find the person. */
  names: string[];
}

const memories = new WeakMap<ProbantWorld, Memory>();

/** The memory of a scenario. */
export function memory(world: ProbantWorld): Memory {
  const kept = memories.get(world) ?? { refusals: [], calls: [], names: [] };
  memories.set(world, kept);
  return kept;
}
