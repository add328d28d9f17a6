import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { verrous } from './verrous.rule.ts';

const parameters = { verrouilles: ['sexe', 'matricule'], libres: ['nomUtilise'] };

const check = (...verrouilles: string[]): string[] => places(verrous.check(lecture({ verrouilles }), parameters));

test('accepts locks on strict fields alone', () => {
  expect(check('matricule', 'sexe')).toEqual([]);
});

test('refuses a strict field without its lock', () => {
  expect(check('sexe')).toEqual(['non-verrouille-matricule @ verrouilles.matricule']);
});

test('refuses a lock on a complementary field', () => {
  expect(check('sexe', 'matricule', 'nomUtilise')).toEqual(['verrouille-a-tort-nomUtilise @ verrouilles.nomUtilise']);
});
