import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import { visibilityFree } from '../dmp/visibility.ts';
import type { MedicalDocument, Recipient } from './document.ts';
import { frenchDay } from './instants.ts';
import type { Source } from './subject.ts';

/** One result of biology. */
export type ReportResult = VerbArgs<'redigerCompteRendu'>['resultats'][number];

/** Where a report may go, and who may see it there. */
export type Diffusion = Omit<VerbArgs<'reglerDiffusion'>, 'dossier' | 'document'>;

/** What a report holds besides its text. */
export interface Report {
  /** Who asked for the examination: the first of the recipients. */
  readonly demandeur: Recipient;
  readonly resultats: readonly ReportResult[];
  /** True while results are still awaited. */
  readonly partiel: boolean;
  diffusion: Diffusion;
}

/** A document that is a report. */
export type ReportDocument = MedicalDocument & { compteRendu: Report };

/** How a report is shown. */
export type ReportForm = VerbArgs<'lireCompteRendu'>['forme'];

/** What is shown of a report. */
export type ReportView = Omit<VerbResult<'lireCompteRendu'>, 'bandeau'>;

/** The diffusion of a new report: everywhere, to everybody. */
export const openDiffusion: Diffusion = { bloquerDmp: false, ...visibilityFree };

/** Everybody to whom a report goes, who asked for it first, each address once. */
export function recipientsOf(demandeur: Recipient, others: readonly Recipient[]): Recipient[] {
  const all = [demandeur, ...others];
  return all.filter(({ mssante }, rank) => all.findIndex((other) => other.mssante === mssante) === rank);
}

/** Name of a recipient, as a reader sees it. */
export function recipientName({ nom, prenom }: Recipient): string {
  return `Dr ${prenom} ${nom}`;
}

/** Sentences that a report of biology bears: automatic validation (DOC/va1.18), accreditation (DOC/va1.29). */
export function mentionsOf({ document, reportMentions, planted }: Source): string[] {
  const { compteRendu } = document;
  if (compteRendu === undefined || document.type !== 'cr_biologie') return [];
  const { automatique, accreditation } = reportMentions;
  const automatic = compteRendu.resultats.some((result) => result.automatique);
  return [
    automatic && !planted.has('cr-validation-automatique-tue') ? automatique : '',
    planted.has('cr-accreditation-absente') ? '' : accreditation,
  ].filter((mention) => mention !== '');
}

/** What a reader finds under the text of a report, line by line, in its PDF. */
export function reportLines(source: Source): string[] {
  const { compteRendu } = source.document;
  if (compteRendu === undefined) return [];
  const state = compteRendu.partiel ? ['Compte rendu partiel : d’autres résultats sont attendus.'] : [];
  const results = compteRendu.resultats.map(
    ({ analyse, valeur, unite, bas, haut, sousTraitant }) =>
      `${analyse} : ${valeur} ${unite} (${bas} – ${haut})${sousTraitant === null ? '' : `, fait par ${sousTraitant}`}`,
  );
  const { demandeur } = compteRendu;
  const asked = `Demandé par le ${recipientName(demandeur)}, le ${frenchDay(source.document.date)}.`;
  return [...state, ...results, asked, ...mentionsOf(source)];
}
