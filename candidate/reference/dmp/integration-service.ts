import type { Cabinet } from '../cabinet.ts';
import { dayText } from '../dates.ts';
import type { ReceivedDocument } from '../documents/document.ts';
import type { Act } from '../journals.ts';
import type { ConsultationService, OpenedDocument } from './consultation-service.ts';
import { xmlName } from './opened-file.ts';

/** A document of the DMP that is now in the file. */
interface Integrated {
  uniqueId: string;
  auteur: string;
  at: Date;
  document: ReceivedDocument;
}

/** Line of the list of the documents that came from the DMP. */
export interface IntegratedLine {
  repere: string;
  /** The document in the file of the patient. */
  document: string;
  titre: string;
  type: string;
  auteur: string;
  integreLe: string;
  conserveJusquau: string;
}

/** Documents of the DMP that the user brings into the file, and how long they stay there (DMP/UX.31, UX.44). */
export class IntegrationService {
  readonly #cabinet: Cabinet;
  readonly #consultation: ConsultationService;
  readonly #integrated = new Map<string, Integrated[]>();

  constructor(cabinet: Cabinet, consultation: ConsultationService) {
    this.#cabinet = cabinet;
    this.#consultation = consultation;
  }

  /** Brings the chosen documents into the file: one that is there already is not taken twice (facts, DMP §6.1). */
  async integrate(act: Act, chosen: readonly string[]): Promise<string[]> {
    if (chosen.length === 0) return ['Choisissez au moins un document du DMP.'];
    const { planted } = this.#cabinet;
    const kept = planted.has('dmp-integration-premier-seul') ? chosen.slice(0, 1) : chosen;
    const messages: string[] = [];
    for (const uniqueId of kept) messages.push(await this.#one(act, uniqueId));
    return messages;
  }

  /** The documents of a file that came from the DMP, the latest first. */
  lines(dossier: string): IntegratedLine[] {
    return this.#of(dossier)
      .filter(({ document }) => document.etat === 'reçu')
      .reverse()
      .map(({ uniqueId, auteur, at, document }) => ({
        repere: uniqueId,
        document: document.id,
        titre: document.titre,
        type: document.type,
        auteur,
        integreLe: dayText(at),
        conserveJusquau: this.#term(at),
      }));
  }

  async #one(act: Act, uniqueId: string): Promise<string> {
    const known = this.#of(act.patient.id).some((one) => one.uniqueId === uniqueId && one.document.etat === 'reçu');
    const again = known && !this.#cabinet.planted.has('dmp-integration-double');
    if (again) return 'Ce document du DMP est déjà dans le dossier.';
    const opened = await this.#consultation.open(act, uniqueId);
    if (!opened.ok) return opened.texte;
    this.#keep(act, opened.value);
    return `Document intégré au dossier : ${opened.value.entry.titre}.`;
  }

  #keep(act: Act, { entry, bytes }: OpenedDocument): void {
    const at = new Date();
    const document = this.#cabinet.documents.receive({
      dossier: act.patient.id,
      titre: entry.titre,
      type: entry.type,
      origine: this.#cabinet.planted.has('origine-document-absente') ? entry.auteur : `DMP, ${entry.auteur}`,
      uniqueId: entry.uniqueId,
      date: at,
      fichier: { nom: xmlName(entry.titre), typeMime: 'text/xml', contenu: bytes },
    });
    this.#cabinet.journals.access(act, 'Intégration d’un document du DMP', entry.titre);
    const line = { uniqueId: entry.uniqueId, auteur: entry.auteur, at, document };
    this.#integrated.set(act.patient.id, [...this.#of(act.patient.id), line]);
  }

  #of(dossier: string): Integrated[] {
    return this.#integrated.get(dossier) ?? [];
  }

  /** What came from the DMP is kept as long as any document of the file (DMP/UX.44). */
  #term(at: Date): string {
    const { planted, settings } = this.#cabinet;
    if (planted.has('dmp-conservation-absente')) return '';
    const years = planted.has('dmp-conservation-figee') ? 5 : Number(settings.get('conservation_documents')) || 0;
    const term = new Date(at);
    term.setFullYear(term.getFullYear() + years);
    return dayText(term);
  }
}
