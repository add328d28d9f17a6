import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { bandeau } from './bandeau.rule.ts';

const parameters = { champs: { nomNaissance: 'ADRTROIS', telephone: '0612345678' } };
const check = (...champs: Array<[string, string]>): string[] =>
  places(bandeau.check(lecture({ champs: champs.map(([champ, valeur]) => ({ champ, valeur })) }), parameters));

test('accepts a banner that shows the fields, and others', () => {
  expect(check(['nomNaissance', 'ADRTROIS'], ['telephone', '0612345678'], ['sexe', 'F'])).toEqual([]);
});

test('names the field that is not shown', () => {
  expect(check(['nomNaissance', 'ADRTROIS'])).toEqual(['champ-inattendu-telephone @ champs.telephone']);
});

test('names the field of another value', () => {
  expect(check(['nomNaissance', 'AUTRE'], ['telephone', '0612345678'])).toEqual([
    'champ-inattendu-nomNaissance @ champs.nomNaissance',
  ]);
});
