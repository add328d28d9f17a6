import { expect, test } from 'vitest';
import { brokenRequest, cardRequest, echanges, insiRequest, places } from '../testing.ts';
import { corps } from './corps.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Body/ins:RECSANSVITALE';
const person = { nomNaissance: 'ADRTROIS', sexe: 'F', dateNaissance: '1997-02-26' };
const check = (body: string, parameters: Partial<typeof person> = person): string[] =>
  places(corps.check(echanges({ body }), parameters));
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

test.each(['NomNaissance', 'Sexe', 'DateNaissance'])('refuses a second %s', (element) => {
  const [once = ''] = new RegExp(`<i:${element}>[^<]*</i:${element}>`).exec(insiRequest()) ?? [];
  expect(check(brokenRequest(once, once + once))).toEqual([`ordre-du-schema @ ${root}`]);
});

test.each(['1', 'I', 'Féminin', ''])('refuses the sex « %s » whoever the person is', (value) => {
  expect(check(brokenRequest('>F<', `>${value}<`), {})).toEqual([`sexe @ ${root}/ins:Sexe`]);
});

test.each(['97-02-26', '19970226', '26/02/1997'])('refuses the date %s whoever the person is', (value) => {
  expect(check(brokenRequest('1997-02-26', value), {})).toEqual([`datenaissance @ ${root}/ins:DateNaissance`]);
});

test.each(['1950-00-00', '1960-20-00', '1960-42-31', '1952-02-29', '1950-00-12'])('accepts the date %s', (value) => {
  expect(check(brokenRequest('1997-02-26', value), {})).toEqual([]);
});

test.each(['1997-02-30', '1997-13-01', '1953-02-29', '1960-43-01', '1960-20-32'])('warns of the day %s', (value) => {
  const findings = corps.check(echanges({ body: brokenRequest('1997-02-26', value) }), {});
  expect(findings).toMatchObject([{ code: 'date-impossible', severity: 'avertissement' }]);
});

test.each(['63220', '99350', '2B020'])('accepts the place %s', (value) => {
  expect(check(brokenRequest('2A020', value))).toEqual([]);
});

test.each(['CLERMONT-FERRAND', '6300', '2C020', ''])('refuses the place « %s »', (value) => {
  expect(check(brokenRequest('2A020', value))).toEqual([`lieunaissance @ ${root}/ins:LieuNaissance`]);
});

test('accepts no place', () => {
  expect(check(brokenRequest('<i:LieuNaissance>2A020</i:LieuNaissance>', ''))).toEqual([]);
});

test('looks at each first name, and warns that there are several', () => {
  const several = brokenRequest('<i:Prenom>DOMINIQUE</i:Prenom>', '<i:Prenom>ANNE</i:Prenom><i:Prenom>Zoé</i:Prenom>');
  expect(check(several)).toEqual([`lexical-prenom @ ${root}/ins:Prenom`, `prenoms-multiples @ ${root}/ins:Prenom`]);
});

test('refuses no first name', () => {
  expect(check(brokenRequest('<i:Prenom>DOMINIQUE</i:Prenom>', ''))).toEqual([`lexical-prenom @ ${root}/ins:Prenom`]);
});

test('refuses a body that is of no operation', () => {
  expect(check(insiRequest().replaceAll('RECSANSVITALE', 'RECHERCHE'))).toEqual([`corps-absent @ ${root}`]);
});

test('looks at the searches by traits alone', () => {
  const inputs = echanges({ body: cardRequest() }, {});
  expect(places(corps.check(inputs, person))).toEqual([]);
});

test('refuses no search by traits', () => {
  expect(check(cardRequest())).toEqual(['aucun-appel @ echanges']);
});

test('reads names of a hundred thousand characters', () => {
  expect(check(brokenRequest('DOMINIQUE', "A' ".repeat(40_000)))).toEqual([`lexical-prenom @ ${root}/ins:Prenom`]);
});

test('refuses an element that the schema does not have', () => {
  expect(check(brokenRequest('<i:Sexe>', '<i:NomUtilise/><i:Sexe>'))).toEqual([`ordre-du-schema @ ${root}`]);
});

test('refuses a body that is not well formed', () => {
  expect(check(insiRequest().slice(0, -5))).toEqual(['xml-illisible @ requête 1 · corps']);
});
