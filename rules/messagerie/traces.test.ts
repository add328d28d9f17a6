import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { traces } from './traces.rule.ts';

const line = {
  date: '02/03/2026 10:15:00',
  auteur: 'Dr Alix TÉMOIN',
  action: 'Réception (MSSanté)',
  detail: 'Bilan USAGEBA',
};
const opened = { ...line, action: 'Ouverture d’un document reçu' };
const filed = { ...line, action: 'Classement d’un document reçu' };
const check = (...lignes: object[]): string[] =>
  places(
    traces.check(lecture({ lignes }), {
      auteur: 'TÉMOIN',
      documents: ['Envoi 1 USAGEBA', 'Bilan USAGEBA'],
      gestes: ['reception', 'consultation', 'classement'],
    }),
  );

test('accepts the three deeds, in any order', () => {
  expect(check(filed, line, opened)).toEqual([]);
});

test.each([
  ['reception', [opened, filed]],
  ['consultation', [line, filed]],
  ['classement', [line, opened]],
])('refuses a journal without %s', (stage, lignes) => {
  expect(check(...lignes)).toEqual([`${stage}-non-tracee @ lignes`]);
});

test('refuses deeds on another document', () => {
  expect(check({ ...line, detail: 'Bilan USAGEBB' }, opened, filed)).toEqual(['reception-non-tracee @ lignes']);
});

test('refuses a trace without hour or author', () => {
  expect(check({ ...line, date: '02/03/2026' }, { ...opened, auteur: 'système' }, filed)).toEqual([
    'trace-non-signee @ lignes (consultation).auteur',
    'trace-non-datee @ lignes (reception).date',
  ]);
});
