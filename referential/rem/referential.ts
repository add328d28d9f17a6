import { z } from 'zod';
import { canonicalJson, messageOf, ProbantError, sha256 } from '../../core/index.ts';
import type { Rem } from './rem.ts';

const requirementSchema = z.strictObject({
  id: z.string().min(1),
  perimetre: z.string(),
  chapitre: z.string(),
  fonction: z.string(),
  exigence: z.string(),
  commentaire: z.string(),
  nature: z.string(),
  profil: z.string(),
  cellule: z.string().describe('Où elle a été lue dans le classeur'),
  scenarios: z.array(
    z.strictObject({
      id: z.string().min(1),
      text: z.string(),
      proofs: z.array(z.strictObject({ id: z.string(), text: z.string() })),
    }),
  ),
});

const referentialSchema = z.strictObject({
  format: z.literal('probant-referentiel/1'),
  couloir: z.string().min(1),
  classeur: z.strictObject({ nom: z.string(), empreinte: z.string() }),
  socle: z.strictObject({ nom: z.string(), empreinte: z.string() }).optional(),
  feuilles: z.array(z.string()),
  exigences: z.array(requirementSchema),
});

/** A workbook as it was imported, pinned by the digest of its bytes. */
export type ImportedReferential = z.infer<typeof referentialSchema>;

/** The file of an imported workbook: its text, the same for the same workbook, and the SHA-256 of it. */
export function writeReferential(
  rem: Rem,
  of: Pick<ImportedReferential, 'couloir' | 'classeur' | 'socle'>,
): { text: string; digest: string } {
  const { requirements, sheets } = rem;
  const document = { format: 'probant-referentiel/1', ...of, feuilles: sheets, exigences: requirements };
  const text = `${canonicalJson(JSON.parse(JSON.stringify(document)))}\n`;
  return { text, digest: sha256(Buffer.from(text)) };
}

/**
 * Reads the file of an imported workbook.
 *
 * @throws {@link ProbantError} `referentiel_invalide`
 */
export function readReferential(bytes: Buffer, path: string): ImportedReferential {
  try {
    return referentialSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (thrown) {
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw new ProbantError('referentiel_invalide', { chemin: path, detail }, thrown);
  }
}
