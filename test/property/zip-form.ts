import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { Dice } from '../fuzz/dice.ts';

/** A file of an archive. */
export interface ZipFile {
  name: string;
  bytes: Buffer;
}

/** Ways to write the same archive, as tools of Windows, Unix and Java do (APPNOTE 6.3.10). */
export interface ZipForm {
  seed: string;
  /** Files in another order. */
  order: boolean;
  /** Entries for the folders. */
  folders: boolean;
  /** Stored, or deflated at any level. */
  stored: boolean;
  /** Sizes and sum after the bytes, as writers to a pipe do, with or without their mark. */
  descriptors: boolean;
  /** Times of Unix, of NTFS, names in Unicode. */
  extras: boolean;
  /** Sizes in the ZIP64 field of the directory. */
  zip64: boolean;
  comments: boolean;
  /** Names said to be in UTF-8. */
  utf8: boolean;
  /** `version made by`: DOS, Unix, NTFS, OS X. */
  system: 0 | 3 | 10 | 19;
}

/** Any form. */
export const anyZipForm: fc.Arbitrary<ZipForm> = fc.record({
  seed: fc.nat().map(String),
  order: fc.boolean(),
  folders: fc.boolean(),
  stored: fc.boolean(),
  descriptors: fc.boolean(),
  extras: fc.boolean(),
  zip64: fc.boolean(),
  comments: fc.boolean(),
  utf8: fc.boolean(),
  system: fc.constantFrom(0, 3, 10, 19),
});

interface Entry extends ZipFile {
  method: number;
  packed: Buffer;
  offset: number;
  descriptor: boolean;
  extra: Buffer;
}

/** Writes an archive, without the library that the product reads with. */
export function zipInForm(files: readonly ZipFile[], form: ZipForm): Buffer {
  const dice = new Dice(form.seed);
  const pieces: Buffer[] = [];
  let offset = 0;
  const entries = ordered(withFolders(files, form), form, dice).map((file) => {
    const entry = entryOf(file, { form, dice, offset });
    const written = [localHeader(entry, form), entry.packed, ...(entry.descriptor ? [descriptor(entry, dice)] : [])];
    pieces.push(...written);
    offset += written.reduce((sum, { length }) => sum + length, 0);
    return entry;
  });
  const directory = Buffer.concat(entries.map((entry) => centralHeader(entry, form)));
  return Buffer.concat([...pieces, directory, end({ count: entries.length, size: directory.length, offset }, form)]);
}

function withFolders(files: readonly ZipFile[], { folders }: ZipForm): ZipFile[] {
  if (!folders) return [...files];
  const names = files.flatMap(({ name }) => [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index + 1)));
  return [...[...new Set(names)].map((name) => ({ name, bytes: Buffer.alloc(0) })), ...files];
}

function ordered(files: ZipFile[], { order }: ZipForm, dice: Dice): ZipFile[] {
  if (!order) return files;
  return files
    .map((file) => ({ file, rank: dice.int(1e6) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ file }) => file);
}

function entryOf(file: ZipFile, { form, dice, offset }: { form: ZipForm; dice: Dice; offset: number }): Entry {
  const method = file.name.endsWith('/') || (form.stored && dice.chance(0.5)) ? 0 : 8;
  return {
    ...file,
    method,
    packed: method === 0 ? file.bytes : deflateRawSync(file.bytes, { level: dice.int(10) }),
    offset,
    descriptor: form.descriptors && method === 8,
    extra: form.extras ? Buffer.concat(extrasOf(file, dice)) : Buffer.alloc(0),
  };
}

function extrasOf({ name }: ZipFile, dice: Dice): Buffer[] {
  const bytes = Buffer.from(name);
  const all = [
    field(0x5455, Buffer.concat([Buffer.from([1]), le(4, 1_772_439_330)])),
    field(0x000a, Buffer.concat([le(4, 0), le(2, 1), le(2, 24), Buffer.alloc(24)])),
    field(0x7075, Buffer.concat([Buffer.from([1]), le(4, crc32(bytes)), bytes])),
    field(0x7875, Buffer.from([1, 4, 232, 3, 0, 0, 4, 232, 3, 0, 0])),
    field(0xcafe, Buffer.alloc(0)),
  ];
  return all.filter(() => dice.chance(0.4));
}

function field(id: number, data: Buffer): Buffer {
  return Buffer.concat([le(2, id), le(2, data.length), data]);
}

function flags({ descriptor: after }: Entry, { utf8 }: ZipForm): number {
  return (after ? 8 : 0) | (utf8 ? 0x800 : 0);
}

function localHeader(entry: Entry, form: ZipForm): Buffer {
  const name = Buffer.from(entry.name);
  const [sum, packed, size] = entry.descriptor
    ? [0, 0, 0]
    : [crc32(entry.bytes), entry.packed.length, entry.bytes.length];
  return Buffer.concat([
    Buffer.from('PK\x03\x04'),
    le(2, 20),
    le(2, flags(entry, form)),
    le(2, entry.method),
    le(4, 0x5c62_49e0),
    ...[sum, packed, size].map((value) => le(4, value)),
    le(2, name.length),
    le(2, entry.extra.length),
    name,
    entry.extra,
  ]);
}

function descriptor({ bytes, packed }: Entry, dice: Dice): Buffer {
  const values = [crc32(bytes), packed.length, bytes.length].map((value) => le(4, value));
  return Buffer.concat([dice.chance(0.5) ? Buffer.from('PK\x07\x08') : Buffer.alloc(0), ...values]);
}

function centralHeader(entry: Entry, form: ZipForm): Buffer {
  const name = Buffer.from(entry.name);
  const comment = Buffer.from(form.comments ? 'déposé' : '');
  const sizes = [entry.packed.length, entry.bytes.length];
  const large = field(1, Buffer.concat(sizes.toReversed().map((size) => Buffer.concat([le(4, size), le(4, 0)]))));
  const extra = Buffer.concat([...(form.zip64 ? [large] : []), entry.extra]);
  const mode = entry.name.endsWith('/') ? 0o40755 : 0o100644;
  return Buffer.concat([
    Buffer.from('PK\x01\x02'),
    le(2, (form.system << 8) | 20),
    le(2, form.zip64 ? 45 : 20),
    le(2, flags(entry, form)),
    le(2, entry.method),
    le(4, 0x5c62_49e0),
    le(4, crc32(entry.bytes)),
    ...sizes.map((size) => le(4, form.zip64 ? 0xffff_ffff : size)),
    le(2, name.length),
    le(2, extra.length),
    le(2, comment.length),
    le(2, 0),
    le(2, 0),
    le(4, form.system === 3 ? mode * 65_536 : 0),
    le(4, entry.offset),
    name,
    extra,
    comment,
  ]);
}

function end({ count, size, offset }: { count: number; size: number; offset: number }, form: ZipForm): Buffer {
  const comment = Buffer.from(form.comments ? 'Archive du cabinet, PK inclus' : '');
  return Buffer.concat([
    Buffer.from('PK\x05\x06'),
    le(4, 0),
    le(2, count),
    le(2, count),
    le(4, size),
    le(4, offset),
    le(2, comment.length),
    comment,
  ]);
}

function le(length: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
}
