#!/usr/bin/env node
// Plain JavaScript, kept to syntax that old releases of Node parse: this file must live long enough to say which Node it needs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const EXIT_USAGE = 2;
const EXIT_ENVIRONMENT = 3;
const EXIT_KILLED = 137;

/** A clone has the sources and their build scripts; the published package has neither. */
const isClone = existsSync(join(root, 'tsconfig.json')) && existsSync(join(root, 'scripts', 'prepare.js'));

/** @param {number} major @param {number} minor */
function hostIsAtLeast(major, minor) {
  const parts = process.versions.node.split('.').map(Number);
  return Number(parts[0]) > major || (parts[0] === major && Number(parts[1]) >= minor);
}

const wasRelaunched = process.env.PROBANT_RELANCE === '1';
delete process.env.PROBANT_RELANCE;

/** Runs this very command again with the Node that the clone installed for itself; gives its exit code. */
function runWithOwnNode() {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (wasRelaunched || !existsSync(own)) {
    console.error(
      `probant : Node.js 22.12 ou plus récent est nécessaire (ici ${process.versions.node}). Installez-le depuis https://nodejs.org puis relancez la commande.`,
    );
    return EXIT_USAGE;
  }
  const child = spawn(own, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { PROBANT_RELANCE: '1' }),
  });
  // A terminal sends Ctrl-C to both processes: passing it on would count twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === null ? EXIT_KILLED : code));
  });
}

async function prepareClone() {
  const script = await import('../scripts/prepare.js');
  return script.prepareForCommand();
}

async function start() {
  // Older releases than 20 cannot even parse the preparation: they get the message below.
  if (isClone && !wasRelaunched && hostIsAtLeast(20, 0) && !(await prepareClone())) {
    return EXIT_USAGE;
  }
  if (!hostIsAtLeast(22, 12)) {
    return runWithOwnNode();
  }
  // A reader that closes early (« | head ») has read what it wanted.
  process.stdout.on('error', (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
    process.exit(0);
  });
  // The next start finds its modules compiled; a release that is too old for it starts without.
  (await import('node:module')).enableCompileCache?.();
  // Before any step loads, or the line numbers of its failures are those of the compiled file.
  process.setSourceMapsEnabled(true);
  const { main } = await import(pathToFileURL(join(root, 'dist', 'cli', 'main.js')).href);
  return main(process.argv.slice(2));
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error);
    process.exitCode = EXIT_ENVIRONMENT;
  },
);
