import type { VerbArgs } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { MedicalDocument } from '../documents/document.ts';
import type { Written } from '../documents/document-service.ts';
import { reportKindsOf } from '../documents/kinds.ts';
import {
  type Diffusion,
  mentionsOf,
  openDiffusion,
  type ReportDocument,
  type ReportForm,
  type ReportView,
  recipientName,
  recipientsOf,
} from '../documents/report.ts';
import { laboratoryStyleSheet } from '../documents/report-style-sheet.ts';
import type { Act } from '../journals.ts';

/** What is typed to write a report. */
export type ReportDraft = Omit<VerbArgs<'redigerCompteRendu'>, 'dossier'>;

/** What completes a partial report. */
export type Completion = Omit<VerbArgs<'completerCompteRendu'>, 'dossier' | 'document'>;

const formLabels: Record<ReportForm, string> = { n3: 'CDA R2 N3', n1: 'CDA R2 N1', pdf: 'PDF/A-1' };

/** The reports of the patients' files. */
export class ReportService {
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** Reports of a file, the latest first. */
  of(dossier: string): ReportDocument[] {
    return this.#cabinet.documents.of(dossier).filter(isReport).reverse();
  }

  /** @throws {@link CabinetError} `dossier_inconnu` for what is no report */
  report(dossier: string, id: string): ReportDocument {
    const document = this.#cabinet.documents.document(dossier, id);
    if (isReport(document)) return document;
    throw new CabinetError('dossier_inconnu', `Le document « ${id} » n’est pas un compte rendu.`);
  }

  write(act: Act, { type, titre, texte, destinataires: others, ...rest }: ReportDraft): Written {
    const { documents, planted } = this.#cabinet;
    const [own = 'cr_imagerie'] = reportKindsOf(this.#cabinet.couloir);
    const all = recipientsOf(rest.demandeur, others);
    const destinataires = planted.has('cr-cinq-correspondants') ? all.slice(0, 5) : all;
    return documents.create(act, {
      type: type === 'compte_rendu' ? own : type,
      titre,
      texte,
      destinataires,
      compteRendu: { ...rest, diffusion: openDiffusion },
    });
  }

  /** The next version of a partial report, with all its results. */
  complete(act: Act, id: string, { texte, resultats, partiel }: Completion): Written {
    const former = this.report(act.patient.id, id);
    const compteRendu = { ...former.compteRendu, resultats, partiel };
    return this.#cabinet.documents.replace(act, id, { texte, compteRendu });
  }

  /** Chooses where a report goes once it is validated (DMP/va1.12, va1.14; DOC/va1.24). */
  diffuse(act: Act, id: string, diffusion: Diffusion): string[] {
    const report = this.report(act.patient.id, id);
    if (report.etat !== 'brouillon') return ['La diffusion se choisit avant la validation du compte rendu.'];
    report.compteRendu.diffusion = diffusion;
    this.#cabinet.journals.access(act, 'Diffusion d’un compte rendu', report.titre);
    return ['Diffusion du compte rendu enregistrée.'];
  }

  /** What the screen shows of a report, in the form that is asked for. */
  view(act: Act, id: string, forme: ReportForm): ReportView {
    const report = this.report(act.patient.id, id);
    const { files, planted } = this.#cabinet;
    const source = files.sourceOf(report, act.patient);
    const shown = forme === 'n3' && planted.has('cr-n3-non-affiche') ? 'n1' : forme;
    return {
      titre: planted.has('cr-visualisation-vide') ? '' : report.titre,
      forme: formLabels[shown],
      feuilleDeStyle: forme === 'n3' && !planted.has('cr-feuille-non-affichee') ? laboratoryStyleSheet : null,
      destinataires: report.destinataires.map(recipientName),
      mentions: mentionsOf(source),
      resultats: report.compteRendu.resultats.map(({ analyse, valeur, unite }) => ({ analyse, valeur, unite })),
    };
  }
}

function isReport(document: MedicalDocument): document is ReportDocument {
  return document.compteRendu !== undefined;
}
