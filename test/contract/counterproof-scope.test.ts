import { afterAll, beforeAll, expect, it } from 'vitest';
// The compiled rooms: cucumber loads compiled steps, and a module must not exist twice.
import { processEnvironment } from '../../dist/core/index.js';
import { TrialBench } from '../../dist/runs/counterproof/trial.js';
import { loadLane } from '../../dist/runs/index.js';

const lane = { ...loadLane({ couloir: 'MDV-LGC' }), lane: 'MDV-LGC' } as const;
const [creation, mail] = ['INS/va1.21.01', 'MSS/va1.12.01'];

let bench: TrialBench;

beforeAll(async () => {
  bench = await TrialBench.start(processEnvironment(), [lane]);
  const features = lane.playable.map(({ feature }) => feature);
  const played = features.filter(({ scenario }) => [creation, mail].includes(scenario));
  await bench.play([], played);
});

afterAll(() => bench.stop());

it.each([
  ['nil-absent', mail, true],
  ['nil-absent', creation, false],
  ['creation-sans-nom', creation, true],
])('the defect %s may change %s: %s', (defect, scenario, expected) => {
  expect(bench.mayChange(defect, scenario)).toBe(expected);
});

it('any defect may change a scenario that was not played without it', () => {
  expect(bench.mayChange('nil-absent', 'INS/va1.28.01')).toBe(true);
});
