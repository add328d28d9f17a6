import { createHash } from 'node:crypto';
import { type Random, uuid } from '../../core/index.ts';
import { type Association, identifier, type RegistryObject, type Slot, uniqueIdOf } from './ebrim.ts';
import { type DocumentStatus, dmpOids, schemes, statuses } from './namespaces.ts';

/** One version of a document's metadata, and the document. */
export interface DocumentEntry {
  /** As the registry answers it: entryUUID, logical id, status and registry slots included. */
  object: RegistryObject;
  /** Whose DMP: 13 characters. */
  patient: string;
  bytes: Buffer;
  /** Time of arrival, `AAAAMMJJHHMMSS` UTC. */
  submitted: string;
  /** setId and versionNumber of the CDA, where a deposit gave both. */
  versionKey?: string;
}

/** A lot as registered. */
export interface Lot {
  object: RegistryObject;
  patient: string;
}

/** What joins a registry at once: the objects bear the ids that the registry gave. */
export interface Registration {
  patient: string;
  submitted: string;
  lot?: RegistryObject;
  documents: ReadonlyArray<Pick<DocumentEntry, 'object' | 'bytes' | 'versionKey'>>;
  associations: readonly Association[];
}

/** Bytes of documents, entries and lots held at once; a bench that runs for days must not fill the memory. */
const capacity = { bytes: 256 * 1024 * 1024, entries: 20_000, lots: 40_000 };

/** What the registry holds of one patient, in the order of arrival. */
interface DmpRecord {
  entries: DocumentEntry[];
  lots: Lot[];
  associations: Association[];
}

/** The documents of every DMP: registry and repository. Thousands of documents of one patient stay fast to search. */
export class DmpRegistry {
  readonly #records = new Map<string, DmpRecord>();
  readonly #byId = new Map<string, DocumentEntry>();
  /** Versions of the metadata of a document, in the order of arrival. */
  readonly #byUniqueId = new Map<string, DocumentEntry[]>();
  readonly #byLogicalId = new Map<string, DocumentEntry[]>();
  readonly #lotIds = new Map<string, Lot>();
  /** Associations that name an object, by its id. */
  readonly #links = new Map<string, Association[]>();
  #size = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A new `urn:uuid:` identifier. */
  newId(): string {
    return `urn:uuid:${uuid(this.#random)}`;
  }

  /** True when `size` more bytes, or one more entry, would be too many. */
  isFull(size: number): boolean {
    const { bytes, entries, lots } = capacity;
    // An archiving adds a lot and no entry.
    return this.#size + size > bytes || this.#byId.size >= entries || this.#lotIds.size >= lots;
  }

  /** Entries of a patient, in the order of arrival. */
  of(patient: string): readonly DocumentEntry[] {
    return this.#records.get(patient)?.entries ?? [];
  }

  lotsOf(patient: string): readonly Lot[] {
    return this.#records.get(patient)?.lots ?? [];
  }

  /** Associations that name one of the objects, each once. */
  associationsOf(ids: Iterable<string>): Association[] {
    const found = new Set<Association>();
    for (const id of ids) for (const link of this.#links.get(id) ?? []) found.add(link);
    return [...found];
  }

  entry(entryUuid: string): DocumentEntry | undefined {
    return this.#byId.get(entryUuid);
  }

  /** The latest entry of a document, in any DMP or in that of a patient. */
  document(uniqueId: string, patient?: string): DocumentEntry | undefined {
    return this.#byUniqueId.get(uniqueId)?.findLast((entry) => patient === undefined || entry.patient === patient);
  }

  /** The latest version of the metadata that a logical id names. */
  current(logicalId: string): DocumentEntry | undefined {
    return this.#byLogicalId.get(logicalId)?.at(-1);
  }

  hasLot(uniqueId: string): boolean {
    return this.#lotIds.has(uniqueId);
  }

  register({ patient, submitted, lot, documents, associations }: Registration): void {
    const record = this.#records.get(patient) ?? { entries: [], lots: [], associations: [] };
    this.#records.set(patient, record);
    if (lot !== undefined) this.#addLot(record, { object: lot, patient });
    for (const one of documents) this.#addEntry(record, { ...one, patient, submitted });
    for (const link of associations) this.#addLink(record, link);
  }

  setStatus(entry: DocumentEntry, status: DocumentStatus): void {
    entry.object = { ...entry.object, status };
  }

  /** Forgets everything of the patients. */
  forget(patients: ReadonlySet<string>): void {
    for (const patient of patients) {
      const record = this.#records.get(patient);
      this.#records.delete(patient);
      for (const entry of record?.entries ?? []) this.#dropEntry(entry);
      for (const { object } of record?.lots ?? []) this.#lotIds.delete(identifier(object, schemes.lot.uniqueId));
      for (const { source, target } of record?.associations ?? []) {
        this.#links.delete(source);
        this.#links.delete(target);
      }
    }
  }

  #addLot({ lots }: DmpRecord, lot: Lot): void {
    lots.push(lot);
    this.#lotIds.set(identifier(lot.object, schemes.lot.uniqueId), lot);
  }

  #addEntry({ entries }: DmpRecord, entry: DocumentEntry): void {
    this.#size += ownSize(entry);
    entries.push(entry);
    this.#byId.set(entry.object.id, entry);
    append(this.#byUniqueId, uniqueIdOf(entry.object), entry);
    append(this.#byLogicalId, entry.object.lid, entry);
  }

  #addLink({ associations }: DmpRecord, link: Association): void {
    associations.push(link);
    append(this.#links, link.source, link);
    if (link.target !== link.source) append(this.#links, link.target, link);
  }

  #dropEntry(entry: DocumentEntry): void {
    const { object } = entry;
    this.#size -= ownSize(entry);
    this.#byId.delete(object.id);
    this.#byLogicalId.delete(object.lid);
    const others = (this.#byUniqueId.get(uniqueIdOf(object)) ?? []).filter((one) => one !== entry);
    if (others.length === 0) this.#byUniqueId.delete(uniqueIdOf(object));
    else this.#byUniqueId.set(uniqueIdOf(object), others);
  }
}

// A new version of metadata shares the bytes of its document.
function ownSize({ object, bytes }: DocumentEntry): number {
  return object.version === '1' ? bytes.length : 0;
}

function append<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [one]);
  else list.push(one);
}

/** A document's metadata as the registry keeps them: its own id, status, version and slots (facts, DMP §5.2). */
export function registered(object: RegistryObject, bytes: Buffer, id: string): RegistryObject {
  const own: Slot[] = [
    { name: 'hash', values: [sha1(bytes)] },
    { name: 'repositoryUniqueId', values: [dmpOids.repository] },
    { name: 'size', values: [String(bytes.length)] },
  ];
  const names = new Set(own.map(({ name }) => name));
  const slots = [...object.slots.filter(({ name }) => !names.has(name)), ...own];
  return {
    ...object,
    id,
    lid: id,
    version: '1',
    status: statuses.approved,
    slots: slots.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** SHA-1 in lower-case hexadecimal: the hash of XDS metadata (facts, DMP §5.2). */
export function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex');
}
