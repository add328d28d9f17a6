import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Environment } from '../../core/index.ts';

type Look = Pick<Environment, 'env' | 'fs'>;

// Chromium's shell without windows comes first: a page costs it a third of the processor that a whole browser takes.
const inPath = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const fixed: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

const belowProgramFiles = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Path of a Chromium, Chrome or Edge of this machine, or null.
 *
 * `PROBANT_NAVIGATEUR` is taken alone when set; then the usual places; then Playwright's own browser.
 */
export function findBrowser(environment: Look): Promise<string | null> {
  const chosen = environment.env['PROBANT_NAVIGATEUR'];
  const places = chosen ? [chosen] : [...usualPlaces(environment), ...playwrightPlaces(environment)];
  return firstExisting(environment, places);
}

/** The first of `names` found in the folders of `PATH`, or null. */
export function findInPath(environment: Look, names: string[]): Promise<string | null> {
  return firstExisting(environment, pathPlaces(environment, names));
}

/** Revision of a part that Playwright downloads, from its own list: `chromium`, `ffmpeg`… */
export function playwrightRevision(name: string): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('playwright-core/package.json', {
    paths: [require.resolve('playwright/package.json')],
  });
  const list: unknown = JSON.parse(readFileSync(join(entry, '..', 'browsers.json'), 'utf8'));
  const { browsers } = list as { browsers: Array<{ name: string; revision: string }> };
  return browsers.find((browser) => browser.name === name)?.revision ?? '';
}

/** The folder where Playwright keeps what it downloads. */
export function playwrightFolder(env: Environment['env']): string {
  const chosen = env['PLAYWRIGHT_BROWSERS_PATH'];
  if (chosen) return chosen;
  if (process.platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'ms-playwright');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ms-playwright');
}

function usualPlaces(environment: Look): string[] {
  const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment.env[name] ?? []);
  const windows = programs.flatMap((folder) => belowProgramFiles.map((parts) => join(folder, ...parts)));
  return [...pathPlaces(environment, inPath), ...(fixed[process.platform] ?? []), ...windows];
}

// Looked for by hand: asking Playwright would load it, and it reads its folder only once (see video.ts).
function playwrightPlaces(environment: Look): string[] {
  const folder = join(playwrightFolder(environment.env), `chromium-${playwrightRevision('chromium')}`);
  const mac = (arch: string): string =>
    join(folder, arch, 'Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing');
  return [
    join(folder, 'chrome-linux64', 'chrome'),
    join(folder, 'chrome-linux', 'chrome'),
    join(folder, 'chrome-win64', 'chrome.exe'),
    mac('chrome-mac-arm64'),
    mac('chrome-mac-x64'),
  ];
}

function pathPlaces(environment: Look, names: string[]): string[] {
  const folders = (environment.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function firstExisting(environment: Look, places: string[]): Promise<string | null> {
  for (const place of places) {
    if (await environment.fs.exists(place)) return place;
  }
  return null;
}
