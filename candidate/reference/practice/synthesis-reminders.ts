import type { DefectSet } from '../defects.ts';
import type { DocumentService } from '../documents/document-service.ts';
import type { Patient } from '../model.ts';
import type { Settings } from '../settings.ts';

/** Reminds the physician to bring the medical synthesis up to date (DOC/va1.11, va1.13). */
export class SynthesisReminders {
  readonly #documents: DocumentService;
  readonly #settings: Settings;
  readonly #planted: DefectSet;
  /** Months chosen for one patient, in place of the practice's setting. */
  readonly #chosen = new Map<string, number>();

  constructor(facts: { documents: DocumentService; settings: Settings; planted: DefectSet }) {
    this.#documents = facts.documents;
    this.#settings = facts.settings;
    this.#planted = facts.planted;
  }

  /** Reminders of a patient: none while a validated synthesis is younger than the delay. */
  of({ id }: Patient): string[] {
    const months = this.months(id);
    if (this.#planted.has('rappel-synthese-absent') || this.#isRecent(id, months)) return [];
    return [`Volet de synthèse médicale à mettre à jour : aucun depuis plus de ${months} mois.`];
  }

  /** Changes the delay of one patient's reminder. */
  choose({ id }: Patient, mois: string): string[] {
    const months = Number(mois);
    if (!Number.isInteger(months) || months < 1) return ['Rappel inchangé : indiquez un nombre de mois.'];
    if (!this.#planted.has('rappel-synthese-fige')) this.#chosen.set(id, months);
    return [`Rappel modifié pour ce patient : après ${months} mois.`];
  }

  /** Delay of a patient's reminder, in months. */
  months(dossier: string): number {
    const setting = this.#planted.has('rappel-synthese-reglage-ignore')
      ? 12
      : Number(this.#settings.get('rappel_synthese'));
    return this.#chosen.get(dossier) ?? (setting >= 1 ? setting : 12);
  }

  #isRecent(dossier: string, months: number): boolean {
    if (this.#planted.has('rappel-synthese-permanent')) return false;
    const since = new Date();
    since.setMonth(since.getMonth() - months);
    return this.#documents
      .of(dossier)
      .some(
        ({ type, etat, valideLe }) => type === 'synthese' && etat === 'validé' && valideLe !== null && valideLe > since,
      );
  }
}
