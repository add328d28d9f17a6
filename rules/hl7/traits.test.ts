import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { adt, broken, mdm, messageOf } from './testing.ts';
import { traits } from './traits.rule.ts';

test.each([
  [1, mdm()],
  [2, adt()],
] as const)('accepts right message %i', (_, text) => {
  expect(traits.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['no name of birth', broken(mdm(), '^^^^L|', '^^^^D|'), 'nom-de-naissance @ PID[1]-5'],
  [
    'no first name',
    broken(mdm(), 'PAT-TROIS^DOMINIQUE^DOMINIQUE', 'PAT-TROIS^^DOMINIQUE'),
    'nom-incomplet @ PID[1]-5[1]',
  ],
  ['a name of no type', broken(mdm(), '^^^^L|', '^^^^L~PAT^D^^^^^|'), 'type-de-nom @ PID[1]-5[2].7'],
  ['a date that is none', broken(mdm(), '|19790328|', '|19790231|'), 'date-naissance @ PID[1]-7'],
  ['a date that is of no calendar', broken(mdm(), '|19790328|', '|19790000|'), 'date-lunaire @ PID[1]-7'],
  ['a year alone with the INS', broken(mdm(), '|19790328|', '|1979|'), 'date-incomplete @ PID[1]-7'],
  ['an unknown sex with the INS', broken(mdm(), '|19790328|F|', '|19790328|U|'), 'sexe @ PID[1]-8'],
  ['no list of first names', broken(mdm(), '^DOMINIQUE^DOMINIQUE', '^DOMINIQUE^'), 'prenoms-absents @ PID[1]-5[1].3'],
  ['accents', broken(mdm(), 'DOMINIQUE^DOMINIQUE', 'ZOÉ^ZOÉ'), 'caracteres @ PID[1]-5[1]'],
  ['no birthplace', broken(mdm(), '~^^^^^^BDL^^63220', ''), 'lieu-de-naissance @ PID[1]-11.9'],
  [
    'a birthplace that is no COG code',
    broken(mdm(), 'BDL^^63220', 'BDL^^Clermont'),
    'lieu-de-naissance @ PID[1]-11[2].9',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(traits.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(traits.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
