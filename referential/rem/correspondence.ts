import { parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { messageOf, ProbantError } from '../../core/index.ts';
import type { Proposal } from './proposals.ts';

const lineSchema = z.strictObject({
  rem: z.string().min(1).describe('N° scénario du classeur'),
  catalogue: z.string().min(1).nullable().describe('Scénario du catalogue qu’il est ; null : aucun'),
  par: z.enum(['meme_identifiant', 'identifiant_sans_prefixe', 'libelle', 'personne']).nullable(),
  score: z.number().min(0).max(1).nullable().describe('Proximité des libellés'),
  doute: z.string().optional(),
  rem_dit: z.string().optional(),
  catalogue_dit: z.string().optional(),
  confirme: z.string().min(1).nullable().describe('Qui confirme, en quelle qualité, et quand'),
});

const correspondenceSchema = z.strictObject({
  format: z.literal('probant-correspondance/1'),
  couloir: z.string(),
  referentiel: z.string().describe('SHA-256 du référentiel importé'),
  catalogue: z.string().describe('Version et SHA-256 du catalogue'),
  lignes: z.array(lineSchema),
});

/** Which scenario of the catalogue each one of a workbook is, and who said so. */
export type Correspondence = z.infer<typeof correspondenceSchema>;

const head = `# Correspondance entre les scénarios du REM importé et ceux que Probant sait jouer.
# Chaque ligne est une proposition tant que « confirme » est null.
# « probant rem confirm » la confirme au nom d'une personne ; « catalogue » se corrige à la main (par: personne).
`;

/** The correspondence of proposals that nobody has confirmed yet. */
export function proposedCorrespondence(
  proposals: readonly Proposal[],
  of: Pick<Correspondence, 'couloir' | 'referentiel' | 'catalogue'>,
): Correspondence {
  const lignes = proposals.map(({ rem, remSays, match }) => ({
    rem,
    catalogue: match?.catalogue ?? null,
    par: match?.by ?? null,
    score: match === null ? null : Number(match.score.toFixed(2)),
    ...(match?.doubt === undefined ? {} : { doute: match.doubt }),
    rem_dit: remSays,
    ...(match === null ? {} : { catalogue_dit: match.catalogueSays }),
    confirme: null,
  }));
  return { format: 'probant-correspondance/1', ...of, lignes };
}

/** The text of a correspondence file. */
export function writeCorrespondence(correspondence: Correspondence): string {
  return head + stringify(correspondence, { lineWidth: 0 });
}

/**
 * Reads a correspondence file.
 *
 * @throws {@link ProbantError} `correspondance_invalide`
 */
export function readCorrespondence(text: string, path: string): Correspondence {
  try {
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) throw error;
    const read = correspondenceSchema.parse(document.toJS({ maxAliasCount: 0 }));
    const twice = repeated(
      read.lignes.flatMap(({ catalogue, confirme }) => (confirme === null ? [] : (catalogue ?? []))),
    );
    const detail = twice === undefined ? repeated(read.lignes.map(({ rem }) => rem)) : twice;
    if (detail !== undefined)
      throw new ProbantError('correspondance_invalide', { chemin: path, detail: `« ${detail} » est dit deux fois` });
    return read;
  } catch (thrown) {
    if (thrown instanceof ProbantError) throw thrown;
    const detail = thrown instanceof z.ZodError ? z.prettifyError(thrown) : messageOf(thrown);
    throw new ProbantError('correspondance_invalide', { chemin: path, detail }, thrown);
  }
}

function repeated(values: readonly string[]): string | undefined {
  return values.find((value, i) => values.indexOf(value) !== i);
}

/** What a person confirms. */
export interface Confirmation {
  /** `Prénom Nom, qualité`. */
  person: string;
  /** Day, `AAAA-MM-JJ`. */
  day: string;
  /** The scenarios of the workbook that he confirms; absent: those that the rest of the call retains. */
  scenarios?: readonly string[];
  /** Least nearness of the wordings. */
  least?: number;
  /** Also those whose number and wording disagree. */
  doubtful?: boolean;
}

/** The correspondence with the proposals that a person confirms, and the number of these. Those of others stay theirs. */
export function confirm(
  correspondence: Correspondence,
  { person, day, scenarios, least = 0, doubtful = false }: Confirmation,
): { correspondence: Correspondence; confirmed: number } {
  let confirmed = 0;
  const lignes = correspondence.lignes.map((line) => {
    const named =
      scenarios?.includes(line.rem) ?? ((line.score ?? 1) >= least && (doubtful || line.doute === undefined));
    if (!named || line.catalogue === null || line.confirme !== null) return line;
    confirmed += 1;
    return { ...line, confirme: `${person}, ${day}` };
  });
  return { correspondence: { ...correspondence, lignes }, confirmed };
}
