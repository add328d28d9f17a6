import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { listeTravail } from './liste-travail.rule.ts';
import type { WorkLine } from './shown.ts';
import { workList } from './testing.ts';

const parameters = {
  titre: 'Bilan USAGEBA',
  nom: 'TESTBACO',
  prenom: 'CAMILLE',
  type: 'biologiques',
  auteur: 'TESTCORBA',
  date: '2026-03-02',
  nonLu: true,
};
const check = (line: Partial<WorkLine>): string[] => places(listeTravail.check(workList(line), parameters));

test('accepts the document with its metadata', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ patient: 'MARTIN CAMILLE' }, 'patient-non-montre @ lignes (Bilan USAGEBA).patient'],
  [{ type: '11502-2' }, 'type-non-montre @ lignes (Bilan USAGEBA).type'],
  [{ auteur: '' }, 'auteur-non-montre @ lignes (Bilan USAGEBA).auteur'],
  [{ date: '03/03/2026' }, 'date-non-montre @ lignes (Bilan USAGEBA).date'],
  [{ etat: 'lu' }, 'etat-non-montre @ lignes (Bilan USAGEBA).etat'],
  [{ titre: 'Bilan' }, 'ligne-absente @ lignes (Bilan USAGEBA)'],
])('refuses a line with %o', (line, finding) => {
  expect(check(line)).toEqual([finding]);
});
