import type { Bandeau, VerbResult } from '../contract/index.ts';
import type { DefectSet } from './defects.ts';
import { permanentAlerts, shownAsLocked } from './identity-rules.ts';
import type { Journals } from './journals.ts';
import type { Patient, User } from './model.ts';
import type { SearchResult } from './search-service.ts';

/** What the screens and the adapter show of a patient: one source, so that they can't differ. */
export class Views {
  readonly #journals: Journals;
  readonly #planted: DefectSet;

  constructor(journals: Journals, planted: DefectSet) {
    this.#journals = journals;
    this.#planted = planted;
  }

  banner({ traits }: Patient): Bandeau {
    return { nomNaissance: traits.nomNaissance, prenom: traits.prenom, nomUtilise: traits.nomUtilise };
  }

  /** True when the user may see the matricule of the national identity (INS/va1.50, règle 4). */
  seesIns(user: User): boolean {
    return user.ins || this.#planted.has('habilitation-ins-absente');
  }

  file(patient: Patient, user: User): VerbResult<'lireFiche'> {
    const ins = this.seesIns(user);
    return {
      bandeau: this.banner(patient),
      traits: { ...patient.traits },
      statut: patient.statut,
      attributs: [...patient.attributs],
      matricule: ins ? patient.matricule : null,
      oid: ins ? patient.oid : null,
      justificatif: patient.justificatif,
      verrouilles: shownAsLocked(patient, user, this.#planted),
      alertes: permanentAlerts(patient, this.#planted),
    };
  }

  history(patient: Patient): VerbResult<'lireHistorique'> {
    const lignes = this.#journals.readHistory(patient.id).map((line) => ({
      date: this.#journals.historyDate(line),
      auteur: line.auteur,
      champ: line.champ,
      ancien: line.ancien,
      nouveau: line.nouveau,
    }));
    return { bandeau: this.banner(patient), lignes };
  }

  access(patient: Patient): VerbResult<'lireJournalAcces'> {
    const lignes = this.#journals.readAccess(patient.id).map((line) => ({
      date: this.#journals.accessDate(line),
      auteur: line.auteur,
      action: line.action,
      detail: line.detail,
    }));
    return { bandeau: this.banner(patient), lignes };
  }

  insi(patient: Patient): VerbResult<'lireJournalInsi'> {
    const lignes = this.#journals.readInsi(patient.id).map((line) => ({
      date: this.#journals.insiDate(line),
      auteur: line.auteur,
      operation: `${line.operation} : ${line.criteres}`,
      codeRetour: line.codeRetour,
      erreur: line.erreur,
      matricule: line.matricule,
      oid: line.oid,
      historique: line.historique.map(({ numero, cle }) => numero + cle),
      traits: line.traits,
    }));
    return { bandeau: this.banner(patient), lignes };
  }

  search(result: SearchResult): VerbResult<'chercherParTraits'> {
    const resultats = result.patients.map(({ id, traits }) => ({
      dossier: id,
      nomNaissance: traits.nomNaissance ?? '',
      prenom: traits.prenom ?? '',
      dateNaissance: traits.dateNaissance ?? '',
      nomUtilise: traits.nomUtilise,
    }));
    return { critere: result.critere, messages: result.messages, resultats };
  }
}
