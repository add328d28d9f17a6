import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';

/** Source of the current instant. Injected, so that tokens and sessions can be tested at any hour. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

/** Source of unpredictable bytes. */
export interface Random {
  bytes(length: number): Buffer;
}

/** A file open for appending. */
export interface Appender {
  append(data: Uint8Array | string): Promise<void>;
  close(): Promise<void>;
}

/** The part of the file system that Probant needs; the same signatures as `node:fs/promises`. */
export interface FileSystem {
  readFile(path: string): Promise<Buffer>;
  /** @param mode who may read a file that this makes, as `chmod` says it; Windows ignores it */
  writeFile(path: string, data: Uint8Array | string, mode?: number): Promise<void>;
  appendFile(path: string, data: string): Promise<void>;
  /** Opens a file to append to it, and makes it when it is absent. */
  openAppend(path: string): Promise<Appender>;
  /** Bytes of a part of a file, fewer when the file ends before. */
  readPart(path: string, part: { offset: number; length: number }): Promise<Buffer>;
  /** Length of a file in bytes; 0 when it is absent. */
  size(path: string): Promise<number>;
  rename(from: string, to: string): Promise<void>;
  mkdir(path: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
  exists(path: string): Promise<boolean>;
  link(from: string, to: string): Promise<void>;
  copyFile(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** Everything that a room takes from the outside world; tests give their own. */
export interface Environment {
  clock: Clock;
  random: Random;
  fs: FileSystem;
  /** Absolute path of the working folder. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

const nodeFileSystem: FileSystem = {
  readFile: (path) => fs.readFile(path),
  writeFile: (path, data, mode) => fs.writeFile(path, data, mode === undefined ? {} : { mode }),
  appendFile: (path, data) => fs.appendFile(path, data),
  openAppend: async (path) => {
    const file = await fs.open(path, 'a');
    // A write to the page cache ends in microseconds, and no answer leaves before it: handing it to a thread costs ten
    // times more than the write, above all where cores are few.
    return { append: async (data) => appendFileSync(file.fd, data), close: () => file.close() };
  },
  readPart: async (path, { offset, length }) => {
    const file = await fs.open(path);
    try {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(length), position: offset });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
  size: (path) =>
    fs.stat(path).then(
      ({ size }) => size,
      () => 0,
    ),
  rename: (from, to) => fs.rename(from, to),
  mkdir: async (path) => {
    await fs.mkdir(path, { recursive: true });
  },
  readdir: (path) => fs.readdir(path),
  exists: (path) =>
    fs.access(path).then(
      () => true,
      () => false,
    ),
  link: (from, to) => fs.link(from, to),
  copyFile: (from, to) => fs.copyFile(from, to),
  remove: (path) => fs.rm(path, { recursive: true, force: true }),
};

/** Random bytes drawn some thousands at a time: a call to the generator costs more than the sixteen bytes of an id. */
function pooledRandom(): Random['bytes'] {
  let pool = Buffer.alloc(0);
  return (length) => {
    if (length > 64) return randomBytes(length);
    if (pool.length < length) pool = randomBytes(4_096);
    const drawn = Buffer.from(pool.subarray(0, length));
    pool = pool.fill(0, 0, length).subarray(length);
    return drawn;
  };
}

/** The environment of the running process; `overrides` replace its parts. */
export function processEnvironment(overrides: Partial<Environment> = {}): Environment {
  return {
    clock: { now: () => Date.now() },
    random: { bytes: pooledRandom() },
    fs: nodeFileSystem,
    cwd: process.cwd(),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    ...overrides,
  };
}

/** ISO 8601 instant in UTC with milliseconds. */
export function isoNow(environment: Pick<Environment, 'clock'>): string {
  return new Date(environment.clock.now()).toISOString();
}

/** A random UUID (RFC 9562, version 4). */
export function uuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x40, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
