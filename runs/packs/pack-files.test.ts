import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPackFiles } from './pack-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'probant-paquet-'));
  mkdirSync(join(folder, 'sous/.git'), { recursive: true });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'b.sch'), 'b');
  writeFileSync(join(folder, 'sous/a.xml'), 'a');
  writeFileSync(join(folder, 'sous/.git/HEAD'), 'x');
  symlinkSync('/etc/hostname', join(folder, 'lien'));
});

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the files of a pack', () => {
  it('are all of them, but links and what git keeps', async () => {
    expect([...(await readPackFiles(folder)).files.keys()]).toEqual(['b.sch', 'sous/a.xml']);
  });

  it('have the digest that sha256sum gives of its own list', async () => {
    const list = `${digestOf('b')}  ./b.sch\n${digestOf('a')}  ./sous/a.xml\n`;
    expect((await readPackFiles(folder)).digest).toBe(digestOf(list));
  });

  it.each([
    ['a file that is not of the pack', 'lien', 'pas dans le paquet'],
    ['a file that has changed since', 'b.sch', 'a changé'],
  ])('do not give %s', async (_, name, why) => {
    const { read } = await readPackFiles(folder);
    writeFileSync(join(folder, 'b.sch'), 'autre');
    await expect(read(name)).rejects.toMatchObject({ message: expect.stringContaining(why) as string });
  });
});
