import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContainer, writeContainer } from './index.ts';

interface RawEntry {
  name: string;
  data?: Buffer;
  /** Name in the local header, when it lies. */
  localName?: string;
  mode?: number;
  deflate?: boolean;
  encrypted?: boolean;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-zip-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function motifOf(bytes: Buffer): Promise<unknown> {
  const path = join(folder, 'essai.asice');
  await writeFile(path, bytes);
  return openContainer(path).then(
    (container) => container.close(),
    (thrown: { details?: { motif?: string } }) => thrown.details?.motif,
  );
}

/** A ZIP written by hand, so that it may lie. */
function rawZip(entries: RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = rawEntry(entry, offset);
    parts.push(local);
    directory.push(central);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function rawEntry(entry: RawEntry, offset: number): { local: Buffer; central: Buffer } {
  const data = entry.data ?? Buffer.from('x');
  const packed = entry.deflate ? deflateRawSync(data) : data;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE((entry.encrypted ? 1 : 0) | 0x800, 2);
  fields.writeUInt16LE(entry.deflate ? 8 : 0, 4);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(data.length, 18);
  const localName = Buffer.from(entry.localName ?? entry.name);
  const name = Buffer.from(entry.name);
  const localFields = Buffer.from(fields);
  localFields.writeUInt16LE(localName.length, 22);
  fields.writeUInt16LE(name.length, 22);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\u0003\u0004'), localFields, localName, packed]),
    central: Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), fields, tail, name]),
  };
}

describe('a hostile container', () => {
  it.each([
    ['a path that climbs', [{ name: '../evil' }], 'conteneur_chemin_dangereux'],
    ['an absolute path', [{ name: '/etc/passwd' }], 'conteneur_chemin_dangereux'],
    ['a drive letter', [{ name: 'C:evil' }], 'conteneur_chemin_dangereux'],
    ['a control character', [{ name: 'a\nb' }], 'conteneur_chemin_dangereux'],
    ['one name twice', [{ name: 'a' }, { name: 'a' }], 'conteneur_nom_double'],
    ['names that differ by case only', [{ name: 'a' }, { name: 'A' }], 'conteneur_nom_double'],
    ['a symbolic link', [{ name: 'lien', mode: 0o120777 }], 'conteneur_lien_symbolique'],
    ['an encrypted file', [{ name: 'a', encrypted: true, deflate: true }], 'conteneur_chiffre'],
    ['a local header that lies', [{ name: 'a', localName: 'b' }], 'conteneur_entete_contradictoire'],
    ['a bomb', [{ name: 'a', data: Buffer.alloc(8 * 1024 ** 2), deflate: true }], 'conteneur_trop_gros'],
  ])('is refused for %s', async (_, entries, motif) => {
    expect(await motifOf(rawZip(entries))).toBe(motif);
  });

  it('is refused when truncated', async () => {
    const whole = await writeContainer(new Map([['a.txt', Buffer.from('abc')]]));
    expect(await motifOf(whole.subarray(0, whole.length - 10))).toBe('conteneur_illisible');
  });

  it('is refused when it is no ZIP', async () => {
    expect(await motifOf(Buffer.from('bonjour'))).toBe('conteneur_illisible');
  });
});

describe('an honest container', () => {
  it('opens, deflated or not', async () => {
    expect(await motifOf(rawZip([{ name: 'a', deflate: true }, { name: 'b' }]))).toBeUndefined();
  });

  it('does not depend on the order in which its files are given', async () => {
    const files: Array<[string, Buffer]> = [
      ['b', Buffer.from('2')],
      ['a', Buffer.from('1')],
    ];
    const [first, second] = [await writeContainer(new Map(files)), await writeContainer(new Map(files.reverse()))];
    expect(first.equals(second)).toBe(true);
  });
});
