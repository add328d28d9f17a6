import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Plan, processEnvironment } from '../core/index.ts';
import { createDriver, type Driver } from './index.ts';

const base = { verbes: {}, ecran: { largeur: 1280, hauteur: 800 }, paralleles: 1, delai: 1000, video: false } as const;
const adresse = 'http://127.0.0.1:1';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-pilote-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function made(candidat: Plan['candidat'], env: Record<string, string> = process.env as never): Promise<Driver> {
  const environment = processEnvironment({ cwd: folder, env });
  return createDriver({ environment, plan: { candidat }, workFolder: folder });
}

async function pagesFile(content: string): Promise<string> {
  const path = join(folder, 'pages.mjs');
  await writeFile(path, content);
  return path;
}

describe('createDriver', () => {
  it.each([
    ['http without an adapter', { ...base, pilote: 'http' }, 'candidat.adaptateur'],
    ['browser without an address', { ...base, pilote: 'browser', pages: 'p.ts' }, 'candidat.adresse'],
    ['browser without pages', { ...base, pilote: 'browser', adresse }, 'candidat.pages'],
    ['an unknown verb', { ...base, pilote: 'guided', verbes: { lireLune: 'guided' } }, 'lireLune'],
  ] as const)('refuses %s, naming it', async (_name, candidat, named) => {
    await expect(made(candidat as Plan['candidat'])).rejects.toMatchObject({
      code: 'pilote_invalide',
      message: expect.stringContaining(named),
    });
  });

  it('says that no browser is found', async () => {
    const candidat = { ...base, pilote: 'browser', adresse, pages: await pagesFile('export default {};') } as const;
    await expect(made(candidat, { PROBANT_NAVIGATEUR: join(folder, 'absent') })).rejects.toMatchObject({
      code: 'navigateur_absent',
    });
  });

  it.each([
    ['a verb that the contract does not know', 'export default { lireLune() {} };', 'lireLune'],
    ['a verb that is no function', 'export default { lireFiche: 1 };', 'lireFiche'],
    ['something else than an object', 'export default 1;', 'objet'],
  ])('refuses page functions that export %s', async (_name, content, named) => {
    // Any file that exists stands for the browser: it isn't started before the first scenario.
    const pages = await pagesFile(content);
    const candidat = { ...base, pilote: 'browser', adresse, pages } as const;
    await expect(made(candidat, { PROBANT_NAVIGATEUR: pages })).rejects.toMatchObject({
      code: 'pilote_invalide',
      message: expect.stringContaining(named),
    });
  });

  it('bears the name of the driver of the plan', async () => {
    expect((await made({ ...base, pilote: 'http', adaptateur: adresse })).name).toBe('http');
  });

  it('goes on without film, and says so, where there is no ffmpeg', async () => {
    const pages = await pagesFile('export default {};');
    const env = { PROBANT_NAVIGATEUR: pages, PROBANT_FFMPEG: join(folder, 'absent'), PLAYWRIGHT_BROWSERS_PATH: folder };
    const said: string[] = [];
    await createDriver({
      environment: processEnvironment({ cwd: folder, env }),
      plan: { candidat: { ...base, video: true, pilote: 'browser', adresse, pages } },
      workFolder: folder,
      warn: (text) => said.push(text),
    });
    expect(said).toEqual([expect.stringContaining('ffmpeg')]);
  });
});
