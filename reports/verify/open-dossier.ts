import { type AttemptEvent, type AttemptOpening, type Exchange, ProbantError, parseEvents } from '../../core/index.ts';
import { type ContainerReader, dossierPaths, openContainer } from '../container/index.ts';
import { type DossierDocument, dossierSchema, type EvidenceIndex, parseExchanges } from '../dossier/index.ts';

/** A dossier open for reading. Nothing in it is believed: `verify` says what it is worth. */
export interface OpenedDossier {
  path: string;
  container: ContainerReader;
  opening: AttemptOpening;
  events: AttemptEvent[];
  /** Text of the attempt's log, as it is in the container. */
  eventsText: string;
  exchanges: Exchange[];
  planText: string;
  document: DossierDocument;
  index: EvidenceIndex;
  /** @throws {@link ProbantError} `dossier_illisible` */
  read(path: string): Promise<Buffer>;
  /**
   * The bytes of a blob of the evidence store.
   *
   * @throws {@link ProbantError} `dossier_illisible` when the dossier does not hold it
   */
  blob(digest: string): Promise<Buffer>;
  close(): void;
}

/**
 * Opens a sealed dossier: for replay, which judges its bytes again. Close it after use.
 *
 * @throws {@link ProbantError} `dossier_illisible`
 */
export async function openDossier(path: string): Promise<OpenedDossier> {
  const container = await openContainer(path);
  try {
    return await readDossier(path, container);
  } catch (thrown) {
    container.close();
    throw thrown;
  }
}

/** Reads a dossier from an open container. Throws as {@link openDossier} does. */
export async function readDossier(path: string, container: ContainerReader): Promise<OpenedDossier> {
  const text = async (file: string) => (await container.read(file)).toString('utf8');
  const eventsText = await text(dossierPaths.events);
  const events = parseEvents(eventsText);
  const [opening] = events;
  if (opening?.type !== 'tentative-ouverte') throw unreadable(path, dossierPaths.events);
  const index = parseJson<EvidenceIndex>(path, dossierPaths.index, await text(dossierPaths.index));
  if (!isIndex(index)) throw unreadable(path, dossierPaths.index);
  const parsed = dossierSchema.safeParse(parseJson(path, dossierPaths.document, await text(dossierPaths.document)));
  if (!parsed.success) throw unreadable(path, dossierPaths.document);
  return {
    path,
    container,
    opening,
    events,
    eventsText,
    exchanges: parseExchanges(await text(dossierPaths.exchanges)),
    planText: await text(dossierPaths.plan),
    document: parsed.data,
    index,
    read: (file) => container.read(file),
    blob: (digest) => container.read(Object.hasOwn(index.blobs, digest) ? (index.blobs[digest] ?? digest) : digest),
    close: () => container.close(),
  };
}

/** True for something of the shape of `preuves/index.json`. */
export function isIndex(value: unknown): value is EvidenceIndex {
  if (typeof value !== 'object' || value === null || !('blobs' in value) || !('proofs' in value)) return false;
  const { blobs, proofs } = value;
  const named =
    typeof blobs === 'object' && blobs !== null && Object.values(blobs).every((path) => typeof path === 'string');
  return named && Array.isArray(proofs) && proofs.every((proof) => typeof proof === 'object' && proof !== null);
}

function parseJson<T>(path: string, file: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (thrown) {
    throw unreadable(path, file, thrown);
  }
}

function unreadable(path: string, file: string, cause?: unknown): ProbantError {
  return new ProbantError('dossier_illisible', { chemin: path, detail: `${file} ne suit pas sa forme` }, cause);
}
