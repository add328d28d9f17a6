import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AttemptEvent,
  type AttemptOpening,
  AttemptWriter,
  attemptFiles,
  listAttempts,
  parseEvents,
  readAttempt,
  runsFolder,
} from './attempt.ts';
import { type Environment, processEnvironment } from './environment.ts';

const at = '2026-03-02T09:00:00.000Z';
const opened: AttemptEvent = { type: 'scenario-ouvert', scenario: 'INS/va1.28.01', at };
const concluded: AttemptEvent = { type: 'tentative-conclue', at, identites: [], secrets: [] };
let environment: Environment;

beforeEach(async () => {
  environment = processEnvironment({ cwd: await mkdtemp(join(tmpdir(), 'probant-tentative-')) });
});

afterEach(() => rm(environment.cwd, { recursive: true, force: true }));

function opening(id: string, time = at): AttemptOpening {
  return {
    type: 'tentative-ouverte',
    id,
    at: time,
    plan: { sha256: 'a'.repeat(64), size: 1 },
    produit: { nom: 'Témoin', version: '1' },
    couloir: 'MDV-LGC',
    profils: [],
    pilote: 'http',
    seed: 's',
    scenarios: [],
    probant: { version: '0', catalogue: '', regles: '', jeu: '', features: '', contrePreuve: '' },
    environnement: { node: '', plateforme: '' },
  };
}

async function write(id: string, ...events: AttemptEvent[]): Promise<AttemptWriter> {
  const writer = new AttemptWriter(environment, join(environment.cwd, runsFolder, id));
  await writer.open();
  for (const event of events) await writer.append(event);
  return writer;
}

describe('the state of an attempt', () => {
  it('is conclue after its last event', async () => {
    const { folder } = await write('T-1', opening('T-1'), concluded);
    expect((await readAttempt(environment, folder)).state).toBe('conclue');
  });

  it('is en_cours while its writer lives', async () => {
    const { folder } = await write('T-1', opening('T-1'));
    expect((await readAttempt(environment, folder)).state).toBe('en_cours');
  });

  it('is interrompue once its writer stopped before the end', async () => {
    const writer = await write('T-1', opening('T-1'));
    await writer.close();
    expect((await readAttempt(environment, writer.folder)).state).toBe('interrompue');
  });

  it('is interrompue when its writer was killed', async () => {
    const { folder } = await write('T-1', opening('T-1'));
    // Above the highest process id of any system.
    await writeFile(join(folder, attemptFiles.lock), '2147483647');
    expect((await readAttempt(environment, folder)).state).toBe('interrompue');
  });
});

describe('reading an attempt', () => {
  it('gives its events in order', async () => {
    const { folder } = await write('T-1', opening('T-1'), opened, concluded);
    expect((await readAttempt(environment, folder)).events).toEqual([opening('T-1'), opened, concluded]);
  });

  it('leaves out a last line cut by a kill', async () => {
    const { folder } = await write('T-1', opening('T-1'), opened);
    await appendFile(join(folder, attemptFiles.events), '{"type":"scenario-fer');
    expect((await readAttempt(environment, folder)).events).toEqual([opening('T-1'), opened]);
  });

  it('refuses a folder without one', async () => {
    await expect(readAttempt(environment, environment.cwd)).rejects.toMatchObject({ code: 'tentative_introuvable' });
  });

  it('refuses a log that does not begin with the opening', async () => {
    const { folder } = await write('T-1', opened);
    await expect(readAttempt(environment, folder)).rejects.toMatchObject({ code: 'tentative_introuvable' });
  });

  it('refuses a log cut in its opening', async () => {
    const { folder } = await write('T-1');
    await writeFile(join(folder, attemptFiles.events), '{"type":"tentative-ouv');
    await expect(readAttempt(environment, folder)).rejects.toMatchObject({ code: 'tentative_introuvable' });
  });

  it('gives back the blobs of its writer', async () => {
    const writer = await write('T-1', opening('T-1'));
    const { sha256 } = await writer.store.put(Buffer.from('preuve'));
    const attempt = await readAttempt(environment, writer.folder);
    expect((await attempt.store.get(sha256)).toString()).toBe('preuve');
  });
});

describe('parseEvents', () => {
  it('stops at the first line that is not whole', () => {
    const line = JSON.stringify(opened);
    expect(parseEvents(`${line}\n{"type":\n${line}\n`)).toEqual([opened]);
  });
});

describe('an attempt on a full disk', () => {
  it('says so by its code', async () => {
    const { folder } = await write('T-1', opening('T-1'));
    const full = () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
    const writer = new AttemptWriter({ fs: { ...environment.fs, appendFile: full } }, folder);
    await expect(writer.append(opened)).rejects.toMatchObject({ code: 'disque_plein' });
  });
});

describe('listing the attempts', () => {
  it('is empty before the first one', async () => {
    expect(await listAttempts(environment)).toEqual([]);
  });

  it('gives the oldest first, whatever their names', async () => {
    await write('A', opening('A', '2026-03-02T10:00:00.000Z'));
    await write('B', opening('B', '2026-03-02T09:00:00.000Z'));
    expect((await listAttempts(environment)).map(({ id }) => id)).toEqual(['B', 'A']);
  });

  it('leaves out a folder that is not an attempt', async () => {
    await write('T-1', opening('T-1'));
    await environment.fs.mkdir(join(environment.cwd, runsFolder, 'autre'));
    expect((await listAttempts(environment)).map(({ id }) => id)).toEqual(['T-1']);
  });
});
