/** What Cabinet Témoin can refuse to start with, or to answer. */
export type CabinetErrorCode =
  | 'defaut_inconnu'
  | 'couloir_inconnu'
  | 'variable_absente'
  | 'requete_invalide'
  | 'dossier_inconnu'
  | 'service_indisponible';

/** The only error that Cabinet Témoin throws: the embedded product shares nothing with `core/`, not even its errors. */
export class CabinetError extends Error {
  readonly code: CabinetErrorCode;

  constructor(code: CabinetErrorCode, message: string) {
    super(message);
    this.name = 'CabinetError';
    this.code = code;
  }
}
