import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { type Environment, messageOf, type ProbantError, zipLimits } from '../../core/index.ts';
import { refused } from './detect.ts';

/** Bytes of the largest file that is read; a document of the DMP has 5 MB at most, a mail 15 MB. */
export const largestFile = 64 * 1024 ** 2;

/**
 * The bytes of a file, or those of the archive that a folder would make.
 *
 * @throws {@link ProbantError} `fichier_non_reconnu` for what is absent, too big, or a folder without IHE_XDM
 */
export async function readGiven({ fs }: Pick<Environment, 'fs'>, path: string): Promise<Buffer> {
  if (!(await fs.exists(path))) throw refused(path, 'il n’existe pas');
  const names = await namesIn(fs, path);
  if (names === null) return readBounded(fs, path);
  if (!names.some((name) => /^IHE_XDM$/i.test(name))) {
    throw refused(path, 'ce dossier n’a pas de dossier IHE_XDM ; donnez ses fichiers un à un');
  }
  return zipped(fs, path);
}

type Files = Environment['fs'];

/** The names in a folder, null for a file. */
async function namesIn(fs: Files, path: string): Promise<string[] | null> {
  try {
    return await fs.readdir(path);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOTDIR') return null;
    throw refused(path, messageOf(thrown));
  }
}

async function readBounded(fs: Files, path: string): Promise<Buffer> {
  const size = await fs.size(path);
  if (size > largestFile) throw refused(path, `il a ${size} octets, plus que les ${largestFile} admis`);
  try {
    // What grows while it is read stays within the bound; what has no size of its own (a pipe, a device) is never opened.
    const bytes = size === 0 ? Buffer.alloc(0) : await fs.readPart(path, { offset: 0, length: size });
    if (bytes.length === size) return bytes;
  } catch (thrown) {
    throw refused(path, messageOf(thrown));
  }
  throw refused(path, 'il change pendant qu’il est lu');
}

/** The archive of a folder, in the order of its names: the rules read archives. */
async function zipped(fs: Files, folder: string): Promise<Buffer> {
  const zip = new ZipFile();
  let total = 0;
  for (const name of await filesBelow(fs, folder)) {
    const bytes = await readBounded(fs, join(folder, name));
    total += bytes.length;
    if (total > zipLimits.total) throw tooBig(folder);
    zip.addBuffer(bytes, name, { mtime: new Date(0), compress: false });
  }
  zip.end();
  return buffer(zip.outputStream);
}

const deepest = 8;

/** The files of a folder, depth first in the order of names; links that go round, and all that is too much, are refused. */
async function filesBelow(fs: Files, folder: string): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...((await namesIn(fs, folder)) ?? [])].sort().reverse();
  let seen = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    seen += 1;
    if (seen > zipLimits.entries) throw tooBig(folder);
    if (path.split('/').length > deepest) throw refused(folder, 'ce dossier est trop profond pour une archive XDM');
    const names = await namesIn(fs, join(folder, path));
    if (names === null) found.push(path);
    else for (const name of [...names].sort().reverse()) waiting.push(`${path}/${name}`);
  }
  return found;
}

function tooBig(folder: string): ProbantError {
  return refused(folder, 'ce dossier est trop gros pour une archive XDM');
}
