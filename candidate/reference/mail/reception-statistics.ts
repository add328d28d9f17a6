import type { VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';
import type { Integration, ReceivedMail, ReceivedPiece } from './received-mail.ts';

type Line = VerbResult<'lireStatistiquesReception'>['lignes'][number];
type Counts = Record<Integration | 'aucune', number>;

/** Counts by type the documents that came: filed alone, by hand, or not filed (UX.16); types in alphabetical order. */
export function receptionStatistics(
  received: readonly ReceivedMail[],
  typeOf: (piece: ReceivedPiece) => string,
  planted: DefectSet,
): Line[] {
  const counts = new Map<string, Counts>();
  for (const { documents, integration } of received) {
    const how = integration ?? 'aucune';
    if (how === 'aucune' && planted.has('decompte-sans-non-integres')) continue;
    const told = how === 'automatique' && planted.has('decompte-automatique-en-manuel') ? 'manuelle' : how;
    for (const piece of documents) {
      const type = planted.has('decompte-sans-type') ? 'Document' : typeOf(piece);
      const line = counts.get(type) ?? { automatique: 0, manuelle: 0, aucune: 0 };
      line[told] += 1;
      counts.set(type, line);
    }
  }
  return [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other, 'fr'))
    .map(([type, { automatique, manuelle, aucune }]) => ({
      type,
      automatiques: String(automatique),
      manuels: String(manuelle),
      nonIntegres: String(aucune),
    }));
}
