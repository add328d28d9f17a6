import { createHash } from 'node:crypto';
import { buffer as toBuffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { messageOf, ProbantError } from './errors.ts';
import { shared, spent } from './sharing.ts';

/** Why an archive is refused before anything in it is believed. */
export type ZipFault =
  | 'illisible'
  | 'trop_gros'
  | 'chemin_dangereux'
  | 'nom_double'
  | 'lien_symbolique'
  | 'chiffre'
  | 'entete_contradictoire';

/** An open archive. Sizes are checked before reading, so that a hostile one can't fill the memory. */
export interface ZipReader {
  /** Paths of its files, in the archive's order. */
  paths: string[];
  /** The entry that stands at its very start, stored and without an extra field; null where there is none. */
  plainFirst: string | null;
  has(path: string): boolean;
  size(path: string): number;
  /** @throws {@link ProbantError} `zip_refuse` when the file is absent or its bytes can't be read */
  read(path: string): Promise<Buffer>;
  /** SHA-256 of a file, in hexadecimal, read chunk by chunk. */
  digest(path: string): Promise<string>;
  close(): void;
}

/** Bounds of what is opened. */
export interface ZipLimits {
  entries: number;
  /** Bytes of all the files together. */
  total: number;
  /** Bytes of a file that is read whole. */
  file: number;
  /** Deflate can't do much better on real evidence; a bomb does. */
  ratio: number;
  /** Below this size the ratio says nothing. */
  ratioFrom: number;
}

/** Bounds of an archive that comes with a message. */
export const zipLimits: ZipLimits = {
  entries: 500,
  total: 256 * 1024 ** 2,
  file: 64 * 1024 ** 2,
  ratio: 250,
  ratioFrom: 1024 ** 2,
};

interface Opening {
  zip: ZipFile;
  limits: ZipLimits;
}

/**
 * Opens a ZIP archive, whoever made it: a path, or the bytes themselves.
 *
 * @throws {@link ProbantError} `zip_refuse`, its detail `motif` being a {@link ZipFault}
 */
export async function openZip(source: string | Buffer, limits: ZipLimits = zipLimits): Promise<ZipReader> {
  // Strict: a backslash, which yauzl would turn into a slash, is refused as Windows alone would take it for one.
  const options = { autoClose: false, strictFileNames: true };
  const opened = typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options);
  const zip = await opened.catch((thrown: unknown) => {
    throw refusal('illisible', messageOf(thrown));
  });
  try {
    return await readArchive({ zip, limits });
  } catch (thrown) {
    zip.close();
    throw thrown instanceof ProbantError ? thrown : refusal(faultOf(thrown), messageOf(thrown));
  }
}

/**
 * All the files of an archive in memory, by path.
 *
 * @throws {@link ProbantError} `zip_refuse`
 */
export function readZip(bytes: Buffer, limits: ZipLimits = zipLimits): Promise<Map<string, Buffer>> {
  return shared(bytes, `zip ${JSON.stringify(limits)}`, () => readFiles(bytes, limits));
}

async function readFiles(bytes: Buffer, limits: ZipLimits): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes, limits);
  try {
    // A mail may join a thousand archives.
    const inAll = spent('octets décompressés', () => zip.paths.reduce((sum, path) => sum + zip.size(path), 0));
    if ((inAll ?? 0) > limits.total) throw refusal('trop_gros', 'avec les autres archives');
    const files = new Map<string, Buffer>();
    for (const path of zip.paths) files.set(path, await zip.read(path));
    return files;
  } finally {
    zip.close();
  }
}

async function readArchive({ zip, limits }: Opening): Promise<ZipReader> {
  if (zip.entryCount > limits.entries) throw refusal('trop_gros', `${zip.entryCount} fichiers`);
  const entries = new Map<string, Entry>();
  const seen = new Set<string>();
  let total = 0;
  let packed = 0;
  let first: Entry | undefined;
  for await (const entry of zip.eachEntry()) {
    first ??= entry;
    total += entry.uncompressedSize;
    packed += entry.compressedSize;
    // Entries that share their bytes: a bomb that no ratio shows.
    if (packed > zip.fileSize) throw refusal('trop_gros', printable(entry.fileName));
    const fault = faultOfEntry(entry, { seen, total, limits });
    if (fault !== undefined) throw refusal(fault, printable(entry.fileName));
    seen.add(folded(entry.fileName));
    if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  }
  for (const entry of entries.values()) {
    if (!(await sameLocalHeader(zip, entry))) throw refusal('entete_contradictoire', printable(entry.fileName));
  }
  return reader({ zip, limits }, entries, await plainFirst(zip, first));
}

function reader({ zip, limits }: Opening, entries: Map<string, Entry>, first: string | null): ZipReader {
  const chunks = async function* (path: string): AsyncGenerator<Buffer> {
    const entry = entries.get(path);
    if (entry === undefined) throw refusal('illisible', `« ${printable(path)} » est absent`);
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
    } catch (thrown) {
      throw refusal('illisible', `« ${printable(path)} » : ${messageOf(thrown)}`);
    }
  };
  return {
    paths: [...entries.keys()],
    plainFirst: first,
    has: (path) => entries.has(path),
    size: (path) => entries.get(path)?.uncompressedSize ?? 0,
    read: (path) => {
      const tooBig = (entries.get(path)?.uncompressedSize ?? 0) > limits.file;
      return tooBig ? Promise.reject(refusal('trop_gros', printable(path))) : toBuffer(chunks(path));
    },
    digest: async (path) => {
      const hash = createHash('sha256');
      for await (const chunk of chunks(path)) hash.update(chunk);
      return hash.digest('hex');
    },
    close: () => zip.close(),
  };
}

function faultOfEntry(
  entry: Entry,
  { seen, total, limits }: { seen: Set<string>; total: number; limits: ZipLimits },
): ZipFault | undefined {
  const symbolicLink =
    entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  const swollen =
    entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > entry.compressedSize * limits.ratio;
  if (symbolicLink) return 'lien_symbolique';
  if (entry.isEncrypted()) return 'chiffre';
  if (hasControlCharacter(entry.fileName)) return 'chemin_dangereux';
  if (seen.has(folded(entry.fileName))) return 'nom_double';
  if (swollen || total > limits.total) return 'trop_gros';
  return undefined;
}

// A tool that reads local headers must see the same files as one that reads the central directory.
async function sameLocalHeader(zip: ZipFile, entry: Entry): Promise<boolean> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  return local.fileName.toString('utf8') === entry.fileName && local.compressionMethod === entry.compressionMethod;
}

async function plainFirst(zip: ZipFile, first: Entry | undefined): Promise<string | null> {
  if (first === undefined || first.relativeOffsetOfLocalHeader !== 0 || first.compressionMethod !== 0) return null;
  return (await zip.readLocalFileHeaderPromise(first)).extraFieldLength === 0 ? first.fileName : null;
}

// Two names that Windows or macOS would write to one file are one name.
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function hasControlCharacter(name: string): boolean {
  return [...name].some((character) => character < ' ' || character === '\u007f');
}

function printable(name: string): string {
  return [...name].map((character) => (character < ' ' ? '·' : character)).join('');
}

// yauzl checks names itself, and says so in words only.
function faultOf(thrown: unknown): ZipFault {
  return /absolute path|relative path|characters in fileName/.test(messageOf(thrown))
    ? 'chemin_dangereux'
    : 'illisible';
}

function refusal(motif: ZipFault, detail: string): ProbantError {
  return new ProbantError('zip_refuse', { motif, detail });
}
