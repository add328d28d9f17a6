import { defineConfig } from 'vitest/config';
import { PeersReporter } from './support/peers-reporter.ts';

/** Real clients (curl, OpenSSL, zeep, xmllint) against a bench in a process of its own, from another network namespace. */
export default defineConfig({
  test: {
    name: 'peers',
    include: ['test/peers/**/*.test.ts'],
    root: `${import.meta.dirname}/../..`,
    reporters: ['default', new PeersReporter()],
    // One bench at a time: two cores, and one namespace a file.
    fileParallelism: false,
    testTimeout: 30_000,
    // A clone whose sources changed is compiled first.
    hookTimeout: 60_000,
  },
});
