import { expect, test } from 'vitest';
import { cardRequest, echanges, insiRequest, places } from '../testing.ts';
import { corpsVitale } from './corps-vitale.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Body/vit:RECVITALE';
const findings = (body: string) => corpsVitale.check(echanges({ body }), {});
const check = (body: string): string[] => places(findings(body));
const broken = (part: string, by: string): string => {
  expect(cardRequest()).toContain(part);
  return cardRequest().replace(part, by);
};
const individu =
  '<v:MatriculeIndividu><v:NumIdentifiant>2751263220749</v:NumIdentifiant><v:Cle>74</v:Cle></v:MatriculeIndividu>';

test('accepts what a card gives', () => {
  expect(check(cardRequest())).toEqual([]);
});

test('accepts a Corsican matricule, and none of its key', () => {
  expect(check(broken('2751263220749', '297022A020778').replace('>74<', '>78<'))).toEqual([]);
  expect(check(broken('<v:Cle>74</v:Cle>', ''))).toEqual([]);
});

test.each([
  [
    'a body of another namespace',
    cardRequest().replace('cnamts.fr/INSiRecVit', 'cnamts.fr/autre'),
    `corps-absent @ ${root}`,
  ],
  ['no search by card', insiRequest(), 'aucun-appel @ echanges'],
  [
    'the name before the matricule',
    broken(individu, '').replace('</v:NomNaissance>', `$&${individu}`),
    `ordre-du-schema @ ${root}`,
  ],
  [
    'the key before the matricule',
    broken('<v:Cle>74</v:Cle>', '').replace('<v:NumId', '<v:Cle>74</v:Cle>$&'),
    `ordre-du-schema @ ${root}/vit:MatriculeIndividu`,
  ],
  ['no matricule', broken(individu, ''), `matricule-absent @ ${root}`],
  [
    'a matricule with its key',
    broken('2751263220749', '275126322074974'),
    `numero @ ${root}/vit:MatriculeIndividu/vit:NumIdentifiant`,
  ],
  ['a date in another form', broken('1975-12-31', '31121975'), `datenaissance @ ${root}/vit:DateNaissance`],
])('refuses %s', (_, body, place) => {
  expect(check(body)).toEqual([place]);
});

test.each([
  ['another key', broken('>74<', '>75<'), 'cle'],
  ['an empty coverage', broken('<GrandRegime>01</GrandRegime>', ''), 'couverture-vide'],
])('only warns of %s', (_, body, code) => {
  expect(findings(body)).toMatchObject([{ code, severity: 'avertissement' }]);
});

test('looks at the searches by card alone', () => {
  expect(places(corpsVitale.check(echanges({}, { body: cardRequest() }), {}))).toEqual([]);
});

test('refuses a body that is not well formed', () => {
  expect(check('<a')).toEqual(['xml-illisible @ requête 1 · corps']);
});
