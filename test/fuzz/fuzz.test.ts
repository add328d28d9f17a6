import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BenchProcess } from './bench-process.ts';
import { campaign } from './campaign.ts';
import { fuzzedServices } from './services.ts';

/** What `npm run fuzz` does at length, by the same inputs at each run. */
const smallRun = { inputs: 200, seed: 'npm test', probeEvery: 50, memory: false };

describe.concurrent('a few hundred inputs, right and wrong', () => {
  it.each(Object.keys(fuzzedServices))(
    'leave %s up, its answers well-formed and its journal whole',
    async (service) => {
      const folder = await mkdtemp(join(tmpdir(), 'probant-fuzz-'));
      const bench = await BenchProcess.start(folder, { relay: fuzzedServices[service]?.relay === true });
      try {
        const target = await fuzzedServices[service]!.target(bench);
        const { findings } = await campaign(bench, target, { service, ...smallRun });
        expect(findings.map(({ why, number }) => `${number ?? ''} ${why}`)).toEqual([]);
      } finally {
        await bench.stop();
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
});
