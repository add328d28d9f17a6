/** What `npm test` runs, in order. To add a step, add a line. */

/** One step of `npm test`. */
export interface TestStep {
  readonly name: string;
  /** What the summary shows, in French. */
  readonly title: string;
  /** A script, from the root of the clone, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /**
   * Where the counts are: a vitest JSON report, a `N passed, N failed` line, the control points of a run, or the exit
   * code alone (one check).
   */
  readonly counts: 'vitest' | 'line' | 'points' | 'exit';
  /** Runs in an empty folder, so that what it writes does not stay in the clone. */
  readonly scratch?: boolean;
  /** Runs with no other step beside it: it needs both cores, or measures time. */
  readonly alone?: boolean;
  /** Runs `bin/probant.js`, hence needs the step `build` before it. */
  readonly built?: boolean;
  /** Left to `npm run test:full`. */
  readonly full?: boolean;
  /** Environment variables added for this step. */
  readonly env?: Readonly<Record<string, string>>;
}

const bin = (path: string) => `node_modules/${path}`;
const vitest = [bin('vitest/vitest.mjs'), 'run'] as const;
const probant = ['bin/probant.js'] as const;

/** Lanes of Cabinet Témoin; each is played whole, in both waves. */
const lanes = ['MDV-LGC', 'HOP-DPI', 'RAD-RIS', 'BIO-SGL'];

function featuresOf(lane: string): TestStep {
  return {
    name: `features-${lane}`,
    title: `couloir ${lane} sur Cabinet Témoin`,
    command: [...probant, 'demo', '--pilote', 'http', '--sans-sceau', '--couloir', lane, '--vague', 'toutes'],
    counts: 'points',
    scratch: true,
    built: true,
  };
}

export const testSteps: readonly TestStep[] = [
  {
    name: 'build',
    title: 'compilation',
    command: ['scripts/prepare.js', '--sans-navigateur'],
    counts: 'exit',
    alone: true,
  },
  {
    name: 'style',
    title: 'format et style (biome)',
    command: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '--no-errors-on-unmatched', '.'],
    counts: 'exit',
  },
  {
    name: 'types',
    title: 'types (tsc)',
    command: [bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
    counts: 'exit',
  },
  { name: 'rooms', title: 'salles, sources, liens', command: ['scripts/lint.ts'], counts: 'line' },
  { name: 'dead', title: 'code mort (knip)', command: [bin('knip/bin/knip.js')], counts: 'exit' },
  { name: 'unit', title: 'tests unitaires', command: [...vitest, '--project', 'unit'], counts: 'vitest', alone: true },
  {
    name: 'contract',
    title: 'contrat',
    command: [...vitest, '--project', 'contract'],
    counts: 'vitest',
    alone: true,
    built: true,
  },
  {
    name: 'peers',
    title: 'pairs',
    command: [...vitest, '--config', 'test/peers/vitest.config.ts'],
    counts: 'vitest',
    alone: true,
    built: true,
  },
  ...lanes.map(featuresOf),
  {
    name: 'coverage',
    title: 'couverture du catalogue',
    command: [...probant, 'coverage', '--all'],
    counts: 'line',
    built: true,
  },
  {
    name: 'counterproof',
    title: 'contre-épreuve (ce qui a changé)',
    command: [...probant, 'counterproof', '--changed'],
    counts: 'line',
    alone: true,
    built: true,
  },
  {
    name: 'counterproof-full',
    title: 'contre-épreuve complète',
    command: [...probant, 'counterproof'],
    counts: 'line',
    alone: true,
    built: true,
    full: true,
  },
];

/** Names that stand for several steps on the command line. */
export const stepGroups: Readonly<Record<string, readonly string[]>> = {
  lint: ['style', 'rooms', 'dead'],
  features: testSteps.flatMap(({ name }) => (name.startsWith('features-') ? name : [])),
};
