import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, messageOf, type PointKey, ProbantError, type ProofKind } from '../../core/index.ts';
import type { DriverProof } from '../driver.ts';

/** Largest piece taken in: a film of some minutes. */
export const pieceCap = 200 * 1024 * 1024;

interface PieceType {
  mediaType: string;
  kind: ProofKind;
  matches: (start: Buffer) => boolean;
}

const types: PieceType[] = [
  {
    mediaType: 'image/png',
    kind: 'capture_ecran',
    matches: (start) => start.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  },
  // ISO 14496-12: the file type box comes first, its name at the fifth byte.
  { mediaType: 'video/mp4', kind: 'video', matches: (start) => start.subarray(4, 8).toString('latin1') === 'ftyp' },
  { mediaType: 'application/pdf', kind: 'document', matches: (start) => start.subarray(0, 5).toString() === '%PDF-' },
];

/**
 * Takes in a file given by a person: a PNG, MP4 or PDF by its content, whatever its name.
 *
 * @param cap largest size taken, in bytes
 * @throws {@link ProbantError} `piece_refusee`
 */
export async function takePiece(environment: Environment, path: string, cap = pieceCap): Promise<DriverProof> {
  const refuse = (detail: string): ProbantError => new ProbantError('piece_refusee', { chemin: path, detail });
  const size = await sizeOf(path).catch((thrown: unknown) => {
    throw refuse(isMissing(thrown) ? 'le fichier n’existe pas' : messageOf(thrown));
  });
  if (size === null) throw refuse('ce n’est pas un fichier');
  if (size === 0) throw refuse('le fichier est vide');
  if (size > cap) throw refuse(`${mega(size)} Mo, pour ${mega(cap)} Mo au plus`);
  const bytes = await environment.fs.readFile(path);
  const type = types.find((candidate) => candidate.matches(bytes));
  if (type === undefined) throw refuse('son contenu n’est ni PNG, ni MP4, ni PDF');
  return { name: basename(path), mediaType: type.mediaType, kind: type.kind, source: 'personne', bytes };
}

/** Start of the name of the files dropped for a control point: `INS%2Fva1.28.01-2`. */
export function pieceName(point: PointKey): string {
  return `${encodeURIComponent(point.scenario)}-${point.ordinal}`;
}

/** Paths of the files of `folder` dropped for the point: `<name>.png`, `<name>-suite.mp4`… sorted. */
export async function droppedFor(environment: Environment, folder: string, point: PointKey): Promise<string[]> {
  if (!(await environment.fs.exists(folder))) return [];
  const name = pieceName(point);
  const names = (await environment.fs.readdir(folder)).filter((file) => file.startsWith(name));
  // The next character bounds the ordinal: point 1 doesn't take the files of point 12.
  const mine = names.filter((file) => /^[.\-_ ]/.test(file.slice(name.length)));
  return mine.sort().map((file) => join(folder, file));
}

/** A path as terminals give it: typed, quoted, or dropped in as an address or with escaped spaces. */
export function typedPath(environment: Environment, line: string): string {
  const text = line.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (text.startsWith('file://')) return fileURLToPath(text);
  const plain = process.platform === 'win32' ? text : text.replaceAll(/\\(.)/g, '$1');
  return plain.startsWith('~/') ? join(homedir(), plain.slice(2)) : resolve(environment.cwd, plain);
}

async function sizeOf(path: string): Promise<number | null> {
  const status = await stat(path);
  return status.isFile() ? status.size : null;
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

function mega(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1).replace('.', ',');
}
