import { dayText, instantText } from './dates.ts';
import type { DefectSet } from './defects.ts';
import type { Patient, User } from './model.ts';
import type { AccessLine, HistoryLine, InsiLine, Store } from './store.ts';

/** What is written when something is done to a patient: who did it, on whom. */
export interface Act {
  patient: Patient;
  user: User;
}

/** A change of a field, by its values before and after. */
export interface Change {
  champ: string;
  ancien: string | null;
  nouveau: string | null;
}

/** Told of the changes of an identity, once they are made. */
export type ChangeObserver = (act: Act, changes: readonly Change[]) => void;

/** Writes the history and the journals (INS/va1.27, va1.38, va1.39, va1.44). */
export class Journals {
  readonly #store: Store;
  readonly #planted: DefectSet;
  readonly #observers: ChangeObserver[] = [];

  constructor(store: Store, planted: DefectSet) {
    this.#store = store;
    this.#planted = planted;
  }

  /** Tells every later change of an identity to `observer`. */
  observe(observer: ChangeObserver): void {
    this.#observers.push(observer);
  }

  /** Notes the fields that did change. */
  changes(act: Act, changes: Change[]): void {
    const real = changes.filter((change) => change.ancien !== change.nouveau);
    if (real.length === 0) return;
    const record = this.#store.find(act.patient.id);
    if (record === undefined) return;
    for (const change of real) {
      if (!this.#isKept(change)) continue;
      if (this.#planted.has('historique-derniere-seule')) record.history.length = 0;
      record.history.push(this.#historyLine(act.user, change));
    }
    for (const observer of this.#observers) observer(act, real);
  }

  /** Notes an access or an action in the access journal. */
  access(act: Act, action: string, detail = ''): void {
    this.#store.find(act.patient.id)?.access.push({
      at: new Date(),
      auteur: this.#planted.has('journal-acces-autre-auteur') ? 'système' : act.user.nom,
      action: this.#planted.has('journal-acces-sans-action') ? '' : action,
      detail,
    });
  }

  /** Notes an opening of the file (INS/va1.39). */
  opening(act: Act): void {
    if (!this.#planted.has('journal-acces-absent')) this.access(act, 'Ouverture de la fiche', 'Fiche d’identité');
  }

  /** Notes a modification of the identity (INS/va1.27). */
  modification(act: Act, action: string, detail: string): void {
    if (!this.#planted.has('journal-modifications-absent')) this.access(act, action, detail);
  }

  /** Notes a call of INSi (INS/va1.35, va1.38). */
  insi(act: Act, line: InsiLine): void {
    if (this.#planted.has('journal-insi-absent')) return;
    this.#store.find(act.patient.id)?.insi.push(this.#insiLine(line));
  }

  /** History lines, the latest first. */
  readHistory(id: string): HistoryLine[] {
    return [...(this.#store.find(id)?.history ?? [])].reverse();
  }

  /** Access lines, the latest first. */
  readAccess(id: string): AccessLine[] {
    return [...(this.#store.find(id)?.access ?? [])].reverse();
  }

  /** INSi lines, the latest first. */
  readInsi(id: string): InsiLine[] {
    return [...(this.#store.find(id)?.insi ?? [])].reverse();
  }

  /** Date and time as the history shows them. */
  historyDate(line: HistoryLine): string {
    if (this.#planted.has('historique-sans-date')) return '';
    return this.#planted.has('historique-sans-heure') ? dayText(line.at) : instantText(line.at);
  }

  /** Date and time as the access journal shows them. */
  accessDate(line: AccessLine): string {
    return this.#planted.has('journal-acces-sans-date') ? '' : instantText(line.at);
  }

  /** Date and time as the INSi journal shows them. */
  insiDate(line: InsiLine): string {
    return this.#planted.has('journal-insi-sans-date') ? '' : instantText(line.at);
  }

  #isKept(change: Change): boolean {
    if (this.#planted.has('historique-absent')) return false;
    return !(change.champ === 'statut' && this.#planted.has('historique-sans-statut'));
  }

  #historyLine(user: User, change: Change): HistoryLine {
    return {
      at: new Date(),
      auteur: this.#historyAuthor(user),
      champ: change.champ,
      ancien: this.#planted.has('historique-sans-ancien') ? '' : (change.ancien ?? ''),
      nouveau: this.#planted.has('historique-sans-nouveau') ? '' : (change.nouveau ?? ''),
    };
  }

  #historyAuthor(user: User): string {
    if (this.#planted.has('historique-sans-auteur')) return '';
    return this.#planted.has('historique-autre-auteur') ? 'système' : user.nom;
  }

  #insiLine(line: InsiLine): InsiLine {
    const planted = this.#planted;
    return {
      ...line,
      auteur: planted.has('journal-insi-sans-auteur') ? '' : line.auteur,
      codeRetour: planted.has('journal-insi-sans-code') ? null : line.codeRetour,
      erreur: planted.has('journal-insi-sans-erreur') ? null : line.erreur,
      matricule: planted.has('journal-insi-sans-matricule') ? null : line.matricule,
      oid: planted.has('journal-insi-sans-oid') ? null : line.oid,
      historique: planted.has('journal-insi-sans-historique') ? [] : line.historique,
      traits: planted.has('journal-insi-sans-traits') ? null : line.traits,
    };
  }
}
