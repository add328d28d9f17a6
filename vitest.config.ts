import { defineConfig } from 'vitest/config';

const rooms = '{core,referential,rules,mocks,candidate,reports,steps,runs,console,cli,scripts}';

/** The peers (real clients against the mocks) have a configuration of their own, test/peers/vitest.config.ts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/node_modules/**', 'reports/runs/**'],
          // Modules keep nothing of a test (their environment is given): reading them once a worker halves the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/**/*.test.ts'],
          exclude: ['test/peers/**', 'test/perf/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Compiled rooms stay as they are: cucumber imports them by itself, and a module must not exist twice.
          server: { deps: { external: [/\/dist\//] } },
        },
      },
    ],
  },
});
