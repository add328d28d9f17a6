import { expect, test } from 'vitest';
import { brokenRequest, echanges, insiRequest, places } from '../testing.ts';
import { corps } from './corps.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Body/ins:RECSANSVITALE';
const person = { nomNaissance: 'ADRTROIS', sexe: 'F', dateNaissance: '1997-02-26' };
const check = (body: string, parameters = person): string[] => places(corps.check(echanges({ body }), parameters));
const named = (nomNaissance: string): string[] =>
  check(brokenRequest('ADRTROIS', nomNaissance), { ...person, nomNaissance });

test('accepts the traits of the person in order', () => {
  expect(check(insiRequest())).toEqual([]);
});

test.each(["D'ARTAGNAN", 'DE VINCI', 'MARTIN--DURAND', "'T HOOFT"])('accepts the birth name %s', (name) => {
  expect(named(name)).toEqual([]);
});

test.each(['Adrtrois', 'ADRTROISÉ', '-ADRTROIS', "ADR''TROIS", 'ADR  TROIS', 'ADR---TROIS', 'ADR1'])(
  'refuses the form of the birth name %s',
  (name) => {
    expect(named(name)).toEqual([`lexical-nomnaissance @ ${root}/ins:NomNaissance`]);
  },
);

test.each(['Dominique', 'DOMI--NIQUE', 'DOMINIQUE-', 'ZOÉ', 'ANNE,MARIE', ''])(
  'refuses the form of the first name « %s »',
  (prenom) => {
    expect(check(brokenRequest('DOMINIQUE', prenom))).toEqual([`lexical-prenom @ ${root}/ins:Prenom`]);
  },
);

test.each([
  ['NomNaissance', 'the name of another person', brokenRequest('ADRTROIS', 'ADRUN')],
  ['Sexe', 'another sex', brokenRequest('>F<', '>M<')],
  ['DateNaissance', 'a date in another form', brokenRequest('1997-02-26', '26/02/1997')],
  ['DateNaissance', 'no date', brokenRequest('<i:DateNaissance>1997-02-26</i:DateNaissance>', '')],
])('refuses in %s %s', (element, _, body) => {
  expect(check(body)).toEqual([`${element.toLowerCase()} @ ${root}/ins:${element}`]);
});

test('refuses elements out of the order of the schema', () => {
  const swapped = brokenRequest('<i:Sexe>F</i:Sexe>', '').replace('<i:Prenom>', '<i:Sexe>F</i:Sexe><i:Prenom>');
  expect(check(swapped)).toEqual([`ordre-du-schema @ ${root}`]);
});

test('refuses an element that the schema does not have', () => {
  expect(check(brokenRequest('<i:Sexe>', '<i:NomUtilise/><i:Sexe>'))).toEqual([`ordre-du-schema @ ${root}`]);
});

test('refuses a body that is not well formed', () => {
  expect(check(insiRequest().slice(0, -5))).toEqual(['xml-illisible @ requête 1 · corps']);
});
