import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Load } from './load.ts';
import { kinds, Payloads, wireBytes } from './payloads.ts';
import { type MemorySample, ServerProcess } from './server-process.ts';
import { slope } from './statistics.ts';

/** Memory of the bench over many exchanges. */
export interface MemoryResult {
  exchanges: number;
  samples: MemorySample[];
  /** Bytes that the heap grows by exchange over the second half: the slope of a line through its samples. */
  heapSlope: number;
  rssSlope: number;
}

/** Plays a mixed load in rounds, and looks at the memory of the bench after each. */
export async function measureMemory(options: {
  folder: string;
  connections: number;
  exchanges: number;
}): Promise<MemoryResult> {
  const folder = join(options.folder, 'memoire');
  await mkdir(folder, { recursive: true });
  const server = await ServerProcess.start(folder);
  const payloads = new Payloads(server.seal);
  const load = new Load(options.connections);
  const samples: MemorySample[] = [];
  const perRound = Math.ceil(options.exchanges / rounds);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const requests = Array.from({ length: perRound }, (_, i) => {
        const payload = payloads.make(kinds[i % kinds.length] ?? kinds[0]);
        return { target: server.targets[payload.service], bytes: wireBytes(payload), expects: payload.expects };
      });
      await load.run(requests);
      samples.push(await server.memory());
    }
  } finally {
    load.close();
    await server.stop();
  }
  const half = samples.slice(samples.length / 2);
  const slopeOf = (pick: (sample: MemorySample) => number): number =>
    slope(half.map((sample) => ({ x: sample.recorded, y: pick(sample) })));
  const exchanges = samples.at(-1)?.recorded ?? 0;
  return { exchanges, samples, heapSlope: slopeOf(({ heapUsed }) => heapUsed), rssSlope: slopeOf(({ rss }) => rss) };
}

/** Samples of a run; the tokens of a round are signed before it and live 30 s. */
const rounds = 40;
