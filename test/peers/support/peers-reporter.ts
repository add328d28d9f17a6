import type { Reporter, TestModule } from 'vitest/node';

/** Ends the suite with `pairs : passed/all`. A skipped peer counts in what should have passed. */
export class PeersReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const passed = states.filter((state) => state === 'passed').length;
    process.stdout.write(`pairs : ${passed}/${states.length}\n`);
  }
}
