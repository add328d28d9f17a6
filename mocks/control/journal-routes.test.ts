import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationSchema } from '../../core/index.ts';
import { callInsi, openBench, type TestBench } from '../../test/support/bench.ts';
import { type ControlAnswer, controlCall, controlFetch } from '../../test/support/control.ts';
import { insiRequest } from '../../test/support/insi-request.ts';

let open: TestBench;

beforeAll(async () => {
  open = await openBench({ control: { port: 0 } });
});
afterAll(async () => await open[Symbol.asyncDispose]());

const get = (path: string): Promise<ControlAnswer> => controlCall(open.bench, `GET ${path}`);

describe('the journal', () => {
  it('gives the exchanges that are asked for', async () => {
    const from = open.bench.journal.last;
    for (const nomNaissance of ['FILTREA', 'FILTREB']) await callInsi(open, insiRequest({ nomNaissance }));
    const { value } = await get(`/journal?service=insi&cle=filtreb&depuis=${from}`);
    expect(value).toMatchObject([{ n: from + 2, keys: ['FILTREB'] }]);
  });

  it('waits for an exchange that has not come', async () => {
    const coming = get('/journal?cle=ATTENDUE&attendre=10000');
    await callInsi(open, insiRequest({ nomNaissance: 'ATTENDUE' }));
    expect((await coming).value).toHaveLength(1);
  });

  it('wants whole numbers', async () => {
    expect(await get('/preuves?depuis=hier')).toMatchObject({
      status: 400,
      value: { erreur: expect.stringContaining('depuis') },
    });
  });
});

describe('a conversation', () => {
  it('holds the exchanges of a service, their bodies and what was seen of their connections', async () => {
    const from = open.bench.journal.last;
    const sent = insiRequest({ nomNaissance: 'PARLE' });
    await callInsi(open, sent);
    const { value } = await get(`/conversation?service=insi&depuis=${from}&personne=PARLE`);
    const { personne, exchanges } = conversationSchema.parse(value);
    const [only] = exchanges;
    expect([personne, exchanges.length, only?.tls?.authorized, only?.response?.status]).toEqual([
      ['PARLE'],
      1,
      true,
      200,
    ]);
    expect(Buffer.from(only?.request?.body ?? '', 'base64').toString()).toBe(sent);
  });

  it('may be empty', async () => {
    const { value } = await get('/conversation?service=insi&cle=PERSONNE');
    expect(conversationSchema.parse(value)).toMatchObject({ service: 'insi', exchanges: [] });
  });

  it('is that of a service', async () => {
    expect(await get('/conversation')).toMatchObject({
      status: 400,
      value: { erreur: expect.stringContaining('service') },
    });
  });
});

describe('the archive of the exchanges', () => {
  const run = promisify(execFile);

  it('holds what unzip and sha256sum verify', async () => {
    const from = open.bench.journal.last;
    for (const nomNaissance of ['ZIPUN', 'ZIPDEUX']) await callInsi(open, insiRequest({ nomNaissance }));
    const file = join(open.folder, 'preuves.zip');
    await writeFile(
      file,
      Buffer.from(await (await controlFetch(open.bench, `GET /preuves?depuis=${from}`)).arrayBuffer()),
    );
    const into = join(open.folder, 'preuves');
    await run('unzip', ['-q', file, '-d', into]);
    const { stdout } = await run('sh', ['-c', 'for f in *; do echo "$f  $f"; done | sha256sum -c'], {
      cwd: join(into, 'octets'),
    });
    const lines = (await readFile(join(into, 'echanges.ndjson'), 'utf8')).trimEnd().split('\n');
    const verified = stdout.trimEnd().split('\n');
    expect([lines.length, verified.every((line) => line.endsWith(': OK')), verified.length]).toEqual([
      2,
      true,
      (await readdir(join(into, 'octets'))).length,
    ]);
  });

  it('is cut when bytes are lost, and the bench stays up', async () => {
    await using lossy = await openBench({ control: { port: 0 } });
    await callInsi(lossy, insiRequest());
    await rm(join(lossy.folder, 'blobs'), { recursive: true });
    const answer = await controlFetch(lossy.bench, 'GET /preuves');
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await controlCall(lossy.bench, 'GET /etat')).status).toBe(200);
  });

  it('is read page by page, none missing', async () => {
    await using busy = await openBench({ control: { port: 0 } });
    const { journal } = busy.bench;
    const kept = {
      outcome: 'refus_tls',
      at: '2026-11-22T10:00:00Z',
      durationMs: 0,
      remoteAddress: '',
      tls: null,
    } as const;
    for (let n = 0; n < 1_001; n += 1) await journal.record({ ...kept, service: 'insi', keys: [] });
    const { value } = await controlCall(busy.bench, 'GET /journal');
    expect((value as Array<{ n: number }>).map(({ n }) => n)).toEqual(Array.from({ length: 1_001 }, (_, i) => i + 1));
  });
});
