export { scenarioMemory } from './memory.ts';
export type { ExchangeRequest, ExchangeSlice, Interruption, Observer, Seen, SliceExchange } from './observer.ts';
export { currentSession, type Session, withSession } from './session.ts';
export { ProductStop, RecordedStop } from './stop.ts';
export { ProbantWorld, type Subject } from './world.ts';
