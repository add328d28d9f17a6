import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { exampleFile } from '../../rules/examples/index.ts';
import { checkFiles } from './check.ts';
import type { FileReport } from './report.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-donne-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const plain = { parameters: {}, authorities: null, packs: [] };

async function check(name: string, environment = processEnvironment({ cwd })): Promise<FileReport> {
  for await (const report of checkFiles(environment, [name], plain)) return report;
  throw new Error('no report');
}

const why = async (name: string): Promise<string> => (await check(name)).error?.message ?? 'jugé';

describe('a path that is no plain file', () => {
  it('a link to a file is that file', async () => {
    await writeFile(join(cwd, 'cda'), await exampleFile('cda'));
    await symlink('cda', join(cwd, 'lien'));
    expect((await check('lien')).kind).toBe('cda');
  });

  it('a link to itself, or to nothing, is refused', async () => {
    await symlink('rond', join(cwd, 'rond'));
    await symlink('absent', join(cwd, 'vers-rien'));
    expect([await why('rond'), await why('vers-rien')]).toEqual([
      expect.stringContaining('il n’existe pas'),
      expect.stringContaining('il n’existe pas'),
    ]);
  });

  it.skipIf(process.platform === 'win32')('a pipe that nobody writes to is refused, and not waited for', async () => {
    execFileSync('mkfifo', [join(cwd, 'tube')]);
    expect(await why('tube')).toContain('n’est pas un fichier ordinaire');
  });

  it.skipIf(process.platform === 'win32')('a device without end is refused', async () => {
    expect(await why('/dev/zero')).toContain('n’est pas un fichier ordinaire');
  });

  it.skipIf(process.platform === 'win32')('a socket is refused', async () => {
    const server = createServer().listen(join(cwd, 'prise'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await why('prise')).toContain('n’est pas un fichier ordinaire');
    server.close();
  });

  it('a name with a zero byte is refused', async () => {
    expect(await why('a\0b')).toContain('il n’existe pas');
  });

  it('a file of ten gigabytes is refused unread', async () => {
    await writeFile(join(cwd, 'gros'), '');
    await truncate(join(cwd, 'gros'), 10 * 1024 ** 3);
    expect(await why('gros')).toContain('10737418240 octets');
  });
});

describe('a file that changes between the look at its size and its reading', () => {
  async function readAfter(change: (path: string) => Promise<void>): Promise<FileReport> {
    const { fs } = processEnvironment();
    await writeFile(join(cwd, 'fichier'), await exampleFile('cda'));
    const readPart: typeof fs.readPart = async (path, part) => {
      await change(path);
      return fs.readPart(path, part);
    };
    return check('fichier', processEnvironment({ cwd, fs: { ...fs, readPart } }));
  }

  it('and grows, is read as long as it was', async () => {
    const report = await readAfter((path) => appendFile(path, '<encore>'));
    expect(report.outcome).toBe('sans_constat_bloquant');
  });

  it('and shrinks, is refused: its beginning is another file', async () => {
    const report = await readAfter((path) => truncate(path, 100));
    expect(report.error?.message).toContain('il change pendant qu’il est lu');
  });
});

describe('a folder', () => {
  it('without IHE_XDM is refused', async () => {
    expect(await why('.')).toContain('n’a pas de dossier IHE_XDM');
  });

  it('whose links go round ten times at each level is refused, and not walked without end', async () => {
    await mkdir(join(cwd, 'IHE_XDM'));
    for (let i = 0; i < 10; i += 1) await symlink('.', join(cwd, 'IHE_XDM', `L${i}`));
    expect(await why('.')).toMatch(/trop (?:gros|profond)/);
  });

  it('with a thousand files is refused', async () => {
    await mkdir(join(cwd, 'IHE_XDM'));
    await Promise.all(Array.from({ length: 1000 }, (_, i) => writeFile(join(cwd, 'IHE_XDM', `F${i}`), '')));
    expect(await why('.')).toContain('trop gros');
  });

  it.skipIf(process.platform === 'win32')(
    'with a pipe among its files is judged, the pipe not waited for',
    async () => {
      await mkdir(join(cwd, 'IHE_XDM', 'SUBSET01'), { recursive: true });
      execFileSync('mkfifo', [join(cwd, 'IHE_XDM', 'SUBSET01', 'METADATA.XML')]);
      expect((await check('.')).outcome).toBe('constats_bloquants');
    },
  );
});
