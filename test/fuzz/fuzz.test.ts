import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BenchProcess } from './bench-process.ts';
import { campaign } from './campaign.ts';
import { fuzzedServices } from './services.ts';

/** What `npm run fuzz` does at length, with the same inputs at each run. */
const smallRun = { inputs: 200, seed: 'npm test', probeEvery: 50, memory: false };

let folder: string;
let benches: Record<'common' | 'relay' | 'control', BenchProcess>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-fuzz-'));
  const start = (name: string): Promise<BenchProcess> =>
    BenchProcess.start(join(folder, name), { relay: name === 'relay' });
  const [common, relay, control] = await Promise.all([start('common'), start('relay'), start('control')]);
  benches = { common, relay, control };
});
afterAll(async () => {
  await Promise.all(Object.values(benches).map((bench) => bench.stop()));
  await rm(folder, { recursive: true, force: true });
});

/** The control API sets faults of the others, and gives all that they left in the journal: its bench is its own. */
function benchOf(service: string): BenchProcess {
  if (service === 'controle') return benches.control;
  return fuzzedServices[service]?.relay === true ? benches.relay : benches.common;
}

describe('a few hundred inputs, right and wrong', () => {
  it.each(Object.keys(fuzzedServices))(
    'leave %s up, its answers well-formed and its journal whole',
    async (service) => {
      const bench = benchOf(service);
      const target = await fuzzedServices[service]!.target(bench);
      const { findings } = await campaign(bench, target, { service, ...smallRun });
      expect(findings.map(({ why, number }) => `${number ?? ''} ${why}`)).toEqual([]);
    },
  );
});
