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
        sources: sourcesOf(features),
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
    tagExpression: features.map(({ scenario }) => scenarioTag(scenario).replaceAll(/[()\\]/g, '\\$&')).join(' or '),
    order: 'defined' as const,
  };
}

// Cucumber's own report says nothing that ours does not.
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
