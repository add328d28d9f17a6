/** Where a blob's bytes are in its segment. */
export interface Place {
  offset: number;
  size: number;
}

const lineBreak = Buffer.from('\n');
const header = /^probant:([0-9a-f]{64}):(\d+)\n/;
const longestHeader = 96;
const digestLength = 32;
const entryLength = digestLength + 8 + 8;

/** Blobs as a segment that already has `from` bytes takes them, and where each will be. */
export function laidOut(
  blobs: ReadonlyMap<string, Uint8Array>,
  from: number,
): { bytes: Buffer; places: Array<[string, Place]> } {
  const pieces: Uint8Array[] = [];
  const places: Array<[string, Place]> = [];
  let end = from;
  for (const [digest, data] of blobs) {
    const head = Buffer.from(`probant:${digest}:${data.length}\n`, 'latin1');
    places.push([digest, { offset: end + head.length, size: data.length }]);
    pieces.push(head, data, lineBreak);
    end += head.length + data.length + lineBreak.length;
  }
  return { bytes: Buffer.concat(pieces), places };
}

/** Reads a segment through, up to the record that a killed process or a full disk left torn, if any. */
export function placesIn(segment: Buffer): Map<string, Place> {
  const places = new Map<string, Place>();
  let at = 0;
  while (at < segment.length) {
    const found = header.exec(segment.toString('latin1', at, at + longestHeader));
    if (found === null) break;
    const [head, digest = '', length] = found;
    const place = { offset: at + head.length, size: Number(length) };
    at = place.offset + place.size + lineBreak.length;
    if (at <= segment.length) places.set(digest, place);
  }
  return places;
}

/** The index of a full segment: for each blob its digest, where it starts and its size, 48 bytes in all. */
export function indexBytes(places: ReadonlyMap<string, Place>): Buffer {
  const bytes = Buffer.alloc(places.size * entryLength);
  let at = 0;
  for (const [digest, { offset, size }] of places) {
    bytes.write(digest, at, 'hex');
    bytes.writeDoubleBE(offset, at + digestLength);
    bytes.writeDoubleBE(size, at + digestLength + 8);
    at += entryLength;
  }
  return bytes;
}

/** Looks a blob up in an index. */
export function placeIn(index: Buffer, digest: string): Place | undefined {
  const wanted = Buffer.from(digest, 'hex');
  if (wanted.length !== digestLength) return undefined;
  for (let at = index.indexOf(wanted); at !== -1; at = index.indexOf(wanted, at + 1)) {
    if (at % entryLength !== 0) continue;
    return { offset: index.readDoubleBE(at + digestLength), size: index.readDoubleBE(at + digestLength + 8) };
  }
  return undefined;
}
