import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './digest.ts';
import { type FileSystem, processEnvironment } from './environment.ts';
import { EvidenceStore } from './evidence-store.ts';
import { Journal, type NewExchange } from './journal.ts';
import { canonicalJson, type Json } from './json.ts';

const { fs } = processEnvironment();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-journal-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function journalWith(overrides: Partial<FileSystem> = {}): Journal {
  const environment = { fs: { ...fs, ...overrides } };
  return new Journal(environment, new EvidenceStore(environment, folder), path());
}

function path(): string {
  return join(folder, 'echanges.ndjson');
}

function exchange(service = 'insi'): NewExchange {
  return {
    service,
    at: '2026-03-02T09:00:00.000Z',
    durationMs: 1,
    remoteAddress: '127.0.0.1',
    tls: null,
    outcome: 'complet',
    keys: [],
  };
}

async function lines(): Promise<string[]> {
  return (await readFile(path(), 'utf8')).trimEnd().split('\n');
}

describe('the journal', () => {
  it('numbers from 1, without gap', async () => {
    const journal = journalWith();
    const kept = [await journal.record(exchange()), await journal.record(exchange())];
    expect(kept.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('chains each line to the digest of the one before', async () => {
    const journal = journalWith();
    for (let i = 0; i < 3; i += 1) await journal.record(exchange());
    const written = await lines();
    expect(written.map((line) => (JSON.parse(line) as { previous: string }).previous)).toEqual([
      '0'.repeat(64),
      sha256(written[0]!),
      sha256(written[1]!),
    ]);
  });

  it('writes each line in canonical JSON', async () => {
    const tls = { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', authorized: true };
    const journal = journalWith();
    await journal.record({ ...exchange(), tls });
    await journal.record(exchange());
    const written = await lines();
    expect(written.map((line) => canonicalJson(JSON.parse(line) as Json))).toEqual(written);
  });

  it('writes in order what is recorded at the same time', async () => {
    const journal = journalWith();
    await Promise.all(Array.from({ length: 5 }, () => journal.record(exchange())));
    expect((await lines()).map((line) => (JSON.parse(line) as { n: number }).n)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps an exchange whose key is cut in the middle of a character', async () => {
    const journal = journalWith();
    await journal.record({ ...exchange(), keys: ['A\ud800'] });
    expect(JSON.parse((await lines())[0]!)).toMatchObject({ n: 1, keys: ['A\ufffd'] });
  });

  it('writes nothing without a path', async () => {
    const journal = new Journal({ fs }, new EvidenceStore({ fs }, folder));
    await journal.record(exchange());
    expect(await fs.readdir(folder)).toEqual([]);
  });
});

describe('a slice of the journal', () => {
  it('leaves out the other services', async () => {
    const journal = journalWith();
    for (const service of ['insi', 'dmp', 'insi']) await journal.record(exchange(service));
    expect(journal.slice('insi', { from: 0, to: 3 }).map(({ n }) => n)).toEqual([1, 3]);
  });

  it('excludes its start and includes its end', async () => {
    const journal = journalWith();
    for (let i = 0; i < 4; i += 1) await journal.record(exchange());
    expect(journal.slice('insi', { from: 1, to: 3 }).map(({ n }) => n)).toEqual([2, 3]);
  });
});

describe('waiting on the journal', () => {
  const longer = 60_000;

  it('ends at once when ready', async () => {
    await expect(journalWith().waitFor(() => true, longer)).resolves.toBeUndefined();
  });

  it('ends with the exchange that makes it ready', async () => {
    const journal = journalWith();
    const waited = journal.waitFor(() => journal.last === 2, longer).then(() => journal.last);
    await journal.record(exchange());
    await journal.record(exchange());
    expect(await waited).toBe(2);
  });

  it('gives up when its time is over', async () => {
    await expect(journalWith().waitFor(() => false, 0)).resolves.toBeUndefined();
  });
});

describe('a journal that cannot be written', () => {
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));

  it('says why', async () => {
    const journal = journalWith({ openAppend: full });
    await journal.record(exchange());
    expect(journal.failure).toMatchObject({ code: 'disque_plein' });
  });

  it('still gives the exchange to those who judge it', async () => {
    const journal = journalWith({ openAppend: full });
    await journal.record(exchange());
    expect(journal.slice('insi', { from: 0, to: 1 })).toHaveLength(1);
  });

  it('writes no more after a failure: a chain has no gap', async () => {
    let room = 1;
    const openAppend: FileSystem['openAppend'] = async (file) => {
      const open = await fs.openAppend(file);
      const append = (data: Uint8Array | string): Promise<void> => {
        room -= 1;
        return room === -1 ? full() : open.append(data);
      };
      return { ...open, append };
    };
    const journal = journalWith({ openAppend });
    for (let i = 0; i < 3; i += 1) await journal.record(exchange());
    expect(await lines()).toHaveLength(1);
  });
});

describe('a bounded journal', () => {
  async function bounded(count: number, retention = 4): Promise<Journal> {
    const journal = new Journal({ fs }, new EvidenceStore({ fs }, folder), { path: path(), retention });
    for (let i = 0; i < count; i += 1) await journal.record(exchange(i % 2 === 0 ? 'insi' : 'dmp'));
    return journal;
  }

  it('forgets, in memory, all but the latest', async () => {
    const journal = await bounded(15);
    expect(journal.all().map(({ n }) => n)).toEqual([12, 13, 14, 15]);
  });

  it('still numbers all of them', async () => {
    expect((await bounded(15)).last).toBe(15);
  });

  it('cuts a window by number', async () => {
    const journal = await bounded(15);
    expect(journal.slice('insi', { from: 12, to: 15 }).map(({ n }) => n)).toEqual([13, 15]);
  });

  it('gives nothing of a window that is gone', async () => {
    expect((await bounded(15)).all({ from: 0, to: 5 })).toEqual([]);
  });

  it('reads from the file what it has forgotten', async () => {
    const journal = await bounded(200);
    const read = await Promise.all([1, 64, 65, 130, 200].map((n) => journal.exchange(n)));
    expect(read.map((found) => found?.n)).toEqual([1, 64, 65, 130, 200]);
  });

  it('reads a window from the file and from memory', async () => {
    const journal = await bounded(200);
    const read = await journal.read({ from: 60, to: 199 });
    expect(read.map(({ n }) => n)).toEqual(Array.from({ length: 139 }, (_, i) => i + 61));
  });

  it('reads an exchange as it was recorded', async () => {
    expect(await (await bounded(15)).exchange(1)).toEqual({ n: 1, ...exchange() });
  });

  it('reads its own exchanges in a file that another one began', async () => {
    await bounded(7);
    const journal = await bounded(15);
    expect((await journal.exchange(2))?.service).toBe('dmp');
  });

  it('knows no exchange of another number', async () => {
    const journal = await bounded(15);
    expect([await journal.exchange(0), await journal.exchange(16)]).toEqual([undefined, undefined]);
  });

  it('forgets nothing that it could not write', async () => {
    const openAppend = (): Promise<never> => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
    const environment = { fs: { ...fs, openAppend } };
    const journal = new Journal(environment, new EvidenceStore(environment, folder), { path: path(), retention: 2 });
    for (let i = 0; i < 9; i += 1) await journal.record(exchange());
    expect(journal.all()).toHaveLength(9);
  });
});
