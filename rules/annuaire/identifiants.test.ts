import { expect, test } from 'vitest';
import { apiCalls, bundle } from '../examples/annuaire.ts';
import { places } from '../testing.ts';
import { identifiants } from './identifiants.rule.ts';

const found = { answer: bundle({ ids: ['Practitioner/003-12-34'] }) };

test.each([
  'identifier=10001234567',
  'identifier=https://rpps.esante.gouv.fr|10001234567',
  'identifier=0012807590,810000005479',
  'family=MARTIN',
])('accepts %s', (query) => {
  expect(identifiants.check(apiCalls({ path: `/fhir/v2/Practitioner?${query}` }), {})).toEqual([]);
});

test.each(['/fhir/v2/Practitioner/003-12-34', '/fhir/v2/PractitionerRole?practitioner=Practitioner/003-12-34'])(
  'accepts %s once an answer gave it',
  (path) => {
    expect(identifiants.check(apiCalls(found, { path }), {})).toEqual([]);
  },
);

test.each([
  ['/fhir/v2/Practitioner/003-12-34', 'identifiant-technique @ appel 1 · adresse'],
  ['/fhir/v2/PractitionerRole?practitioner=003-12-34', 'identifiant-technique @ appel 1 · practitioner'],
  ['/fhir/v2/Organization?_id=001-01-1', 'identifiant-technique @ appel 1 · _id'],
  ['/fhir/v2/Practitioner?identifier=003-12-34', 'identifiant-metier @ appel 1 · identifier'],
  ['/fhir/v2/Practitioner?identifier=', 'identifiant-metier @ appel 1 · identifier'],
])('refuses %s', (path, place) => {
  expect(places(identifiants.check(apiCalls({ path }), {}))).toEqual([place]);
});
