import type { EvidenceStore, TlsFacts } from '../../core/index.ts';

/** What a TLS client offers in its first message (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2). */
export interface ClientHello {
  /** `TLSv1.2`, `TLSv1.3`…: `supported_versions` where it is there, else the one version that the message names. */
  versions: string[];
  /**
   * Suites in their order, as IANA writes them: `0xC030`. The signalling values (`0x00FF`, `0x5600`) are kept;
   * GREASE values (RFC 8701), which offer nothing, are not.
   */
  ciphers: string[];
  /** Groups in their order: `0x0017`. */
  groups: string[];
  serverName?: string;
}

const extensionIds = { serverName: 0, groups: 10, versions: 43 } as const;
const headerLength = 5;
const handshakeRecord = 0x16;
const clientHelloMessage = 1;
/** Longest first flight read: a real one has some hundred bytes, two thousand with post-quantum groups. */
export const clientHelloCap = 64 * 1024;

/**
 * Reads a ClientHello from the first bytes of a TLS stream; undefined when they hold none, or not the whole of it.
 * Never throws: whatever a client sends may come here.
 */
export function parseClientHello(bytes: Uint8Array): ClientHello | undefined {
  const message = handshakeMessage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (message === undefined) return undefined;
  try {
    return readMessage(new Cursor(message));
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

/** True when these bytes may be the start of a TLS handshake: record type 22, version 3.x. */
export function startsTls(bytes: Uint8Array): boolean {
  return bytes[0] === handshakeRecord && (bytes.length < 2 || bytes[1] === 3);
}

/** The journal's form of an offer, its bytes kept in the store. */
export async function clientHelloFacts(
  bytes: Uint8Array,
  store: EvidenceStore,
): Promise<NonNullable<TlsFacts['clientHello']> | undefined> {
  const hello = parseClientHello(bytes);
  return hello === undefined ? undefined : { ...hello, raw: await store.put(bytes) };
}

/** The body of the first handshake message, which may lie over several records (RFC 8446 §5.1). */
function handshakeMessage(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let position = 0;
  let length = 0;
  while (startsTls(bytes.subarray(position)) && bytes.length >= position + headerLength) {
    const end = position + headerLength + bytes.readUInt16BE(position + 3);
    parts.push(bytes.subarray(position + headerLength, end));
    length += Math.min(end, bytes.length) - position - headerLength;
    position = end;
    const whole = wholeMessage(parts, length);
    if (whole !== undefined) return whole;
    if (end >= bytes.length) break;
  }
  return undefined;
}

function wholeMessage(parts: Buffer[], length: number): Buffer | undefined {
  if (length < 4) return undefined;
  const bytes = Buffer.concat(parts);
  const due = bytes.readUIntBE(1, 3);
  return bytes[0] === clientHelloMessage && bytes.length >= 4 + due ? bytes.subarray(4, 4 + due) : undefined;
}

function readMessage(cursor: Cursor): ClientHello {
  const legacyVersion = cursor.number(2);
  cursor.take(32);
  cursor.vector(1);
  const ciphers = numbers(cursor.vector(2), 2);
  cursor.vector(1);
  // TLS 1.2 and before: the extensions may be missing.
  const extensions = cursor.empty ? new Map<number, Buffer>() : readExtensions(new Cursor(cursor.vector(2)));
  const versions = extensions.get(extensionIds.versions);
  const groups = extensions.get(extensionIds.groups);
  const serverName = readServerName(extensions.get(extensionIds.serverName));
  return {
    versions: offered(versions === undefined ? [legacyVersion] : numbers(new Cursor(versions).vector(1), 2)).map(
      versionName,
    ),
    ciphers: offered(ciphers).map(hexadecimal),
    groups: offered(groups === undefined ? [] : numbers(new Cursor(groups).vector(2), 2)).map(hexadecimal),
    ...(serverName === undefined ? {} : { serverName }),
  };
}

function readExtensions(cursor: Cursor): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  while (!cursor.empty) found.set(cursor.number(2), cursor.vector(2));
  return found;
}

function readServerName(extension: Buffer | undefined): string | undefined {
  if (extension === undefined || extension.length === 0) return undefined;
  const names = new Cursor(new Cursor(extension).vector(2));
  const kind = names.number(1);
  const name = names.vector(2).toString('latin1');
  // The only kind there is, and what a DNS name may hold: the rest would be a forged line in a journal.
  return kind === 0 && /^[\w.-]{1,255}$/.test(name) ? name : undefined;
}

function numbers(bytes: Buffer, width: number): number[] {
  const cursor = new Cursor(bytes);
  const read: number[] = [];
  while (!cursor.empty) read.push(cursor.number(width));
  return read;
}

/** Without the values that RFC 8701 reserves to be ignored: 0x0A0A, 0x1A1A… 0xFAFA. */
function offered(values: readonly number[]): number[] {
  return values.filter((value) => (value & 0x0f0f) !== 0x0a0a || value >> 8 !== (value & 0xff));
}

function versionName(version: number): string {
  const names: Record<number, string> = {
    768: 'SSLv3',
    769: 'TLSv1',
    770: 'TLSv1.1',
    771: 'TLSv1.2',
    772: 'TLSv1.3',
  };
  return names[version] ?? hexadecimal(version);
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Reads forward in bytes; a `RangeError` says that they are too short. */
class Cursor {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get empty(): boolean {
    return this.#position >= this.#bytes.length;
  }

  number(width: number): number {
    const value = this.#bytes.readUIntBE(this.#position, width);
    this.#position += width;
    return value;
  }

  take(length: number): Buffer {
    const end = this.#position + length;
    // Reading the last byte of a part that is not all there throws, as any read past the end.
    if (length > 0) this.#bytes.readUInt8(end - 1);
    const part = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return part;
  }

  /** Bytes behind their length, itself on `width` bytes. */
  vector(width: number): Buffer {
    return this.take(this.number(width));
  }
}
