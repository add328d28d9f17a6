import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Environment, isProbantError } from '../../core/index.ts';
import { findInPath, playwrightFolder, playwrightRevision } from './find-browser.ts';

type Look = Pick<Environment, 'env' | 'fs'>;

/**
 * Makes video possible: Playwright films only with an ffmpeg in its own folder, so the system's one is put there.
 *
 * Playwright reads `PLAYWRIGHT_BROWSERS_PATH` when it is first loaded, hence call this before; that is why the browser
 * driver loads Playwright late.
 *
 * @param folder where to make Playwright's folder when it has no ffmpeg yet
 * @returns false when no ffmpeg is to be had, or when its place can't be made
 */
export async function prepareVideo(environment: Look, folder: string): Promise<boolean> {
  const own = ffmpegPlace(playwrightFolder(environment.env));
  if (await environment.fs.exists(own.path)) return true;
  const place = ffmpegPlace(folder);
  if (!(await environment.fs.exists(place.path))) {
    const source = await findFfmpeg(environment);
    if (source === null || !(await put(environment, source, place))) return false;
  }
  process.env['PLAYWRIGHT_BROWSERS_PATH'] = folder;
  return true;
}

/** Path of an ffmpeg: `PROBANT_FFMPEG`, the one of `PATH`, or the npm package `@ffmpeg-installer/ffmpeg`; or null. */
export async function findFfmpeg(environment: Look): Promise<string | null> {
  const chosen = environment.env['PROBANT_FFMPEG'];
  if (chosen) return (await environment.fs.exists(chosen)) ? chosen : null;
  return (await findInPath(environment, ['ffmpeg', 'ffmpeg.exe'])) ?? packagedFfmpeg(environment);
}

interface Place {
  folder: string;
  path: string;
}

// Names of Playwright's registry, by platform (playwright-core 1.65).
const fileNames: Partial<Record<NodeJS.Platform, string>> = { win32: 'ffmpeg-win64.exe', darwin: 'ffmpeg-mac' };

function ffmpegPlace(root: string): Place {
  const folder = join(root, `ffmpeg-${playwrightRevision('ffmpeg')}`);
  return { folder, path: join(folder, fileNames[process.platform] ?? 'ffmpeg-linux') };
}

// A hard link where the disk allows it, a copy elsewhere: a symbolic link needs rights on Windows.
async function put(environment: Look, source: string, place: Place): Promise<boolean> {
  try {
    await environment.fs.mkdir(place.folder);
    await environment.fs.link(source, place.path).catch(() => environment.fs.copyFile(source, place.path));
    return true;
  } catch (thrown) {
    if (isProbantError(thrown)) throw thrown;
    return environment.fs.exists(place.path);
  }
}

async function packagedFfmpeg(environment: Look): Promise<string | null> {
  try {
    const found: unknown = createRequire(join(process.cwd(), 'package.json'))('@ffmpeg-installer/ffmpeg');
    const path = (found as { path?: unknown }).path;
    return typeof path === 'string' && (await environment.fs.exists(path)) ? path : null;
  } catch {
    return null;
  }
}
