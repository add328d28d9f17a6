import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { accuseDemande } from './accuse-demande.rule.ts';

const check = (accuse: boolean, demande: boolean): string[] =>
  places(accuseDemande.check(lecture({ accuseDemande: accuse }), { demande }));

test.each([true, false])('accepts what is told as it is: %s', (demande) => {
  expect(check(demande, demande)).toEqual([]);
});

test.each([true, false])('refuses the contrary of %s', (demande) => {
  expect(check(!demande, demande)).toEqual(['demande-inattendue @ accuseDemande']);
});
