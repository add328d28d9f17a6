/** A right line of the work list (`lireListeDocuments`), but for what is told. */
export function workLine(changes: Partial<typeof rightLine> = {}): typeof rightLine {
  return { ...rightLine, ...changes };
}

const rightLine = {
  patient: 'TESTBACO CAMILLE',
  type: "CR d'examens biologiques",
  titre: 'Bilan USAGEBA',
  auteur: 'ALICE TESTCORBA, Laboratoire TEST',
  date: '02/03/2026 09:15',
  etat: 'non lu',
  alertes: [] as string[],
};

/** A right result of an open report, but for what is told. */
export function shownResult(changes: Partial<typeof rightResult> = {}): typeof rightResult {
  return { ...rightResult, ...changes };
}

const rightResult = {
  analyse: 'Potassium',
  valeur: '5,6',
  unite: 'mmol/L',
  reference: '3,5 – 5,1 mmol/L',
  interpretation: 'anormal (haut)',
  historique: '',
};
