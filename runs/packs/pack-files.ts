import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { messageOf, ProbantError, sha256 } from '../../core/index.ts';

/** Name of the file by which a pack says what it holds. */
export const manifestName = 'probant-pack.yaml';

/** The files of a pack, at the moment when it was read. */
export interface PackFiles {
  /** Absolute path of its folder. */
  folder: string;
  /** SHA-256 of all of it: `sha256sum` of the list that `sha256sum` gives of its files, in the order of their paths. */
  digest: string;
  /** SHA-256 of each file, by its path in the pack, with `/`. */
  files: ReadonlyMap<string, string>;
  /**
   * The bytes of a file, the very ones that the digest counts.
   *
   * @throws {@link ProbantError} `schematron_invalide` when it is absent, too large, or has changed since
   */
  read(path: string): Promise<Buffer>;
}

/** The ANS pack has 2 900 files, 75 MB with its examples. */
const limits = { files: 50_000, bytes: 1024 ** 3, schema: 32 * 1024 ** 2 };

/**
 * Reads the list of the files of a pack, and its digest. Links are not followed; what `git` keeps for itself does not count.
 *
 * @param path absolute path of its folder
 * @throws {@link ProbantError} `paquet_illisible`
 */
export async function readPackFiles(path: string): Promise<PackFiles> {
  const folder = resolve(path);
  const files = new Map<string, string>();
  let bytes = 0;
  for (const name of await namesIn(folder)) {
    const content = await readFile(join(folder, name));
    bytes += content.length;
    if (bytes > limits.bytes) throw unreadable(path, `il dépasse ${limits.bytes / 1024 ** 2} Mo`);
    files.set(name, sha256(content));
  }
  if (files.size === 0) throw unreadable(path, 'ce dossier est vide');
  const listing = [...files].map(([name, digest]) => `${digest}  ./${name}\n`).join('');
  return { folder, files, digest: createHash('sha256').update(listing).digest('hex'), read };

  async function read(name: string): Promise<Buffer> {
    const digest = files.get(name);
    if (digest === undefined) throw refusal(name, 'il n’est pas dans le paquet');
    const content = await readFile(join(folder, name));
    if (content.length > limits.schema) throw refusal(name, `il dépasse ${limits.schema / 1024 ** 2} Mo`);
    if (sha256(content) !== digest) throw refusal(name, 'il a changé depuis que le paquet a été lu');
    return content;
  }
}

/** Paths of the files of a folder, with `/`, in the order of their bytes. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await listed(folder);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !/(?:^|\/)\.git\//.test(name));
  if (names.length > limits.files) throw unreadable(folder, `il a plus de ${limits.files} fichiers`);
  return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function listed(folder: string): ReturnType<typeof withTypes> {
  try {
    if (!(await stat(folder)).isDirectory()) throw unreadable(folder, 'ce n’est pas un dossier');
    return await withTypes(folder);
  } catch (thrown) {
    if (thrown instanceof ProbantError) throw thrown;
    const absent = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    throw unreadable(folder, absent ? 'il n’existe pas' : messageOf(thrown));
  }
}

function withTypes(folder: string): Promise<Array<{ name: string; parentPath: string; isFile(): boolean }>> {
  return readdir(folder, { recursive: true, withFileTypes: true });
}

/** A pack that cannot serve, at its path. */
export function unreadable(chemin: string, detail: string): ProbantError {
  return new ProbantError('paquet_illisible', { chemin, detail });
}

function refusal(fichier: string, detail: string): ProbantError {
  return new ProbantError('schematron_invalide', { fichier, detail });
}
