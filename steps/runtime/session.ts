import { AsyncLocalStorage } from 'node:async_hooks';
import type { Draw, Registers } from '../../core/index.ts';
import type { FeatureScenario } from '../../referential/index.ts';
import type { Observer } from './observer.ts';

/** What the steps of a run share. */
export interface Session {
  draw: Draw;
  registers: Registers;
  observer: Observer;
  features: FeatureScenario[];
  /** SONS lane of the product: what some steps have to know, that a hospital does by its platform. */
  couloir: string;
  /** Told after each scenario, for live progress. */
  onScenario?: (scenario: FeatureScenario, state: 'ouvert' | 'ferme') => void;
}

const sessions = new AsyncLocalStorage<Session>();

/** Makes `session` the one that steps use while `work` runs: cucumber knows no session, and several may run at once. */
export function withSession<T>(session: Session, work: () => Promise<T>): Promise<T> {
  return sessions.run(session, work);
}

/** The session of the run under way. */
export function currentSession(): Session {
  return sessions.getStore() as Session;
}
