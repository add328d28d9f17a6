#!/usr/bin/env node
// Makes a clone ready to run: npm packages, Node 24, a browser, the compiled sources. Does nothing, fast, when all is there.
// Plain JavaScript without dependency: it runs on the host's Node, before anything is installed.
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './lib/build.js';
import { say } from './lib/commands.js';
import { installedState, installNode, installPackages } from './lib/dependencies.js';
import { provideBrowser, providePeers } from './lib/system.js';

/**
 * Prepares the clone in full.
 *
 * @param {string[]} flags `--sans-navigateur`: no browser; `--pairs`: also the tools of the peers; `--sans-compilation`
 * @returns {Promise<boolean>} false when nothing can run
 */
export async function prepare(flags = []) {
  if (!(await installPackages()) || !(await installNode())) return false;
  if (!flags.includes('--sans-navigateur')) await provideBrowser();
  if (flags.includes('--pairs')) await providePeers();
  return flags.includes('--sans-compilation') || build();
}

/**
 * What `bin/probant.js` needs of a clone: everything on the first run, then only packages and compiled sources.
 * It goes on with the last build that wrote something, after saying why.
 *
 * @returns {Promise<boolean>}
 */
export async function prepareForCommand() {
  if (process.env.PROBANT_SANS_PREPARATION === '1') return isRunnable();
  const flags = installedState() === 'absent' ? [] : ['--sans-navigateur'];
  return (await prepare(flags)) || isRunnable();
}

function isRunnable() {
  if (isBuilt()) return true;
  say('rien à lancer : dist/cli/main.js manque.');
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const known = ['--sans-navigateur', '--pairs', '--sans-compilation'];
  const flags = process.argv.slice(2);
  const unknown = flags.filter((flag) => !known.includes(flag));
  if (unknown.length > 0) {
    say(`option inconnue : ${unknown.join(' ')} (options : ${known.join(', ')})`);
    process.exitCode = 2;
  } else if (!(await prepare(flags))) {
    process.exitCode = 1;
  }
}
