/** A professional, as the software keeps him from the Annuaire Santé. */
export interface Professional {
  /** 11 digits: the key of records, as the directory has it. */
  rpps: string;
  nom: string;
  prenom: string;
  profession: string;
  commune: string;
  /** MSSanté addresses of his own, side by side; empty when he has none. */
  mssante: string;
}
