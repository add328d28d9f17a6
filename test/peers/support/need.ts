import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestContext } from 'vitest';

/** Data that nobody on the project wrote; absent from a plain clone. */
export const sharedInsi = resolve(import.meta.dirname, '../../../../shared/data/insi');

/** What a peer may lack, each with the sentence that says so. */
const checks = {
  curl: () => (runs('curl', '--version') ? undefined : 'curl n’est pas installé'),
  openssl: () => (runs('openssl', 'version') ? undefined : 'openssl n’est pas installé'),
  xmllint: () => (runs('xmllint', '--version') ? undefined : 'xmllint n’est pas installé (paquet libxml2-utils)'),
  xmlsec1: () => (runs('xmlsec1', '--version') ? undefined : 'xmlsec1 n’est pas installé'),
  zeep: () =>
    runs('/usr/bin/python3', '-c', 'import zeep') ? undefined : 'zeep n’est pas installé (paquet python3-zeep)',
  hl7: () =>
    runs('/usr/bin/python3', '-c', 'import hl7')
      ? undefined
      : 'la bibliothèque hl7 n’est pas installée (paquet python3-hl7)',
  oauthlib: () =>
    runs('/usr/bin/python3', '-c', 'import oauthlib, jwt, requests')
      ? undefined
      : 'oauthlib, PyJWT ou requests manque (paquets python3-oauthlib, python3-jwt, python3-requests)',
  python: () => (runs('/usr/bin/python3', '--version') ? undefined : 'python3 n’est pas installé'),
  swaks: () => (runs('swaks', '--version') ? undefined : 'swaks n’est pas installé'),
  mbsync: () => (runs('mbsync', '--version') ? undefined : 'mbsync n’est pas installé (paquet isync)'),
  mutt: () => (runs('mutt', '-v') && runs('script', '--version') ? undefined : 'mutt ou script n’est pas installé'),
  offlineimap: () => (runs('offlineimap', '--version') ? undefined : 'offlineimap n’est pas installé'),
  java: () => (runs('javac', '-version') ? undefined : 'java n’est pas installé (paquet default-jdk-headless)'),
  saxon: () =>
    runs('java', '-version') && existsSync(process.env['PROBANT_SAXON'] ?? '/usr/share/java/Saxon-HE.jar')
      ? undefined
      : 'java ou Saxon-HE n’est pas installé (paquets default-jre-headless, libsaxonhe-java)',
  skeleton: () =>
    existsSync('/usr/lib/python3/dist-packages/lxml/isoschematron')
      ? undefined
      : 'le squelette ISO Schematron n’est pas installé (paquet python3-lxml)',
  keytool: () => (runs('keytool', '-help') ? undefined : 'keytool n’est pas installé (paquet default-jre-headless)'),
  unzip: () => (runs('unzip', '-v') ? undefined : 'unzip n’est pas installé'),
  qpdf: () => (runs('qpdf', '--version') ? undefined : 'qpdf n’est pas installé'),
  pdftotext: () => (runs('pdftotext', '-v') ? undefined : 'pdftotext n’est pas installé (paquet poppler-utils)'),
  chromium: () => (existsSync('/usr/bin/chromium') ? undefined : '/usr/bin/chromium est absent (paquet chromium)'),
  shared: () => (existsSync(sharedInsi) ? undefined : '../shared/data/insi est absent'),
  namespaces: () => {
    if (process.getuid?.() !== 0) return 'il faut être root pour ouvrir un espace de noms réseau';
    return runs('ip', 'netns', 'list') ? undefined : '« ip netns » n’est pas disponible (paquet iproute2)';
  },
} satisfies Record<string, () => string | undefined>;

/** Name of something that a peer needs. */
export type Need = keyof typeof checks;

/** Why the peer can't run here, or undefined when it can. */
export function lacking(...needs: Need[]): string | undefined {
  return needs.map((need) => checks[need]()).find((reason) => reason !== undefined);
}

/** Skips the test where a peer is absent; fails it where every peer is due (`PROBANT_PAIRS_OBLIGATOIRES=1`). */
export function need(context: TestContext, ...needs: Need[]): void {
  const reason = lacking(...needs);
  if (reason === undefined) return;
  if (process.env['PROBANT_PAIRS_OBLIGATOIRES'] === '1') throw new Error(`pair obligatoire : ${reason}`);
  context.skip(reason);
}

function runs(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
