import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sha256 } from './digest.ts';
import type { Environment } from './environment.ts';
import { writeError } from './errors.ts';
import type { BlobRef } from './verdict.ts';

/** Bytes kept of one body; beyond it only the first part, the whole length and the whole digest remain. */
export const bodyCap = 1024 * 1024;

/** Blobs named by their SHA-256, written under another name and then renamed: a blob is whole or absent. */
export class EvidenceStore {
  readonly #environment: Pick<Environment, 'fs'>;
  readonly #folder: string;
  readonly #known = new Set<string>();
  #temporary = 0;

  constructor(environment: Pick<Environment, 'fs'>, folder: string) {
    this.#environment = environment;
    this.#folder = folder;
  }

  /** Absolute path of a blob, present or not. */
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
    if (!this.#known.has(digest)) {
      await this.#write(digest, data);
      this.#known.add(digest);
    }
    return { sha256: digest, size: data.length };
  }

  /** Reads a blob's bytes. Rejects with the file system's error when it is absent. */
  get(digest: string): Promise<Buffer> {
    return this.#environment.fs.readFile(this.path(digest));
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
  readonly #hash = createHash('sha256');
  #kept = 0;
  #total = 0;

  add(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#total += chunk.length;
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
    return Buffer.concat(this.#chunks);
  }

  /** Stores the kept bytes; call once, at the end. */
  async store(store: EvidenceStore): Promise<BlobRef> {
    const ref = await store.put(this.bytes());
    return this.cut ? { ...ref, fullSize: this.#total, fullSha256: this.#hash.digest('hex') } : ref;
  }
}
