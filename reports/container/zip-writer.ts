import { ZipFile } from 'yazl';
import { containerMediaType, mimetypePath } from './names.ts';

// The parts of a local time, so that the DOS field reads 1980-01-01 00:00 in every time zone.
const fixedTime = new Date(1980, 0, 1, 0, 0, 0);
const options = { mtime: fixedTime, forceDosTimestamp: true, mode: 0o100644, compress: false };

/**
 * Writes an ASiC-E container: `mimetype` first (EN 319 162-1 §A.1), then the files in the order of their names.
 *
 * Nothing is compressed: the output of deflate changes with the version of zlib, and one content must give one file.
 */
export async function writeContainer(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(containerMediaType), mimetypePath, options);
  for (const [path, bytes] of [...files].sort(byPath)) {
    if (path !== mimetypePath) zip.addBuffer(bytes, path, options);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function byPath([left]: [string, Uint8Array], [right]: [string, Uint8Array]): number {
  return left < right ? -1 : 1;
}
