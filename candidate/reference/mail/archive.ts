import { createHash } from 'node:crypto';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { CabinetError } from '../cabinet-error.ts';
import { type CdaDocument, readCda } from './cda-reader.ts';
import { type DocumentEntry, readMetadata } from './metadata-reader.ts';

/** A document of an IHE_XDM archive: what the metadata announce, what the CDA says. */
export interface ArchivedDocument {
  /** Name in the archive. */
  name: string;
  bytes: Buffer;
  entry: DocumentEntry;
  cda: CdaDocument;
  /** Differences between the metadata and the document, in words. */
  doubts: readonly string[];
}

/** An XSLT style sheet that came with documents. */
export interface StyleSheet {
  name: string;
  bytes: Buffer;
}

/** What an archive gave: documents, or why it was refused. */
export interface ArchiveReading {
  documents: readonly ArchivedDocument[];
  /** Style sheet that came with the documents; null when there is none. */
  styleSheet: StyleSheet | null;
  refusal: string | null;
}

const maxEntries = 200;
const maxBytes = 30 * 1024 * 1024;
const metadataPath = /^IHE_XDM\/[^/]+\/METADATA\.XML$/i;

/** Opens an archive that came by mail. Nothing in it is trusted; a hostile one is refused, and says why. */
export async function readArchive(bytes: Buffer): Promise<ArchiveReading> {
  try {
    return await documentsOf(await unzip(bytes));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { documents: [], styleSheet: null, refusal: `Archive refusée : ${reason}` };
  }
}

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true });
  const files = new Map<string, Buffer>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    if (zip.entryCount > maxEntries)
      throw new CabinetError('requete_invalide', `elle compte plus de ${maxEntries} fichiers.`);
    if (total > maxBytes) throw new CabinetError('requete_invalide', 'une fois ouverte, elle dépasse 30 Mo.');
    if (entry.isEncrypted()) throw new CabinetError('requete_invalide', 'elle est chiffrée.');
    if (!entry.fileName.endsWith('/')) files.set(entry.fileName, await read(zip, entry));
  }
  return files;
}

// yauzl checks that an entry gives no more bytes than it announces (validateEntrySizes).
async function read(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function documentsOf(files: ReadonlyMap<string, Buffer>): Promise<ArchiveReading> {
  const found = [...files.keys()].filter((name) => metadataPath.test(name));
  if (found.length === 0)
    throw new CabinetError('requete_invalide', 'elle ne contient pas IHE_XDM/SUBSET01/METADATA.XML.');
  const subsets = await Promise.all(found.map((path) => documentsOfSubset(files, path)));
  const documents = subsets.flat();
  if (documents.length === 0) throw new CabinetError('requete_invalide', 'METADATA.XML n’annonce aucun document.');
  const [path, bytes] = [...files].find(([name]) => isStyleSheet(name)) ?? [];
  const styleSheet = path === undefined || bytes === undefined ? null : { name: path.split('/').at(-1) ?? path, bytes };
  return { documents, styleSheet, refusal: null };
}

/** True for the name of an XSLT style sheet. */
export function isStyleSheet(name: string): boolean {
  return /\.xslt?$/i.test(name);
}

async function documentsOfSubset(files: ReadonlyMap<string, Buffer>, path: string): Promise<ArchivedDocument[]> {
  const entries = await readMetadata(files.get(path) ?? Buffer.alloc(0));
  if (entries === null) throw new CabinetError('requete_invalide', `${path} est illisible.`);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return Promise.all(entries.map((entry) => documentOf(files, folder, entry)));
}

async function documentOf(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
  entry: DocumentEntry,
): Promise<ArchivedDocument> {
  const path = [...files.keys()].find((name) => sameName(name, folder + entry.uri));
  const bytes = files.get(path ?? '');
  if (bytes === undefined)
    throw new CabinetError('requete_invalide', `le document « ${entry.uri} » que METADATA.XML annonce manque.`);
  const cda = await readCda(bytes);
  if (cda === null) throw new CabinetError('requete_invalide', `le document ${entry.uri} n’est pas un CDA lisible.`);
  return { name: entry.uri, bytes, entry, cda, doubts: doubtsOf({ bytes, entry, cda }) };
}

// Two subsets of one archive may be told by the case of their names on some systems only.
function sameName(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** What a careful reader checks before believing the metadata (facts, DMP §12). */
function doubtsOf({ bytes, entry, cda }: Pick<ArchivedDocument, 'bytes' | 'entry' | 'cda'>): string[] {
  const hash = createHash('sha1').update(bytes).digest('hex');
  return [
    entry.hash !== '' && entry.hash.toLowerCase() !== hash && 'Empreinte différente de celle qui est annoncée',
    entry.size !== '' && Number(entry.size) !== bytes.length && 'Taille différente de celle qui est annoncée',
    // The metadata name the patient (CONF.24); another one in the document is never filed in one click.
    (entry.patientId !== cda.patient.ins || entry.patientOid !== cda.patient.oid) &&
      entry.national &&
      'Le patient des métadonnées n’est pas celui du document',
  ].filter((doubt) => doubt !== false);
}
