import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, DriverAnswer } from '../../dist/candidate/index.js';
import { listAttempts, processEnvironment } from '../../dist/core/index.js';
import { verdictsOf } from '../../dist/reports/index.js';
import { locations } from '../../dist/runs/index.js';
import { Journey } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await Journey.open();
});

afterAll(() => journey[Symbol.asyncDispose]());

/** Keeps what each verb answered, in order, or gives it back. */
function tape(answers: Map<string, DriverAnswer[]>, mode: 'record' | 'replay') {
  return (driver: Driver): Driver => ({
    ...bound(driver),
    async perform(verb, args) {
      const kept = answers.get(verb) ?? [];
      answers.set(verb, kept);
      if (mode === 'replay' && /^(lire|chercher)/.test(verb)) {
        const answer = kept.shift();
        if (answer !== undefined) return answer as never;
      }
      const answer = await driver.perform(verb, args);
      if (mode === 'record') kept.push(answer as DriverAnswer);
      return answer;
    },
  });
}

function bound(driver: Driver): Driver {
  return {
    name: driver.name,
    can: (verb) => driver.can(verb),
    perform: (verb, args) => driver.perform(verb, args),
    openScenario: (scenario) => driver.openScenario(scenario),
    closePoint: (point, label) => driver.closePoint(point, label),
    closeScenario: () => driver.closeScenario(),
    close: () => driver.close(),
  };
}

describe('run', () => {
  it('gives the same verdicts twice', async () => {
    const first = await journey.run();
    const second = await journey.run();
    expect(verdictsOf(second.results)).toEqual(verdictsOf(first.results));
  });

  it('finds every scenario with a read red when a driver replays the reads of an earlier run', async () => {
    const answers = new Map<string, DriverAnswer[]>();
    const first = await journey.run({ wrap: tape(answers, 'record') });
    const { results } = await journey.run({ wrap: tape(answers, 'replay') });
    const readers = (await journey.attempt(first)).events.flatMap((event) =>
      event.type === 'observation' && event.kind === 'lecture' ? [event.point.scenario] : [],
    );
    const red = results.scenarios.filter(({ verdict }) => verdict === 'non_conforme').map(({ scenario }) => scenario);
    expect([...new Set(readers)].filter((scenario) => !red.includes(scenario))).toEqual([]);
  });

  it('names both of two defects in one scenario', async () => {
    const defects = ['douteuse-garde-statut', 'fictive-non-enregistree'];
    const { results } = await journey.run({ defects, scenarios: ['INS/va1.44.01.01'] });
    const points = results.scenarios.find(({ scenario }) => scenario === 'INS/va1.44.01.01')?.points ?? [];
    const seen = points.flatMap(({ ordinal, findings }) => findings.map(({ rule }) => `${ordinal} ${rule}`));
    expect(seen).toEqual(expect.arrayContaining(['2 ins.statut', '3 ins.attribut']));
  });

  it('keeps what a killed run had written, as interrupted', async () => {
    await using folder = await Journey.open();
    const child = spawn(process.execPath, [join(locations.root, 'bin/probant.js'), 'demo', '--pilote', 'http'], {
      cwd: folder.cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // A scenario is over: some of its events are on disk.
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.includes('INS/va1.39.01') && resolve());
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [attempt] = await listAttempts(processEnvironment({ cwd: folder.cwd }));
    expect([attempt?.state, attempt?.events.some(({ type }) => type === 'verification')]).toEqual([
      'interrompue',
      true,
    ]);
  });

  it('leaves what it judged on disk as it goes', async () => {
    const { folder, results } = await journey.run({ scenarios: ['INS/va1.23.01'] });
    const log = (await readFile(join(folder, 'evenements.ndjson'), 'utf8')).trimEnd().split('\n');
    const checks = log.filter((line) => line.includes('"type":"verification"')).length;
    expect([checks > 0, results.scenarios.some(({ verdict }) => verdict === 'conforme')]).toEqual([true, true]);
  });
});
