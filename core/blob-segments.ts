import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppendFile } from './append-file.ts';
import { sha256 } from './digest.ts';
import type { Environment } from './environment.ts';
import { writeError } from './errors.ts';
import { GroupCommit } from './group-commit.ts';
import { indexBytes, laidOut, type Place, placeIn, placesIn } from './segment-format.ts';

/** A blob to write. */
interface Blob {
  digest: string;
  data: Uint8Array;
}

/** The segment being written. */
interface Current {
  name: string;
  file: AppendFile;
  end: number;
  places: Map<string, Place>;
}

/** The index of the current segment is held in memory: it is bounded with the segment. */
const segmentSize = 16 * 1024 * 1024;
const extension = '.segment';

/**
 * Blobs one after the other in append-only files, for a bench that keeps several thousand a second: one write takes all
 * those that wait, where a file each would take five calls to the system.
 *
 * A blob is `probant:<sha256>:<size>`, a line break, its bytes, a line break. It is whole or absent: what follows a
 * failed write goes to another segment, a torn end is no record, and bytes that do not have their digest are not given.
 * A full segment gets an index beside it; one without (the last, or one of a killed process) is read through.
 */
export class BlobSegments {
  readonly #fs: Environment['fs'];
  readonly #folder: string;
  #current: Current | undefined;
  readonly #commits = new GroupCommit<Blob>((blobs) => this.#write(blobs));

  constructor({ fs }: Pick<Environment, 'fs'>, folder: string) {
    this.#fs = fs;
    this.#folder = folder;
  }

  /**
   * Keeps a blob; resolves once it is on disk.
   *
   * @throws {@link ProbantError} `disque_plein` or `ecriture_impossible`
   */
  async add(digest: string, data: Uint8Array): Promise<void> {
    if (this.#current?.places.has(digest)) return;
    await this.#commits.add({ digest, data });
  }

  /** The bytes of a blob; undefined when it is absent. */
  async get(digest: string): Promise<Buffer | undefined> {
    const { name, places } = this.#current ?? {};
    const place = places?.get(digest);
    if (name !== undefined && place !== undefined) return this.#read(name, digest, place);
    for (const other of (await this.#names()).reverse()) {
      const found = await this.#find(other, digest);
      const bytes = found === undefined ? undefined : await this.#read(other, digest, found);
      if (bytes !== undefined) return bytes;
    }
    return undefined;
  }

  async #write(group: readonly Blob[]): Promise<void> {
    try {
      const current = await this.#segment();
      const blobs = new Map(group.map(({ digest, data }) => [digest, data]));
      const { bytes, places } = laidOut(blobs, current.end);
      await current.file.append(bytes);
      current.end += bytes.length;
      for (const [digest, place] of places) current.places.set(digest, place);
      if (current.end >= segmentSize) await this.#close(current);
    } catch (thrown) {
      // The end of this segment may be torn.
      this.#current = undefined;
      throw writeError(this.#folder, thrown);
    }
  }

  async #segment(): Promise<Current> {
    if (this.#current === undefined) {
      await this.#fs.mkdir(this.#folder);
      const last = (await this.#names()).at(-1) ?? '0';
      const number = String(Number.parseInt(last, 10) + 1).padStart(6, '0');
      // Two benches on one folder never share a segment.
      const name = `${number}-${randomBytes(4).toString('hex')}${extension}`;
      this.#current = { name, file: new AppendFile(this.#fs, this.#path(name)), end: 0, places: new Map() };
    }
    return this.#current;
  }

  async #close({ name, file, places }: Current): Promise<void> {
    this.#current = undefined;
    await file.close();
    const temporary = `${this.#indexPath(name)}.tmp`;
    await this.#fs.writeFile(temporary, indexBytes(places));
    await this.#fs.rename(temporary, this.#indexPath(name));
  }

  async #names(): Promise<string[]> {
    const names = await this.#fs.readdir(this.#folder).catch((thrown: unknown) => nothingIfAbsent(thrown));
    return names.filter((name) => name.endsWith(extension)).sort();
  }

  async #find(name: string, digest: string): Promise<Place | undefined> {
    const index = this.#indexPath(name);
    if (await this.#fs.exists(index)) return placeIn(await this.#fs.readFile(index), digest);
    return placesIn(await this.#fs.readFile(this.#path(name))).get(digest);
  }

  async #read(name: string, digest: string, { offset, size }: Place): Promise<Buffer | undefined> {
    const bytes = await this.#fs.readPart(this.#path(name), { offset, length: size });
    return sha256(bytes) === digest ? bytes : undefined;
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }

  #indexPath(name: string): string {
    return this.#path(name.replace(extension, '.index'));
  }
}

function nothingIfAbsent(thrown: unknown): string[] {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
  throw thrown;
}
