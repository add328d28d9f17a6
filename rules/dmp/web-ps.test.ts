import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { visits } from './example-visit.ts';
import { webPs } from './web-ps.rule.ts';

const matricule = '279035121518989';
const check = (...made: Parameters<typeof visits>) =>
  places(webPs.check(visits(...made), { page: 'DossierPatient', matricule }));

test('accepts the page of the patient, with or without the key', () => {
  expect(check({ address: `DossierPatient/${matricule}` })).toEqual([]);
  expect(check({ address: `DossierPatient/${matricule.slice(0, 13)}` })).toEqual([]);
});

test('refuses a window without a visit', () => {
  expect(check()).toEqual(['page-non-ouverte @ echanges']);
});

test.each([
  { address: `TableauDeBord/${matricule}` },
  { address: 'DossierPatient' },
  { address: `DossierPatient/${matricule}`, attribution: 'autre' },
])('refuses $address, that is not the patient’s page', (made) => {
  expect(check(made)).toEqual(['page-non-ouverte @ echanges']);
});

test('tells a page that is refused', () => {
  expect(check({ address: `DossierPatient/${matricule}`, status: 403 })).toEqual(['page-refusee @ echanges']);
});

test('refuses any page where none must open', () => {
  const none = (...made: Parameters<typeof visits>) => places(webPs.check(visits(...made), { page: null, matricule }));
  expect(none()).toEqual([]);
  expect(none({ address: 'TableauDeBord', attribution: 'inconnue' })).toEqual(['page-ouverte @ echanges']);
});
