import { scenarioMemory } from '../runtime/index.ts';

interface Memory {
  /** Traits that the platform has corrected since. */
  corrected: { lieuNaissance?: string };
}

/** What the steps of HL7 v2 keep. */
export const memory = scenarioMemory((): Memory => ({ corrected: {} }));
