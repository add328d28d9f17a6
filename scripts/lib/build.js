// Compiles the sources into dist/ when they changed, and copies the data files that go with them.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, run, say, toolNode } from './commands.js';

/** The rooms that are compiled. */
export const rooms = [
  'core',
  'referential',
  'rules',
  'mocks',
  'candidate',
  'reports',
  'steps',
  'runs',
  'console',
  'cli',
  'test',
];

const dist = join(root, 'dist');
const stampFile = join(dist, '.empreinte');
const settings = ['tsconfig.json', 'package-lock.json'];

/**
 * @param {string} folder
 * @returns {string[]} its files, at any depth
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

// The Java of the packs' engine is compiled by Java, when it starts.
const isData = (/** @type {string} */ path) => /\.(json|html|css|svg|java)$/.test(path);
const isSource = (/** @type {string} */ path) => path.endsWith('.ts') && !path.endsWith('.test.ts');

/** @returns {string[]} what a build reads, sorted */
function inputs() {
  return rooms
    .flatMap((room) => filesUnder(join(root, room)))
    .filter((path) => (isSource(path) || isData(path)) && !path.includes(join('reports', 'runs')))
    .sort();
}

/** @param {string[]} paths */
function stampOf(paths) {
  const hash = createHash('sha256');
  for (const path of [...settings.map((name) => join(root, name)), ...paths]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(root, path)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function currentStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

/** A compiled file whose source is gone would still be loaded. */
function removeOrphans() {
  for (const path of filesUnder(dist)) {
    const source = join(root, relative(dist, path)).replace(/(\.d\.ts|\.js|\.js\.map)$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(source)) rmSync(path);
  }
}

/** @param {string[]} paths */
function copyData(paths) {
  for (const path of paths.filter(isData)) {
    const target = join(dist, relative(root, path));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
}

/**
 * Builds dist/ unless nothing changed since the last build.
 *
 * @returns {Promise<boolean>} false when the sources have type errors (dist/ is written all the same)
 */
export async function build() {
  const paths = inputs();
  const stamp = stampOf(paths);
  if (stamp === currentStamp()) return true;
  say('compilation…');
  const { code, output } = await run(toolNode(), [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
  copyData(paths);
  removeOrphans();
  if (code !== 0) {
    rmSync(stampFile, { force: true });
    say(`les sources ne compilent pas :\n${output.trim()}`);
    return false;
  }
  writeFileSync(stampFile, stamp);
  return true;
}

/** True when the last build left something to run. */
export function isBuilt() {
  return existsSync(join(dist, 'cli', 'main.js'));
}
