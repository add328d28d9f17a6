import { dirname, join } from 'node:path';
import { type Environment, type StoredAttempt, sha256, writeError } from '../../core/index.ts';
import { dossierPaths, mediaTypeOf, mimetypePath, sealPaths, writeContainer } from '../container/index.ts';
import { type BuiltDossier, buildDossier, type DossierContext, type DossierFile, sumsText } from '../dossier/index.ts';
import { signCms } from './cms.ts';
import type { Credentials } from './credentials.ts';
import { oids } from './der.ts';
import { digestsOf, manifestXml } from './manifest.ts';
import type { TimeStamper } from './timestamp.ts';

/** With what, and when, a dossier is sealed. */
export interface SealOptions {
  credentials: Credentials;
  /** Signing time; cut to the second, as DER wants of it. */
  date: Date;
  timeStamper: TimeStamper;
}

/** Name of the sealed container, in the attempt's folder. */
export const containerName = 'dossier.asice';
/** Name of the folder that holds the same files, exploded. */
export const explodedName = 'dossier';

/** A sealed dossier on disk. */
export interface SealedDossier {
  /** Path of the container. */
  path: string;
  /** Path of the report of the exploded dossier, whose links work from disk. */
  report: string;
  built: BuiltDossier;
}

/**
 * Builds the dossier of an attempt, seals it into `dossier.asice` and leaves it exploded beside. The same attempt, key
 * and date give the same bytes (an outside time token aside).
 *
 * @throws {@link ProbantError} as {@link buildDossier}, and `ecriture_impossible` or `disque_plein`
 */
export async function sealDossier(
  environment: Environment,
  attempt: StoredAttempt,
  options: SealOptions & { context: DossierContext },
): Promise<SealedDossier> {
  const signer = sha256(options.credentials.certificate.raw);
  const built = await buildDossier(environment, attempt, { context: options.context, signer });
  const files = new Map<string, Uint8Array>();
  for (const [path, file] of built.files) files.set(path, await bytesOf(attempt, file));
  const seal = await sealFiles(files, options);
  const container = await writeContainer(new Map([...files, ...seal]));
  const path = join(attempt.folder, containerName);
  try {
    await explode(environment, { attempt, built, seal });
    await environment.fs.writeFile(`${path}.tmp`, container);
    await environment.fs.rename(`${path}.tmp`, path);
  } catch (thrown) {
    throw writeError(path, thrown);
  }
  return { path, report: join(attempt.folder, explodedName, dossierPaths.report), built };
}

/**
 * Seals any tree: makes `SHA256SUMS` again, then the manifests, the signature and the token. What the files say is not
 * looked at: this is also how the tests make a dossier that lies under a good signature.
 *
 * @returns bytes of the container
 */
export async function sealTree(tree: ReadonlyMap<string, Uint8Array>, options: SealOptions): Promise<Buffer> {
  const files = new Map([...tree].filter(([path]) => !path.startsWith('META-INF/')));
  files.set(dossierPaths.sums, Buffer.from(sumsText(digestsOf(files))));
  return writeContainer(new Map([...files, ...(await sealFiles(files, options))]));
}

/** The files of `META-INF` for a tree. */
export async function sealFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { credentials, date, timeStamper }: SealOptions,
): Promise<Map<string, Uint8Array>> {
  const digests = digestsOf(files);
  digests.delete(mimetypePath);
  const manifest = manifestXml({ signature: referenceTo(sealPaths.signature), files: digests });
  const signature = signCms({ type: oids.data, bytes: manifest, detached: true, date }, credentials);
  const stamped = new Map([
    [sealPaths.manifest, sha256(manifest)],
    [sealPaths.signature, sha256(signature)],
  ]);
  const timeManifest = manifestXml({ signature: referenceTo(sealPaths.token), files: stamped });
  return new Map<string, Uint8Array>([
    [sealPaths.manifest, manifest],
    [sealPaths.signature, signature],
    [sealPaths.timeManifest, timeManifest],
    [sealPaths.token, await timeStamper(timeManifest)],
  ]);
}

function referenceTo(path: string): { path: string; mediaType: string } {
  return { path, mediaType: mediaTypeOf(path) };
}

function bytesOf(attempt: StoredAttempt, file: DossierFile): Promise<Uint8Array> {
  return 'bytes' in file ? Promise.resolve(file.bytes) : attempt.store.get(file.blob);
}

async function explode(
  { fs }: Environment,
  { attempt, built, seal }: { attempt: StoredAttempt; built: BuiltDossier; seal: Map<string, Uint8Array> },
): Promise<void> {
  const root = join(attempt.folder, explodedName);
  await fs.remove(root);
  for (const [path, file] of [...built.files, ...[...seal].map(([path, bytes]) => [path, { bytes }] as const)]) {
    const target = join(root, ...path.split('/'));
    await fs.mkdir(dirname(target));
    if ('bytes' in file) await fs.writeFile(target, file.bytes);
    // A blob is on disk once, where the file system can.
    else
      await fs
        .link(attempt.store.path(file.blob), target)
        .catch(() => fs.copyFile(attempt.store.path(file.blob), target));
  }
}
