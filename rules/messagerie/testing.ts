import type { RuleInputs } from '../rule.ts';
import { lecture } from '../testing.ts';
import type { WorkLine } from './shown.ts';

/** A right line of the work list. */
export const rightLine: WorkLine = {
  patient: 'TESTBACO CAMILLE',
  type: "CR d'examens biologiques",
  titre: 'Bilan USAGEBA',
  auteur: 'ALICE TESTCORBA, Laboratoire TEST',
  date: '02/03/2026 09:15',
  etat: 'non lu',
  alertes: [],
};

/** A work list of lines, each a right one but for what is told. */
export function workList(...lines: Array<Partial<WorkLine>>): RuleInputs {
  return lecture({ lignes: lines.map((line) => ({ ...rightLine, ...line })) });
}

/** An open document with one result, right but for what is told. */
export function openDocument(result: Record<string, string> = {}): RuleInputs {
  const right = {
    analyse: 'Potassium',
    valeur: '5,6',
    unite: 'mmol/L',
    reference: '3,5 – 5,1 mmol/L',
    interpretation: 'anormal (haut)',
    historique: '',
  };
  return lecture({ resultats: [{ ...right, ...result }] });
}
