/** Checks what Biome does not: file length by kind of file, bare errors, committed secrets (design §6). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Longest file accepted, in lines. */
export const MAX_LINES = 400;

const folders = [
  'core',
  'rules',
  'referential',
  'mocks',
  'candidate',
  'reports',
  'steps',
  'runs',
  'console',
  'cli',
  'scripts',
  'bin',
  'test',
];

/** One thing to correct in a source. */
export interface Remark {
  /** `path:line`, from the root. */
  readonly place: string;
  readonly reason: string;
}

interface LineRule {
  readonly pattern: RegExp;
  readonly reason: string;
  /** Tests may throw plain errors. */
  readonly inTests: boolean;
}

const lineRules: readonly LineRule[] = [
  {
    pattern: /\bnew (Range|Type|Syntax)?Error\(/,
    reason: 'erreur sans code : lancer une ProbantError (core/errors.ts)',
    inTests: false,
  },
  {
    pattern: /-----BEGIN [A-Z ]*(PRIVATE KEY|CERTIFICATE)-----\\?n?[A-Za-z0-9+/]{40}/,
    reason: 'clé ou certificat dans les sources',
    inTests: true,
  },
  { pattern: /@ts-(ignore|nocheck)/, reason: 'contrôle de types désactivé', inTests: true },
];

/** Every remark under a root folder. */
export function checkSources(root: string): Remark[] {
  return folders
    .flatMap((folder) => sourcesUnder(root, folder))
    .flatMap((file) => checkSource(file, readFileSync(join(root, file), 'utf8')));
}

/** The remarks on one source. */
export function checkSource(file: string, text: string): Remark[] {
  const lines = text.split('\n');
  const length = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const tooLong =
    length > MAX_LINES ? [{ place: file, reason: `${length} lignes, ${MAX_LINES} au plus : à découper` }] : [];
  const rules = lineRules.filter(({ inTests }) => inTests || !isTest(file));
  return [...tooLong, ...lines.flatMap((line, index) => checkLine(rules, line, `${file}:${index + 1}`))];
}

function checkLine(rules: readonly LineRule[], line: string, place: string): Remark[] {
  return rules.filter(({ pattern }) => pattern.test(line)).map(({ reason }) => ({ place, reason }));
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || file.startsWith('test/');
}

function sourcesUnder(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|js)$/.test(name) && !name.startsWith('runs/'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort();
  } catch {
    return [];
  }
}
