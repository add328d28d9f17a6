import type { DefectSet } from './defects.ts';
import { controlKey, toComparable } from './lexicon.ts';
import type { Patient } from './model.ts';
import type { Store } from './store.ts';

/** What the search screen shows. */
export interface SearchResult {
  /** The criterion, shown again. */
  critere: string;
  messages: string[];
  patients: Patient[];
}

/** Searches for patients (INS/va1.02, va1.25, va1.41). */
export class SearchService {
  readonly #store: Store;
  readonly #planted: DefectSet;

  constructor(store: Store, planted: DefectSet) {
    this.#store = store;
    this.#planted = planted;
  }

  /** By matricule: 15 characters, and the right key (INS/va1.41). */
  byMatricule(typed: string): SearchResult {
    const matricule = typed.replace(/\s/g, '').toUpperCase();
    const critere = this.#criterion(matricule);
    const refusal = this.#matriculeRefusal(matricule);
    if (refusal !== null) {
      return { critere, messages: this.#planted.has('recherche-refus-muet') ? [] : [refusal], patients: [] };
    }
    return found(
      critere,
      this.#store.patients().filter((patient) => this.#bears(patient, matricule)),
    );
  }

  /** By birth name, or its first characters, and birth date; accents, hyphens and apostrophes don't count. */
  byTraits(nomNaissance: string, dateNaissance: string | null): SearchResult {
    const critere = this.#criterion([nomNaissance.trim(), dateNaissance].filter(Boolean).join(' '));
    if (nomNaissance.trim() === '' && dateNaissance === null) {
      return { critere, messages: ['Recherche refusée : saisissez un nom de naissance ou une date.'], patients: [] };
    }
    const form = this.#planted.has('recherche-accents') ? (text: string) => text.trim().toUpperCase() : toComparable;
    const patients = this.#store.patients().filter(({ traits }) => {
      const sameName = form(traits.nomNaissance ?? '').startsWith(form(nomNaissance));
      const anyDate = dateNaissance === null || this.#planted.has('recherche-date-ignoree');
      return sameName && (anyDate || traits.dateNaissance === dateNaissance);
    });
    return found(critere, patients);
  }

  #criterion(text: string): string {
    return this.#planted.has('recherche-critere-absent') ? '' : text;
  }

  #matriculeRefusal(matricule: string): string | null {
    const { length } = matricule;
    if (length === 14 && this.#planted.has('recherche-14-acceptee')) return null;
    if (length === 13 && this.#planted.has('recherche-13-acceptee')) return null;
    if (length !== 15) {
      return `Recherche refusée : le matricule compte 15 caractères, clé comprise (${length} saisis).`;
    }
    const wrong = controlKey(matricule.slice(0, 13)) !== matricule.slice(13);
    return wrong && !this.#planted.has('recherche-cle-fausse-acceptee')
      ? 'Recherche refusée : la clé du matricule est erronée.'
      : null;
  }

  /** Only the planted defects let anything but 15 characters and the right key come here. */
  #bears(patient: Patient, matricule: string): boolean {
    if (this.#planted.has('recherche-matricule-introuvable')) return false;
    return patient.matricule?.slice(0, 13) === matricule.slice(0, 13);
  }
}

function found(critere: string, patients: Patient[]): SearchResult {
  return { critere, messages: patients.length === 0 ? ['Aucun patient ne correspond.'] : [], patients };
}
