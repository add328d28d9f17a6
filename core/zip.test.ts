import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { readZip, zipLimits } from './index.ts';

async function zipOf(...files: Array<[string, Buffer]>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of files) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream);
}

const refused = (motif: string) =>
  expect.objectContaining({ code: 'zip_refuse', details: expect.objectContaining({ motif }) });

/** A name replaced by another of the same length, in both headers. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('readZip', () => {
  it('gives every file', async () => {
    const files = await readZip(await zipOf(['a/b.txt', Buffer.from('x')], ['c', Buffer.alloc(0)]));
    expect([...files].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
      ['a/b.txt', 'x'],
      ['c', ''],
    ]);
  });

  it.each(['..\\\\..\\\\a', 'a\\\\bbbbb', '/bbbbbb', '../bbbb', 'C:/bbbb'])('refuses the name « %s »', async (name) => {
    const plain = 'x'.repeat(name.length);
    const zip = renamed(await zipOf([plain, Buffer.from('1')]), plain, name);
    await expect(readZip(zip)).rejects.toThrow(refused('chemin_dangereux'));
  });

  it.each([
    ['too many files', { entries: 1 }],
    ['too many bytes', { total: 5 }],
    ['a file too big', { file: 3 }],
    ['a ratio too good', { ratio: 2, ratioFrom: 10 }],
  ])('refuses %s', async (_, limits) => {
    const zip = await zipOf(['a', Buffer.alloc(1000)], ['b', Buffer.alloc(4)]);
    await expect(readZip(zip, { ...zipLimits, ...limits })).rejects.toThrow(refused('trop_gros'));
  });

  it('refuses a file whose size is a lie', async () => {
    const zip = await zipOf(['a', Buffer.alloc(100_000)]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(100_000);
    const lying = renamed(zip, size.toString('latin1'), '\u0010\u0000\u0000\u0000');
    await expect(readZip(lying)).rejects.toThrow(refused('illisible'));
  });

  it.each([0, 10, 60])('refuses an archive cut at %i bytes', async (length) => {
    const zip = await zipOf(['a', Buffer.from('x')]);
    await expect(readZip(zip.subarray(0, length))).rejects.toThrow(refused('illisible'));
  });
});
