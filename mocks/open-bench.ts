import { processEnvironment } from '../core/index.ts';
import { startBench } from './bench.ts';
import { benchJournal } from './bench-journal.ts';
import type { Bench, BenchOptions } from './bench-types.ts';

/**
 * Starts a bench for the tests of a product: free ports of this machine, certificates, `.env` and journal in `folder`,
 * unless `options` say otherwise. {@link Bench.stop} ends it; the folder stays.
 *
 * @throws {@link ProbantError} as {@link startBench} does
 */
export async function openBench(folder: string, options: Partial<Omit<BenchOptions, 'folder'>> = {}): Promise<Bench> {
  const environment = options.environment ?? processEnvironment();
  return startBench({
    environment,
    folder,
    journal: options.journal ?? (await benchJournal(environment, folder)),
    listen: '127.0.0.1',
    names: ['localhost'],
    ports: {},
    clientAuthorities: [],
    authorisations: [],
    ...options,
  });
}
