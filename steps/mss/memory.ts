import type { ProbantWorld } from '../runtime/index.ts';
import type { ReceivedMail } from './plain-mail.ts';

/** What a step of the mailboxes keeps for a later one. */
interface Memory {
  received?: ReceivedMail;
}

const memories = new WeakMap<ProbantWorld, Memory>();

/** The memory of a scenario. */
export function memory(world: ProbantWorld): Memory {
  const kept = memories.get(world) ?? {};
  memories.set(world, kept);
  return kept;
}
