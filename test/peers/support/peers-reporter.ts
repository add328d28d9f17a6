import type { Reporter, TestModule } from 'vitest/node';

/** Ends the suite with `pairs : passed/all`, after why some were skipped. A skipped peer counts in what should have passed. */
export class PeersReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const results = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result()));
    const reasons = results.flatMap((result) =>
      result.state === 'skipped' ? [result.note ?? 'sans raison donnée'] : [],
    );
    for (const reason of new Set(reasons)) process.stdout.write(`pair sauté : ${reason}\n`);
    const passed = results.filter(({ state }) => state === 'passed').length;
    process.stdout.write(`pairs : ${passed}/${results.length}\n`);
  }
}
