import type { ProbantWorld } from './world.ts';

/** What steps of one domain keep for later ones of the same scenario, when the last result of a verb is not enough. */
export function scenarioMemory<T>(make: () => T): (world: ProbantWorld) => T {
  const memories = new WeakMap<ProbantWorld, T>();
  return (world) => {
    const kept = memories.get(world) ?? make();
    memories.set(world, kept);
    return kept;
  };
}
