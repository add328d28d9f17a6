import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { BlobSegments } from './blob-segments.ts';
import { sha256 } from './digest.ts';
import type { Environment } from './environment.ts';
import { writeError } from './errors.ts';
import type { BlobRef } from './verdict.ts';

/** Bytes kept of one body; beyond it only the first part, the whole length and the whole digest remain. */
export const bodyCap = 1024 * 1024;

/**
 * How blobs lie on the disk: a file each, that other tools read and a dossier takes as it is, or several in one file,
 * which a bench that stays up for weeks fills many times faster (`core/blob-segments.ts`).
 */
export type EvidenceForm = 'fichiers' | 'segments';

/** Blobs named by their SHA-256. In either form a blob is whole or absent: files are written aside, then renamed. */
export class EvidenceStore {
  readonly #environment: Pick<Environment, 'fs'>;
  readonly #folder: string;
  readonly #known = new Set<string>();
  readonly #segments: BlobSegments | undefined;
  #temporary = 0;

  constructor(environment: Pick<Environment, 'fs'>, folder: string, form: EvidenceForm = 'fichiers') {
    this.#environment = environment;
    this.#folder = folder;
    this.#segments = form === 'segments' ? new BlobSegments(environment, folder) : undefined;
  }

  /** Absolute path of a blob that is a file of its own, present or not. */
  path(digest: string): string {
    return join(this.#folder, digest);
  }

  /**
   * Keeps bytes.
   *
   * @throws {@link ProbantError} `disque_plein` or `ecriture_impossible`; nothing already kept is touched.
   */
  async put(data: Uint8Array): Promise<BlobRef> {
    const digest = sha256(data);
    if (this.#segments !== undefined) {
      await this.#segments.add(digest, data);
    } else if (!this.#known.has(digest)) {
      await this.#write(digest, data);
      this.#known.add(digest);
    }
    return { sha256: digest, size: data.length };
  }

  /** Reads a blob's bytes. Rejects with the file system's error when it is absent. */
  async get(digest: string): Promise<Buffer> {
    return (await this.#segments?.get(digest)) ?? this.#environment.fs.readFile(this.path(digest));
  }

  async #write(digest: string, data: Uint8Array): Promise<void> {
    const { fs } = this.#environment;
    const target = this.path(digest);
    this.#temporary += 1;
    const temporary = `${target}.${process.pid}.${this.#temporary}.tmp`;
    try {
      await fs.mkdir(this.#folder);
      await fs.writeFile(temporary, data);
      await fs.rename(temporary, target);
    } catch (thrown) {
      await fs.remove(temporary).catch(() => undefined);
      throw writeError(target, thrown);
    }
  }
}

/** Takes a body chunk by chunk: keeps its first {@link bodyCap} bytes, and the length and digest of the whole. */
export class CappedBody {
  readonly #chunks: Buffer[] = [];
  /** Of the whole; begun at the cap, for what is kept whole is digested by the store. */
  #hash: Hash | undefined;
  #kept = 0;
  #total = 0;

  /** A body that is whole already. */
  static of(bytes: Buffer): CappedBody {
    const body = new CappedBody();
    body.add(bytes);
    return body;
  }

  add(chunk: Buffer): void {
    this.#total += chunk.length;
    if (this.#total > bodyCap) {
      this.#hash ??= this.#chunks.reduce((hash, kept) => hash.update(kept), createHash('sha256'));
      this.#hash.update(chunk);
    }
    const room = bodyCap - this.#kept;
    if (room > 0) {
      const part = chunk.subarray(0, room);
      this.#chunks.push(part);
      this.#kept += part.length;
    }
  }

  get total(): number {
    return this.#total;
  }

  /** True when the body was longer than what is kept. */
  get cut(): boolean {
    return this.#total > this.#kept;
  }

  /** The kept bytes. */
  bytes(): Buffer {
    const [first, second] = this.#chunks;
    return first !== undefined && second === undefined ? first : Buffer.concat(this.#chunks);
  }

  /** Stores the kept bytes; call once, at the end. */
  async store(store: EvidenceStore): Promise<BlobRef> {
    const ref = await store.put(this.bytes());
    return this.#hash === undefined ? ref : { ...ref, fullSize: this.#total, fullSha256: this.#hash.digest('hex') };
  }
}
