import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { nomenclature } from './nomenclature.rule.ts';

const parameters = { code: 'E119', mot: 'diabète', exclut: 'I10' };
const shown = (...propositions: Array<{ code: string; libelle: string }>) => lecture({ propositions });
const right = { code: 'E11.9', libelle: 'DIABETE SUCRE DE TYPE 2, SANS COMPLICATION' };

test('accepts the term among others, however it is written', () => {
  expect(nomenclature.check(shown({ code: 'E66', libelle: 'Obésité' }, right), parameters)).toEqual([]);
});

test('refuses the terms without it', () => {
  expect(places(nomenclature.check(shown(), parameters))).toEqual(['terme-non-propose @ propositions']);
});

test('refuses a code without its label', () => {
  expect(places(nomenclature.check(shown({ ...right, libelle: '' }), parameters))).toEqual([
    'libelle-inattendu @ propositions (E119).libelle',
  ]);
});

test('refuses a term that does not answer', () => {
  const findings = nomenclature.check(shown(right, { code: 'I10', libelle: 'Hypertension' }), parameters);
  expect(places(findings)).toEqual(['terme-etranger-propose @ propositions']);
});
