#!/usr/bin/env node
// `npm run exemples`: packs this clone, installs it in a copy of each example from the registry, and runs its tests.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './lib/commands.js';

const examples = ['tests-vitest', 'tests-jest'];

/**
 * @param {string} name
 * @param {{folder: string, archive: string}} options
 * @returns {Promise<boolean>}
 */
async function play(name, { folder, archive }) {
  const cwd = join(folder, name);
  await cp(join(root, 'examples', name), cwd, { recursive: true });
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', archive];
  for (const args of [install, ['test']]) {
    const { code, output } = await run('npm', args, { cwd });
    if (code !== 0 || args[0] === 'test') console.log(output.trimEnd());
    if (code !== 0) return false;
  }
  return true;
}

const folder = await mkdtemp(join(tmpdir(), 'probant-exemples-'));
try {
  const packed = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  const name = packed.output.trim().split('\n').at(-1) ?? '';
  if (packed.code !== 0) console.log(packed.output);
  /** @type {boolean[]} */
  const results = [];
  for (const example of packed.code === 0 ? examples : []) {
    results.push(await play(example, { folder, archive: join(folder, name) }));
  }
  const passed = results.filter(Boolean).length;
  console.log(`${passed} passed, ${examples.length - passed} failed`);
  process.exitCode = passed === examples.length ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
