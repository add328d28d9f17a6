// Finds, or installs where that is allowed, what is not an npm package: a browser, ffmpeg, the tools of the peers.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, root, run, say, toolNode, which } from './commands.js';

const browserCommands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const programFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const browserFiles = {
  linux: ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: programFolders.flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Chromium', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

/** The folder where Playwright keeps the browsers that it installs. */
function playwrightFolder() {
  if (process.env.PLAYWRIGHT_BROWSERS_PATH) return process.env.PLAYWRIGHT_BROWSERS_PATH;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright');
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright');
}

/**
 * True when Playwright downloaded the very revision that it wants.
 *
 * @param {string} name `chromium` or `ffmpeg`
 */
function playwrightHas(name) {
  const list = join(root, 'node_modules', 'playwright-core', 'browsers.json');
  if (!existsSync(list)) return false;
  /** @type {{browsers: {name: string, revision: string}[]}} */
  const { browsers } = JSON.parse(readFileSync(list, 'utf8'));
  const revision = browsers.find((browser) => browser.name === name)?.revision;
  return existsSync(join(playwrightFolder(), `${name}-${revision}`));
}

// The same places as the browser driver (candidate/browser/find-browser.ts), which is not compiled yet when this runs.
export function hasBrowser() {
  if (process.env.PROBANT_NAVIGATEUR) return isExecutable(process.env.PROBANT_NAVIGATEUR);
  const files = browserFiles[process.platform] ?? [];
  return browserCommands.some((name) => which(name)) || files.some(isExecutable) || playwrightHas('chromium');
}

export function hasFfmpeg() {
  if (process.env.PROBANT_FFMPEG) return existsSync(process.env.PROBANT_FFMPEG);
  return which('ffmpeg') !== undefined || playwrightHas('ffmpeg');
}

/** True where apt may be used without asking anyone. */
export function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && which('apt-get') !== undefined;
}

/**
 * @param {string[]} packages
 * @returns {Promise<boolean>}
 */
async function aptInstall(packages) {
  say(`apt-get install ${packages.join(' ')}…`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { code, output } = await run('apt-get', install, { env });
  if (code !== 0) say(`échec d’apt-get :\n${output.trim().split('\n').slice(-5).join('\n')}`);
  return code === 0;
}

const failureFile = join(root, 'node_modules', '.cache', 'probant', 'navigateur-introuvable');
const RETRY_AFTER_MS = 3_600_000;

/** A machine without network must not wait for the same failure at every command. */
function failedLately() {
  return existsSync(failureFile) && Date.now() - statSync(failureFile).mtimeMs < RETRY_AFTER_MS;
}

async function installBrowser() {
  if (canUseApt()) return aptInstall(['chromium', 'ffmpeg', 'fonts-dejavu-core']);
  say('aucun navigateur trouvé : installation de celui de Playwright…');
  const cli = join('node_modules', 'playwright', 'cli.js');
  const { code } = await run(toolNode(), [cli, 'install', 'chromium', 'ffmpeg']);
  return code === 0;
}

/** @returns {string[]} what is missing, in the words of the user */
function missing() {
  return [
    ...(hasBrowser()
      ? []
      : ['navigateur (Chromium, Chrome ou Edge) : les écrans seront pilotés par HTTP, sans capture']),
    ...(hasFfmpeg() ? [] : ['ffmpeg : pas de vidéo']),
  ];
}

/** Provides a browser and ffmpeg where it can, and says in one line what stays missing. Never fails. */
export async function provideBrowser() {
  if (process.env.PROBANT_SANS_NAVIGATEUR === '1' || missing().length === 0) return;
  if (!failedLately() && !(await installBrowser())) {
    mkdirSync(dirname(failureFile), { recursive: true });
    writeFileSync(failureFile, missing().join('\n'));
  }
  const still = missing();
  if (still.length > 0) say(`il manque ${still.join(' ; ')}. Le reste fonctionne.`);
  else rmSync(failureFile, { force: true });
}

/** Debian packages of the real clients that test/peers runs against the mocks, by the command that shows their presence. */
const peerTools = [
  ['xmllint', 'libxml2-utils'],
  ['openssl', 'openssl'],
  ['curl', 'curl'],
  ['ip', 'iproute2'],
  ['unzip', 'unzip'],
  ['xmlsec1', 'xmlsec1'],
  ['swaks', 'swaks'],
  ['mbsync', 'isync'],
  ['mutt', 'mutt'],
  ['offlineimap', 'offlineimap3'],
  ['script', 'bsdutils'],
  ['qpdf', 'qpdf'],
  ['pdftotext', 'poppler-utils'],
  ['javac', 'default-jdk-headless'],
];

/** Debian packages of the Python libraries of the peers, by what shows their presence. */
const peerModules = [
  ['zeep', 'python3-zeep'],
  ['hl7', 'python3-hl7'],
  ['oauthlib', 'python3-oauthlib'],
  ['jwt', 'python3-jwt'],
  ['requests', 'python3-requests'],
  ['openpyxl', 'python3-openpyxl'],
];

/** Installs the tools of the peers, on Debian as root. */
export async function providePeers() {
  const packages = peerTools.filter(([command]) => !which(/** @type {string} */ (command))).map(([, name]) => name);
  const modules = await Promise.all(
    peerModules.map(async ([name, module]) =>
      (await run('/usr/bin/python3', ['-c', `import ${name}`])).code === 0 ? [] : [module],
    ),
  );
  const saxon = existsSync('/usr/share/java/Saxon-HE.jar') ? [] : ['libsaxonhe-java'];
  const skeleton = existsSync('/usr/lib/python3/dist-packages/lxml/isoschematron') ? [] : ['python3-lxml'];
  const wanted = /** @type {string[]} */ ([...packages, ...modules.flat(), ...saxon, ...skeleton]);
  if (wanted.length === 0) return true;
  if (canUseApt()) return aptInstall(wanted);
  say(`outils des pairs absents : ${wanted.join(', ')} (installés d’office sur Debian, en root).`);
  return false;
}
