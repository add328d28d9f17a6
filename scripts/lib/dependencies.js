// Installs the npm packages of the clone, and the Node release that its scripts run on.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, ownNode, root, run, say } from './commands.js';

/** @typedef {{version?: string, optional?: boolean}} LockEntry */

/**
 * @param {string} path a lock file
 * @returns {Record<string, LockEntry> | undefined} the packages of a lock file, undefined when it cannot be read
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * What separates the installed packages from the lock file. Versions are compared, not dates: git sets dates anew.
 *
 * @param {string} [folder] the clone
 * @returns {'absent' | 'dépassé' | 'à jour'}
 */
export function installedState(folder = root) {
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'absent';
  const wanted = packagesOf(join(folder, 'package-lock.json')) ?? {};
  // Optional packages are those of other platforms too.
  const stale = Object.entries(wanted).some(
    ([path, entry]) => path !== '' && !entry.optional && installed[path]?.version !== entry.version,
  );
  return stale ? 'dépassé' : 'à jour';
}

/** @returns {Promise<boolean>} false when the packages could not be installed */
export async function installPackages() {
  const state = installedState();
  if (state === 'à jour') return true;
  say(`installation des paquets npm (${state === 'absent' ? 'premier lancement' : 'package-lock.json a changé'})…`);
  // `npm ci` empties node_modules first, and may be running from the Node that lives there: only for a first install.
  const command = state === 'absent' ? ['ci'] : ['install', '--no-save'];
  const { code, output } = await run('npm', [...command, '--no-audit', '--no-fund', '--loglevel=error']);
  if (code === 0) return true;
  say(`échec de « npm ${command.join(' ')} » :\n${output.trim()}`);
  return false;
}

const link = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

/**
 * The package `node` fetches its binary in an install script, which npm may be told not to run: then run it here.
 *
 * @returns {Promise<boolean>} false when no Node that the project accepts is at hand
 */
export async function installNode() {
  if (isExecutable(ownNode) && existsSync(link)) return true;
  await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(root, 'node_modules', 'node') });
  // npm links only the commands that exist when it installs.
  await run('npm', ['rebuild', 'node', '--ignore-scripts', '--loglevel=error']);
  if (isExecutable(ownNode)) return true;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 22 || (major === 22 && minor >= 18);
  say(
    `Node 24 n’a pas pu être installé dans le clone ; ${enough ? 'la suite utilise' : 'il faut Node.js 22.18 ou plus récent, pas'} Node ${process.versions.node}.`,
  );
  return enough;
}
