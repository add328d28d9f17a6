import { join } from 'node:path';
import { type Environment, EvidenceStore, Journal } from '../core/index.ts';

/** Exchanges that a bench holds in memory: it stays up for weeks, and reads older ones from its journal when asked. */
const retention = 5_000;

/** The journal of a bench on its own, in its folder: `echanges.ndjson`, and its bytes in `octets/` (docs/banc.md). */
export function benchJournal(environment: Pick<Environment, 'fs'>, folder: string): Journal {
  const store = new EvidenceStore(environment, join(folder, 'octets'), 'segments');
  return new Journal(environment, store, { path: join(folder, 'echanges.ndjson'), retention });
}
