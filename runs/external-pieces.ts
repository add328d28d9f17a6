import { basename } from 'node:path';
import {
  type AttemptWriter,
  type Environment,
  messageOf,
  type Plan,
  ProbantError,
  type ProofRecord,
} from '../core/index.ts';
import { mediaTypeOf } from '../reports/index.ts';
import type { Lane } from './lane.ts';

/** Largest external piece taken in, in bytes: a film of some minutes. */
const largest = 200 * 1024 * 1024;

/**
 * Reads the files that the plan supplies for proofs that no mock can make, before anything is played.
 *
 * @throws {@link ProbantError} `plan_invalide` for a proof that no scenario of the lane asks for, `piece_refusee` for a
 * file that is missing, empty or too big
 */
export async function readExternalPieces(
  environment: Environment,
  { pieces_externes }: Pick<Plan, 'pieces_externes'>,
  lane: Lane,
): Promise<Array<Omit<ProofRecord, 'blob'> & { bytes: Buffer }>> {
  const pieces = await Promise.all(
    pieces_externes.map(async ({ preuve, fichier }) => {
      const entry = lane.entries.find(({ proofs }) => proofs.some(({ id }) => id === preuve));
      if (fichier === undefined) return [];
      if (entry?.scenario === undefined) {
        const detail = `« ${preuve} » n’est une preuve d’aucun scénario du couloir ${lane.lane}`;
        throw new ProbantError('plan_invalide', { chemin: 'pieces_externes', detail });
      }
      const bytes = await readPiece(environment, fichier);
      const mediaType = mediaTypeOf(basename(fichier));
      const kind = 'piece_externe' as const;
      return [{ scenario: entry.scenario, kind, name: preuve, mediaType, source: 'personne' as const, bytes }];
    }),
  );
  return pieces.flat();
}

/** Keeps the pieces with the attempt. */
export async function keepExternalPieces(
  writer: AttemptWriter,
  pieces: Awaited<ReturnType<typeof readExternalPieces>>,
): Promise<void> {
  for (const { bytes, ...piece } of pieces) {
    await writer.append({ type: 'preuve', ...piece, blob: await writer.store.put(bytes) });
  }
}

async function readPiece(environment: Environment, path: string): Promise<Buffer> {
  const bytes = await environment.fs.readFile(path).catch((thrown: unknown) => {
    throw new ProbantError('piece_refusee', { chemin: path, detail: messageOf(thrown) }, thrown);
  });
  if (bytes.length === 0) throw new ProbantError('piece_refusee', { chemin: path, detail: 'le fichier est vide' });
  if (bytes.length > largest) {
    throw new ProbantError('piece_refusee', { chemin: path, detail: 'le fichier dépasse 200 Mo' });
  }
  return bytes;
}
