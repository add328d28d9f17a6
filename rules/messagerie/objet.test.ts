import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { objet } from './objet.rule.ts';

const parameters = { objet: 'Bilan TESTBACO CAMILLE' };
const check = (shown: string, sens = 'recu'): string[] =>
  places(objet.check(lecture({ lignes: [{ sens, objet: shown }] }), parameters));

test('accepts what follows the prefix, alone', () => {
  expect(check('Bilan TESTBACO CAMILLE 28/03/1979')).toEqual([]);
});

test.each(['XDM/1.0/DDM+Bilan TESTBACO CAMILLE', 'Re: XDM/1.0/DDM Bilan TESTBACO CAMILLE'])(
  'refuses « %s »',
  (text) => {
    expect(check(text)).toEqual(['prefixe-montre @ lignes (Bilan TESTBACO CAMILLE).objet']);
  },
);

test('refuses a subject cut with its prefix, and one of the other way', () => {
  const absent = ['objet-non-montre @ lignes (Bilan TESTBACO CAMILLE).objet'];
  expect(check('Bilan')).toEqual(absent);
  expect(check('Bilan TESTBACO CAMILLE', 'envoye')).toEqual(absent);
});
