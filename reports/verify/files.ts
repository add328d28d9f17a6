import { type ContainerReader, containerMediaType, dossierPaths, mimetypePath, sealPaths } from '../container/index.ts';
import { readManifest } from '../seal/index.ts';
import type { CmsMessage } from './cms-reader.ts';
import { remark, type VerifyItem } from './codes.ts';

const sealFiles: ReadonlySet<string> = new Set(Object.values(sealPaths));

/** Whether every file is the one that the signed manifest lists, and no other is there. */
export async function checkFiles(container: ContainerReader, signature: CmsMessage | undefined): Promise<VerifyItem[]> {
  const items = await checkMimetype(container);
  if (!container.has(sealPaths.manifest)) return [...items, remark('manifeste_absent', {}, sealPaths.manifest)];
  const bytes = await container.read(sealPaths.manifest);
  if (signature !== undefined && !signature.covers(bytes))
    items.push(remark('manifeste_altere', {}, sealPaths.manifest));
  const manifest = readManifest(bytes);
  if (manifest?.signature.path !== sealPaths.signature) {
    return [...items, remark('manifeste_illisible', {}, sealPaths.manifest)];
  }
  const digests = await digestsOf(container);
  items.push(...compare(manifest.files, digests), ...(await checkSums(container, digests)));
  return items;
}

async function checkMimetype(container: ContainerReader): Promise<VerifyItem[]> {
  if (!container.has(mimetypePath)) return [remark('mimetype_absent', {}, mimetypePath)];
  const right =
    container.size(mimetypePath) === containerMediaType.length &&
    (await container.read(mimetypePath)).equals(Buffer.from(containerMediaType));
  return right && container.mimetypeFirst ? [] : [remark('mimetype_faux', {}, mimetypePath)];
}

async function digestsOf(container: ContainerReader): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const path of container.paths) {
    if (path !== mimetypePath && !sealFiles.has(path)) digests.set(path, await container.digest(path));
  }
  return digests;
}

function compare(listed: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): VerifyItem[] {
  const added = [...present.keys()]
    .filter((path) => !listed.has(path))
    .map((path) => remark('fichier_ajoute', {}, path));
  const rest = [...listed].flatMap(([path, digest]) => {
    const actual = present.get(path);
    if (actual === undefined) return [remark('fichier_absent', {}, path)];
    return actual === digest ? [] : [remark('empreinte_differente', {}, path)];
  });
  return [...added, ...rest];
}

/** `SHA256SUMS` is what a reader without Probant goes by: it must say the same. */
async function checkSums(container: ContainerReader, present: ReadonlyMap<string, string>): Promise<VerifyItem[]> {
  if (!container.has(dossierPaths.sums)) return [remark('sha256sums_absent', {}, dossierPaths.sums)];
  const listed = new Map<string, string>();
  for (const line of (await container.read(dossierPaths.sums)).toString('utf8').split('\n')) {
    if (line !== '') listed.set(line.slice(66), line.slice(0, 64));
  }
  const expected = new Map([...present].filter(([path]) => path !== dossierPaths.sums));
  const wrong = [...new Set([...listed.keys(), ...expected.keys()])].filter(
    (path) => listed.get(path) !== expected.get(path),
  );
  return wrong.map((path) => remark('sha256sums_different', {}, path));
}
