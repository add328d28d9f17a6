import { ProbantError, sha256 } from '../../core/index.ts';
import { type Correspondence, readCorrespondence } from './correspondence.ts';
import { type ImportedReferential, readReferential } from './referential.ts';

/** An imported workbook and what a person confirmed of it. */
export interface ImportedRem {
  referential: ImportedReferential;
  correspondence: Correspondence;
}

/** The bytes of the two files that `probant rem import` wrote. */
export interface RemFiles {
  referentiel: Buffer;
  correspondance: Buffer;
}

/**
 * Reads the two files of an import, which must be of the same workbook and of this lane.
 *
 * @throws {@link ProbantError} `referentiel_invalide`, `correspondance_invalide`
 */
export function readImportedRem({ referentiel, correspondance }: RemFiles, couloir: string): ImportedRem {
  const referential = readReferential(referentiel, 'rem.referentiel');
  const correspondence = readCorrespondence(correspondance.toString('utf8'), 'rem.correspondance');
  if (referential.couloir !== couloir) {
    const detail = `il est du couloir ${referential.couloir}, et le plan du couloir ${couloir}`;
    throw new ProbantError('referentiel_invalide', { chemin: 'rem.referentiel', detail });
  }
  if (correspondence.referentiel !== sha256(referentiel)) {
    const detail = 'elle est d’un autre référentiel (empreinte différente) : relancer « probant rem import »';
    throw new ProbantError('correspondance_invalide', { chemin: 'rem.correspondance', detail });
  }
  return { referential, correspondence };
}

/** What an attempt says of the workbook that it follows. */
export interface SealedRem {
  classeur: { nom: string; empreinte: string };
  /** Scenarios of the workbook, and those that a person confirmed to be one of the catalogue. */
  scenarios: number;
  confirmes: number;
  /** Who confirmed, in which quality, and when. */
  confirme_par: string[];
}

/** What an attempt says of the workbook that it follows. */
export function sealedRem({ referential, correspondence }: ImportedRem): SealedRem {
  const confirmed = correspondence.lignes.flatMap(({ catalogue, confirme }) =>
    catalogue === null || confirme === null ? [] : [confirme],
  );
  return {
    classeur: referential.classeur,
    scenarios: referential.exigences.reduce((sum, { scenarios }) => sum + scenarios.length, 0),
    confirmes: confirmed.length,
    confirme_par: [...new Set(confirmed)].sort(),
  };
}
