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

/** What a user types to find a patient; a date is `AAAA-MM-JJ`. */
export interface SearchTraits {
  nomNaissance: string;
  prenom?: string;
  dateNaissance?: string;
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
  byTraits({ nomNaissance, prenom, dateNaissance }: SearchTraits): SearchResult {
    const typed = [nomNaissance, prenom, dateNaissance].map((text) => text?.trim()).filter(Boolean);
    const critere = this.#criterion(typed.join(' '));
    if (typed.length === 0) {
      return { critere, messages: ['Recherche refusée : saisissez un nom, un prénom ou une date.'], patients: [] };
    }
    const alone = nomNaissance.trim() === '' && !prenom;
    if (alone && this.#planted.has('recherche-date-seule-refusee')) return found(critere, []);
    const patients = this.#store.patients().filter(({ traits }) => {
      const sameName = this.#starts(traits.nomNaissance, nomNaissance, 'nom');
      const sameFirst = this.#planted.has('recherche-prenom-ignore') || this.#starts(traits.prenom, prenom, 'prenom');
      const anyDate = !dateNaissance || this.#planted.has('recherche-date-ignoree');
      return sameName && sameFirst && (anyDate || traits.dateNaissance === dateNaissance);
    });
    return found(critere, patients);
  }

  #starts(held: string | null, typed: string | undefined, field: 'nom' | 'prenom'): boolean {
    const kept = this.#comparable(held ?? '');
    const asked = this.#comparable(typed ?? '');
    return this.#planted.has(`recherche-${field}-entier`) && asked !== '' ? kept === asked : kept.startsWith(asked);
  }

  /** Each kind of sign that a search must not see may be left in it by a planted defect (INS/va1.25). */
  #comparable(text: string): string {
    const planted = (id: Parameters<DefectSet['has']>[0]): boolean => this.#planted.has(id);
    if (planted('recherche-accents')) return text.trim().toUpperCase();
    if (planted('recherche-apostrophe') && /['’]/.test(text)) return text.trim().toUpperCase();
    if (planted('recherche-tiret') && text.includes('-')) return text.trim().toUpperCase();
    if (planted('recherche-cedille') && /[çœæ]/i.test(text)) return text.trim().toUpperCase();
    return toComparable(text);
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
