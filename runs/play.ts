import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type ISupportCodeLibrary, loadSupport, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { ProbantError } from '../core/index.ts';
import { type FeatureScenario, scenarioTag } from '../referential/index.ts';
import { type Session, withSession } from '../steps/index.ts';
import { locations } from './locations.ts';

let support: Promise<ISupportCodeLibrary> | undefined;

/** Plays features in order, in this process, with the steps of this release. Verdicts are what the session records. */
export async function playFeatures(
  session: Session,
  features: FeatureScenario[],
  onMessage: (message: Envelope) => void = () => undefined,
): Promise<void> {
  support ??= loadSteps();
  const library = await support;
  const folder = await mkdtemp(join(tmpdir(), 'probant-scenarios-'));
  try {
    await playIn(folder, session, { features, library, onMessage });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function playIn(
  folder: string,
  session: Session,
  {
    features,
    library,
    onMessage,
  }: { features: FeatureScenario[]; library: ISupportCodeLibrary; onMessage: (message: Envelope) => void },
): Promise<void> {
  const sources = sourcesOf(await inFiles(folder, features));
  const opened = new Set<string>();
  const watched: Session = {
    ...session,
    onScenario: (feature, state) => {
      opened.add(feature.scenario);
      session.onScenario?.(feature, state);
    },
  };
  await withSession(watched, () =>
    runCucumber(
      {
        sources,
        support: library,
        runtime: {
          dryRun: false,
          failFast: false,
          filterStacktraces: true,
          parallel: 0,
          retry: 0,
          retryTagFilter: '',
          strict: true,
          worldParameters: {},
        },
        formats: { stdout: 'summary', files: {}, publish: false, options: {} },
      },
      { cwd: locations.root, stdout: nowhere(), stderr: nowhere(), env: {} },
      onMessage,
    ),
  );
  // A scenario that cucumber passed over would look like one that nobody asked for.
  const missed = features.filter(({ scenario }) => !opened.has(scenario));
  if (missed.length > 0) {
    throw new ProbantError('scenarios_non_joues', { scenarios: missed.map(({ scenario }) => scenario).join(', ') });
  }
}

/** Cucumber reads files: what no file holds is written for it. */
async function inFiles(folder: string, features: FeatureScenario[]): Promise<FeatureScenario[]> {
  return Promise.all(
    features.map(async (feature) => {
      if (feature.text === undefined) return feature;
      const path = join(folder, `${feature.tag}.feature`);
      await writeFile(path, feature.text);
      return { ...feature, path };
    }),
  );
}

function loadSteps(): Promise<ISupportCodeLibrary> {
  process.setSourceMapsEnabled(true);
  const base = fileURLToPath(locations.steps).replaceAll('\\', '/');
  return loadSupport(
    {
      sources: sourcesOf([]),
      support: { importPaths: [`${base}runtime/hooks.js`, `${base}**/vocabulary.js`, `${base}**/*.steps.js`] },
    },
    { cwd: locations.root, stdout: nowhere(), stderr: nowhere(), env: {} },
  );
}

function sourcesOf(features: FeatureScenario[]) {
  return {
    defaultDialect: 'fr',
    paths: [...new Set(features.map(({ path }) => path))],
    names: [],
    // Ids such as « Test 0.1-210 (DMP) » bear signs of the expression's own.
    tagExpression: features.map(({ tag }) => scenarioTag(tag).replaceAll(/[()\\]/g, '\\$&')).join(' or '),
    order: 'defined' as const,
  };
}

// Cucumber's own report says nothing that ours does not.
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
