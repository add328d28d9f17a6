import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { participations } from './participations.rule.ts';
import { broken, mdm, messageOf, oru, towardsLps } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, towardsLps()],
] as const)('accepts right message %i', (_, text) => {
  expect(participations.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['no sender for the DMP', broken(mdm(), /PRT\|\|UC\|\|SB.*?\r/, ''), 'expediteur-absent @ PRT-4 = SB'],
  [
    'a sender without identifier',
    broken(mdm(), '|899900000017^TEMOIN^Alix', '|^TEMOIN^Alix'),
    'expediteur-anonyme @ PRT[1]-5.1',
  ],
  ['another authority', broken(mdm(), 'PS&1.2.250.1.71.4.2.1', 'PS&1.2.250.1.71.4.2.9'), 'autorite @ PRT[1]-5.9.2'],
  ['a legal FINESS for the DMP', broken(mdm(), '^FINEG^', '^FINEJ^'), 'finess-geographique @ PRT[1]-8.7'],
  ['a SIRET', broken(mdm(), '^FINEG^', '^SIRET^'), 'type-structure @ PRT[1]-8.7'],
  ['no number of the structure', broken(mdm(), '^630000018', ''), 'identifiant-structure @ PRT[1]-8.10'],
  ['another action', broken(mdm(), 'PRT||UC||SB', 'PRT||AD||SB'), 'action @ PRT[1]-2'],
  ['an unknown part', broken(mdm(), '||REPLY^', '||XX^'), 'participation @ PRT[4]-4'],
  [
    'an address that is none',
    broken(mdm(), 'X.400^confrere@test.mssante.fr', 'X.400^confrere'),
    'adresse @ PRT[2]-15.4',
  ],
  ['another equipment', broken(mdm(), 'X.400^confrere', 'Internet^confrere'), 'equipement @ PRT[2]-15.3'],
  ['no address of a professional', broken(mdm(), /PRT[^\r]*confrere@.*?\r/, ''), 'destinataire-absent @ OBX[8]-5'],
  ['no address of the patient', broken(mdm(), /PRT[^\r]*@patient.*?\r/, ''), 'patient-absent @ OBX[9]-5'],
  [
    'a patient who is not to receive',
    broken(mdm(), /(DESTMSSANTEPAT[^Y]*)\|\|Y/, 'DESTMSSANTEPAT^L^MetaDMPMSS||N'),
    'patient-non-voulu @ PRT-15.4 (RCT)',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(participations.check(inputs, {}))).toEqual([place]);
});

test('refuses other recipients than those chosen', () => {
  const inputs = messageOf(mdm());
  const chosen = ['confrere@test.mssante.fr', '279035121518989@patient.mssante.fr'];
  expect(participations.check(inputs, { destinataires: chosen, reponse: 'secretariat@test.mssante.fr' })).toEqual([]);
  expect(places(participations.check(inputs, { destinataires: ['autre@test.mssante.fr'] }))).toEqual([
    'destinataires @ PRT-15.4 (RCT)',
  ]);
});

test('refuses another address for the answers', () => {
  expect(places(participations.check(messageOf(mdm()), { reponse: 'autre@test.mssante.fr' }))).toEqual([
    'adresse-de-reponse @ PRT-15.4 (REPLY)',
  ]);
});

test('refuses what is no message', () => {
  expect(places(participations.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
