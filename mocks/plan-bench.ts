import { type Environment, type Plan, readPem } from '../core/index.ts';
import { startBench } from './bench.ts';
import type { Bench, BenchOptions } from './bench-types.ts';
import { readFault } from './faults/index.ts';

/** Starts the bench that a plan describes, for a run or on its own. Throws as `startBench`, `readPem` and `readFault` do. */
export async function planBench(
  environment: Environment,
  banc: Plan['banc'],
  own: Pick<BenchOptions, 'folder' | 'journal' | 'control' | 'onSecret'>,
): Promise<Bench> {
  return startBench({
    environment,
    listen: banc.ecoute,
    names: banc.noms,
    ports: banc.ports,
    clientAuthorities: await Promise.all(banc.autorites.map((path) => readPem(environment, path))),
    authorisations: banc.autorisations,
    verification: banc.verification,
    faults: banc.pannes.map(readFault),
    ...own,
  });
}
