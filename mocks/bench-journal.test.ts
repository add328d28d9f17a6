import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processEnvironment } from '../core/index.ts';
import { benchJournal } from './bench-journal.ts';

let folder: string;
const clock = { now: () => Date.parse('2026-03-10T08:00:00.000Z') };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-journaux-'));
  for (const start of ['2026-03-01T080000.000Z', '2026-03-09T080000.000Z', 'autre']) {
    await mkdir(join(folder, 'journaux', start), { recursive: true });
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const starts = async (): Promise<string[]> => (await readdir(join(folder, 'journaux'))).sort();

it('keeps the journals of earlier starts', async () => {
  await benchJournal(processEnvironment({ clock }), folder);
  expect(await starts()).toContain('2026-03-01T080000.000Z');
});

it('forgets those that are older than asked, and nothing else', async () => {
  await benchJournal(processEnvironment({ clock }), folder, 5);
  expect(await starts()).toEqual(['2026-03-09T080000.000Z', '2026-03-10T080000.000Z', 'autre']);
});

it('writes each start in a folder of its own', async () => {
  const journal = await benchJournal(processEnvironment({ clock }), folder);
  await journal.record({
    service: 'insi',
    at: '2026-03-10T08:00:00.000Z',
    durationMs: 0,
    remoteAddress: '',
    tls: null,
    outcome: 'interrompu',
    keys: [],
  });
  expect(await readdir(join(folder, 'journaux', '2026-03-10T080000.000Z'))).toContain('echanges.ndjson');
});
