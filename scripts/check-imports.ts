/** Checks that imports run downward only (design §4), and that a room is entered through an `index.ts`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const lower = ['rules', 'referential', 'core'];
const contracts = ['candidate', 'candidate/contract'];
const runnable = ['steps', 'reports', ...contracts, 'candidate/reference', 'mocks', ...lower];

/** What each room may import besides itself. Two parts of `candidate` count as rooms: the contract and the reference product. */
export const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['core', []],
  ['rules', ['core']],
  ['referential', ['core']],
  ['mocks', ['rules', 'core']],
  ['candidate/contract', ['core']],
  // The reference product shares no builder or parser with the mocks: a common mistake would pass unseen.
  ['candidate/reference', ['candidate/contract']],
  ['candidate', ['candidate/contract', 'core']],
  ['reports', lower],
  ['steps', [...contracts, 'mocks', ...lower]],
  ['runs', runnable],
  // The console reaches the bench and the runs through the control API only.
  ['console', ['reports', 'core']],
  ['cli', ['runs', 'console', ...runnable]],
]);

/** One import that breaks a rule. */
export interface Violation {
  /** Path of the importing file, from the root. */
  readonly file: string;
  /** The import as written. */
  readonly specifier: string;
  readonly reason: string;
}

/** The room of a path (from the root, with `/`), undefined outside the rooms. */
export function roomOf(path: string): string | undefined {
  const [first = '', second = ''] = path.split('/');
  const inner = `${first}/${second}`;
  if (allowed.has(inner)) {
    return inner;
  }
  return allowed.has(first) ? first : undefined;
}

/** Every violation under a root folder. */
export function checkImports(root: string): Violation[] {
  const files = [...allowed.keys()].filter((room) => !room.includes('/')).flatMap((room) => sourcesUnder(root, room));
  return files.flatMap((file) => checkFile(root, file));
}

function sourcesUnder(root: string, room: string): string[] {
  const folder = join(root, room);
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function checkFile(root: string, file: string): Violation[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((specifier) => specifier.startsWith('.'))
    .flatMap((specifier) => {
      const target = relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/');
      const reason = whyForbidden(file, target);
      return reason === undefined ? [] : [{ file, specifier, reason }];
    });
}

function whyForbidden(file: string, target: string): string | undefined {
  const from = roomOf(file);
  const to = roomOf(target);
  if (from === to || from === undefined) {
    return undefined;
  }
  const permitted = allowed.get(from) ?? [];
  if (to === undefined || !permitted.includes(to)) {
    const list = permitted.length === 0 ? 'aucune salle' : permitted.join(', ');
    return `« ${from} » n’a pas le droit d’importer « ${to ?? target} » (permis : ${list})`;
  }
  const sameFolder = from.split('/')[0] === to.split('/')[0];
  return sameFolder || basename(target) === 'index.ts'
    ? undefined
    : `« ${to} » s’importe par un index.ts, pas par « ${target} »`;
}
