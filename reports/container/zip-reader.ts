import { createHash } from 'node:crypto';
import { buffer as toBuffer } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { messageOf, ProbantError } from '../../core/index.ts';

/** Why a container is refused before anything in it is believed. */
export type ContainerFault =
  | 'conteneur_illisible'
  | 'conteneur_trop_gros'
  | 'conteneur_chemin_dangereux'
  | 'conteneur_nom_double'
  | 'conteneur_lien_symbolique'
  | 'conteneur_chiffre'
  | 'conteneur_entete_contradictoire';

/** An open container. Sizes are checked before reading, so that a hostile one can't fill the memory. */
export interface ContainerReader {
  /** Paths of its files, in the container's order. */
  paths: string[];
  /** True when `mimetype` is the first entry, stored, without an extra field. */
  mimetypeFirst: boolean;
  has(path: string): boolean;
  size(path: string): number;
  /** @throws {@link ProbantError} `dossier_illisible` when the file is absent or its bytes can't be read */
  read(path: string): Promise<Buffer>;
  /** SHA-256 of a file, in hexadecimal, read chunk by chunk. */
  digest(path: string): Promise<string>;
  close(): void;
}

/** Bounds of what is opened. */
export const containerLimits = {
  entries: 50_000,
  /** Bytes of all the files together. */
  total: 2 * 1024 ** 3,
  /** Bytes of a file that is read whole. */
  file: 256 * 1024 ** 2,
  /** Deflate can't do much better on real evidence; a bomb does. */
  ratio: 250,
  /** Below this size the ratio says nothing. */
  ratioFrom: 1024 ** 2,
} as const;

/**
 * Opens a container, whoever made it.
 *
 * @throws {@link ProbantError} `dossier_illisible`, its detail `motif` being a {@link ContainerFault}
 */
export async function openContainer(path: string): Promise<ContainerReader> {
  const zip = await openPromise(path, { autoClose: false }).catch((thrown: unknown) => {
    throw refusal(path, 'conteneur_illisible', messageOf(thrown));
  });
  try {
    return await readContainer(zip, path);
  } catch (thrown) {
    zip.close();
    throw thrown instanceof ProbantError ? thrown : refusal(path, faultOf(thrown), messageOf(thrown));
  }
}

async function readContainer(zip: ZipFile, path: string): Promise<ContainerReader> {
  const refuse = (fault: ContainerFault, detail: string) => refusal(path, fault, detail);
  if (zip.entryCount > containerLimits.entries) throw refuse('conteneur_trop_gros', `${zip.entryCount} fichiers`);
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
    if (packed > zip.fileSize) throw refuse('conteneur_trop_gros', printable(entry.fileName));
    const fault = faultOfEntry(entry, { seen, total });
    if (fault !== undefined) throw refuse(fault, printable(entry.fileName));
    seen.add(folded(entry.fileName));
    if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  }
  for (const entry of entries.values()) {
    if (!(await sameLocalHeader(zip, entry)))
      throw refuse('conteneur_entete_contradictoire', printable(entry.fileName));
  }
  return reader(zip, { entries, refuse, mimetypeFirst: await isPlainMimetype(zip, first) });
}

function reader(
  zip: ZipFile,
  {
    entries,
    refuse,
    mimetypeFirst,
  }: {
    entries: Map<string, Entry>;
    refuse: (fault: ContainerFault, detail: string) => ProbantError;
    mimetypeFirst: boolean;
  },
): ContainerReader {
  const chunks = async function* (path: string): AsyncGenerator<Buffer> {
    const entry = entries.get(path);
    if (entry === undefined) throw refuse('conteneur_illisible', `« ${printable(path)} » est absent`);
    try {
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Buffer;
    } catch (thrown) {
      throw refuse('conteneur_illisible', `« ${printable(path)} » : ${messageOf(thrown)}`);
    }
  };
  return {
    paths: [...entries.keys()],
    mimetypeFirst,
    has: (path) => entries.has(path),
    size: (path) => entries.get(path)?.uncompressedSize ?? 0,
    read: (path) => {
      const tooBig = (entries.get(path)?.uncompressedSize ?? 0) > containerLimits.file;
      return tooBig ? Promise.reject(refuse('conteneur_trop_gros', printable(path))) : toBuffer(chunks(path));
    },
    digest: async (path) => {
      const hash = createHash('sha256');
      for await (const chunk of chunks(path)) hash.update(chunk);
      return hash.digest('hex');
    },
    close: () => zip.close(),
  };
}

function faultOfEntry(entry: Entry, { seen, total }: { seen: Set<string>; total: number }): ContainerFault | undefined {
  const symbolicLink =
    entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  const swollen =
    entry.uncompressedSize > containerLimits.ratioFrom &&
    entry.uncompressedSize > entry.compressedSize * containerLimits.ratio;
  if (symbolicLink) return 'conteneur_lien_symbolique';
  if (entry.isEncrypted()) return 'conteneur_chiffre';
  if (hasControlCharacter(entry.fileName)) return 'conteneur_chemin_dangereux';
  if (seen.has(folded(entry.fileName))) return 'conteneur_nom_double';
  if (swollen || total > containerLimits.total) return 'conteneur_trop_gros';
  return undefined;
}

// A tool that reads local headers must see the same files as one that reads the central directory.
async function sameLocalHeader(zip: ZipFile, entry: Entry): Promise<boolean> {
  const local = await zip.readLocalFileHeaderPromise(entry);
  return local.fileName.toString('utf8') === entry.fileName && local.compressionMethod === entry.compressionMethod;
}

async function isPlainMimetype(zip: ZipFile, first: Entry | undefined): Promise<boolean> {
  if (first?.fileName !== 'mimetype' || first.relativeOffsetOfLocalHeader !== 0 || first.compressionMethod !== 0)
    return false;
  return (await zip.readLocalFileHeaderPromise(first)).extraFieldLength === 0;
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
function faultOf(thrown: unknown): ContainerFault {
  return /absolute path|relative path|characters in fileName/.test(messageOf(thrown))
    ? 'conteneur_chemin_dangereux'
    : 'conteneur_illisible';
}

function refusal(path: string, fault: ContainerFault, detail: string): ProbantError {
  return new ProbantError('dossier_illisible', { chemin: path, detail: `${detail} (${fault})`, motif: fault });
}
