import type { Draw, Registers } from '../../core/index.ts';
import type { FeatureScenario } from '../../referential/index.ts';
import type { Observer } from './observer.ts';

/** What the steps of a run share. */
export interface Session {
  draw: Draw;
  registers: Registers;
  observer: Observer;
  features: FeatureScenario[];
  /** Told after each scenario, for live progress. */
  onScenario?: (scenario: FeatureScenario, state: 'ouvert' | 'ferme') => void;
}

let current: Session | undefined;

/** Makes `session` the one that steps use while `work` runs. Runs are one after the other: cucumber knows no session. */
export async function withSession<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const previous = current;
  current = session;
  try {
    return await work();
  } finally {
    current = previous;
  }
}

/** The session of the run under way. */
export function currentSession(): Session {
  return current as Session;
}
