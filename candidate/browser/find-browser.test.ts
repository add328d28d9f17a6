import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { findBrowser, findFfmpeg } from './index.ts';

function machine(env: Record<string, string>, files: string[]) {
  const { fs } = processEnvironment();
  return { env, fs: { ...fs, exists: (path: string) => Promise.resolve(files.includes(path)) } };
}

describe('findBrowser', () => {
  it('takes the chosen browser alone', async () => {
    const env = { PROBANT_NAVIGATEUR: '/opt/mien', PATH: '/usr/bin' };
    expect(await findBrowser(machine(env, ['/usr/bin/chromium', '/opt/mien']))).toBe('/opt/mien');
  });

  it('takes no other when the chosen one is absent', async () => {
    expect(await findBrowser(machine({ PROBANT_NAVIGATEUR: '/opt/mien' }, ['/usr/bin/chromium']))).toBeNull();
  });

  it('looks in the folders of PATH', async () => {
    const env = { PATH: ['/a', '/b'].join(delimiter) };
    expect(await findBrowser(machine(env, [join('/b', 'google-chrome')]))).toBe(join('/b', 'google-chrome'));
  });

  it('looks below the program folders of Windows', async () => {
    const edge = join('C:', 'Programmes', 'Microsoft', 'Edge', 'Application', 'msedge.exe');
    expect(await findBrowser(machine({ PROGRAMFILES: join('C:', 'Programmes') }, [edge]))).toBe(edge);
  });

  it('finds none on a machine that has none', async () => {
    expect(await findBrowser(machine({}, []))).toBeNull();
  });
});

describe('findFfmpeg', () => {
  it('looks in the folders of PATH', async () => {
    expect(await findFfmpeg(machine({ PATH: '/a' }, [join('/a', 'ffmpeg')]))).toBe(join('/a', 'ffmpeg'));
  });

  it('takes no other when the chosen one is absent', async () => {
    expect(await findFfmpeg(machine({ PROBANT_FFMPEG: '/x', PATH: '/a' }, [join('/a', 'ffmpeg')]))).toBeNull();
  });
});
