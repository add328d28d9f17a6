import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { journalInsi } from './journal-insi.rule.ts';

const appel = {
  codeRetour: '00',
  matricule: '1090763220834',
  oid: '1.2.250.1.213.1.4.8',
  historique: ['2090663220123', '2090763220834'],
  traits: ['ECETINSI', '2009-07-14'],
};
const right = {
  date: '02/03/2026 à 09h15',
  auteur: 'dupont',
  operation: 'recherche',
  codeRetour: '00' as string | null,
  erreur: null as string | null,
  matricule: '1090763220834' as string | null,
  oid: '1.2.250.1.213.1.4.8' as string | null,
  historique: ['2090763220834', '2090663220123'],
  traits: 'ECETINSI PIERRE-ALAIN M 2009-07-14' as string | null,
};
const failed = { ...right, codeRetour: null, erreur: 'insi_102 : service inaccessible' };

const check = (changes: Partial<typeof right>): string[] =>
  places(journalInsi.check(lecture({ lignes: [{ ...right, ...changes }] }), { auteur: 'dupont', appel }));
const checkFailed = (changes: Partial<typeof right>): string[] =>
  places(
    journalInsi.check(lecture({ lignes: [{ ...failed, ...changes }] }), {
      auteur: 'dupont',
      appel: { codeRetour: null, erreur: 'insi_102' },
    }),
  );

test('accepts a line that holds all that INSi gave', () => {
  expect(check({})).toEqual([]);
});

test('accepts the line of a call that failed', () => {
  expect(checkFailed({})).toEqual([]);
});

test.each<[string, Partial<typeof right>, string]>([
  ['another return code', { codeRetour: '01' }, 'appel-non-trace @ lignes.codeRetour'],
  ['a date without an hour', { date: '02/03/2026' }, 'date-heure @ lignes.date'],
  ['another user', { auteur: 'martin' }, 'auteur @ lignes.auteur'],
  ['no matricule', { matricule: null }, 'matricule @ lignes.matricule'],
  ['another OID', { oid: '1.2.250.1.213.1.4.9' }, 'oid @ lignes.oid'],
  ['a history cut short', { historique: ['2090763220834'] }, 'historique @ lignes.historique'],
  ['a trait that is missing', { traits: 'ECETINSI' }, 'traits @ lignes.traits'],
  ['no trait', { traits: null }, 'traits @ lignes.traits'],
])('refuses a line with %s', (_, changes, place) => {
  expect(check(changes)).toEqual([place]);
});

test('refuses a call that failed without its error', () => {
  expect(checkFailed({ erreur: null })).toEqual(['erreur @ lignes.erreur']);
});
