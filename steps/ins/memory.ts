import { type Seen, type Subject, scenarioMemory } from '../runtime/index.ts';

interface Memory {
  refusals: Array<{ sans: string; result: Seen }>;
  calls: Array<{ subject: Subject; before: Seen; call: Seen }>;
  before?: Seen;
  search?: Seen;
  /** Ways to write a name, each of which must find the person. */
  names: string[];
  /** Traits that a user has changed. */
  changed: { nomNaissance?: string; dateNaissance?: string };
}

/** What the steps of identities keep. */
export const memory = scenarioMemory((): Memory => ({ refusals: [], calls: [], names: [], changed: {} }));
