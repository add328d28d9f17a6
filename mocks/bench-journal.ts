import { join } from 'node:path';
import { type Environment, EvidenceStore, isoNow, Journal } from '../core/index.ts';
import { makeFolder } from './bench-files.ts';

/** Exchanges that a bench holds in memory: it stays up for weeks, and reads older ones from its journal when asked. */
const retention = 5_000;

const day = 86_400_000;

/**
 * The journal of a start of a bench on its own, in `journaux/<date>/` of its folder: `echanges.ndjson`, and its bytes in
 * `octets/` (docs/banc.md). One folder a start, so that each is a chain from its first exchange.
 *
 * @param days how long the journals of earlier starts are kept; absent: for ever
 */
export async function benchJournal(
  environment: Pick<Environment, 'fs' | 'clock'>,
  folder: string,
  days?: number,
): Promise<Journal> {
  const root = join(folder, 'journaux');
  if (days !== undefined) await forget(environment, root, days);
  const own = join(root, isoNow(environment).replaceAll(':', ''));
  await makeFolder(environment.fs, own);
  const store = new EvidenceStore(environment, join(own, 'octets'), 'segments');
  return new Journal(environment, store, { path: join(own, 'echanges.ndjson'), retention });
}

/** The name of a journal's folder is the instant of its start. */
async function forget({ fs, clock }: Pick<Environment, 'fs' | 'clock'>, root: string, days: number): Promise<void> {
  if (!(await fs.exists(root))) return;
  for (const name of await fs.readdir(root)) {
    const start = Date.parse(name.replace(/T(\d{2})(\d{2})/, 'T$1:$2:'));
    if (start < clock.now() - days * day) await fs.remove(join(root, name));
  }
}
