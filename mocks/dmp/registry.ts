import { createHash } from 'node:crypto';
import type { Random } from '../../core/index.ts';
import { type Association, type RegistryObject, type Slot, uniqueIdOf } from './ebrim.ts';
import { type DocumentStatus, dmpOids, statuses } from './namespaces.ts';
import { uuid } from './reply.ts';

/** One version of a document's metadata, and the document. */
export interface DocumentEntry {
  /** As the registry answers it: entryUUID, logical id, status and registry slots included. */
  object: RegistryObject;
  /** Whose DMP: 13 characters. */
  patient: string;
  bytes: Buffer;
  /** Time of arrival, `AAAAMMJJHHMMSS` UTC. */
  submitted: string;
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
  documents: ReadonlyArray<{ object: RegistryObject; bytes: Buffer }>;
  associations: readonly Association[];
}

/** Bytes of documents held at once; a bench that runs for days must not fill the memory. */
const capacity = 256 * 1024 * 1024;

/** The documents of every DMP: registry and repository. */
export class DmpRegistry {
  #entries: DocumentEntry[] = [];
  #lots: Lot[] = [];
  #associations: Association[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A new `urn:uuid:` identifier. */
  newId(): string {
    return `urn:uuid:${uuid(this.#random)}`;
  }

  /** True when `size` more bytes would be too many. */
  isFull(size: number): boolean {
    return this.#entries.reduce((total, { bytes }) => total + bytes.length, size) > capacity;
  }

  /** Entries of a patient, in the order of arrival. */
  of(patient: string): DocumentEntry[] {
    return this.#entries.filter((entry) => entry.patient === patient);
  }

  lotsOf(patient: string): Lot[] {
    return this.#lots.filter((lot) => lot.patient === patient);
  }

  /** Associations that name one of the objects. */
  associationsOf(ids: ReadonlySet<string>): Association[] {
    return this.#associations.filter(({ source, target }) => ids.has(source) || ids.has(target));
  }

  entry(entryUuid: string): DocumentEntry | undefined {
    return this.#entries.find(({ object }) => object.id === entryUuid);
  }

  /** The latest entry of a document, in any DMP. */
  document(uniqueId: string): DocumentEntry | undefined {
    return this.#entries.findLast(({ object }) => uniqueIdOf(object) === uniqueId);
  }

  hasLot(uniqueId: string, scheme: string): boolean {
    return this.#lots.some(({ object }) =>
      object.identifiers.some((one) => one.scheme === scheme && one.value === uniqueId),
    );
  }

  register({ patient, submitted, lot, documents, associations }: Registration): void {
    if (lot !== undefined) this.#lots.push({ object: lot, patient });
    this.#entries.push(...documents.map(({ object, bytes }) => ({ object, bytes, patient, submitted })));
    this.#associations.push(...associations);
  }

  setStatus(entry: DocumentEntry, status: DocumentStatus): void {
    entry.object = { ...entry.object, status };
  }

  /** Forgets everything of the patients. */
  forget(patients: ReadonlySet<string>): void {
    const gone = new Set(
      [...this.#entries, ...this.#lots].filter((one) => patients.has(one.patient)).map(({ object }) => object.id),
    );
    this.#entries = this.#entries.filter(({ patient }) => !patients.has(patient));
    this.#lots = this.#lots.filter(({ patient }) => !patients.has(patient));
    this.#associations = this.#associations.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
  }
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
