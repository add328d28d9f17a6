import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { diffusion } from './diffusion.rule.ts';
import { broken, mdm, messageOf, oru, towardsLps } from './testing.ts';

const notToDmp = mdm().replace('DESTDMP^Libellé^MetaDMPMSS||Y', 'DESTDMP^Libellé^MetaDMPMSS||N');
const notToPatient = mdm().replace('DESTMSSANTEPAT^Libellé^MetaDMPMSS||Y', 'DESTMSSANTEPAT^Libellé^MetaDMPMSS||N');
const secret = notToPatient
  .replace('CONNEXION_SECRETE^Libellé^MetaDMPMSS||N', 'CONNEXION_SECRETE^Libellé^MetaDMPMSS||Y')
  .replace('INVISIBLE_REP_LEGAUX^Libellé^MetaDMPMSS||N', 'INVISIBLE_REP_LEGAUX^Libellé^MetaDMPMSS||Y');

test.each([
  [1, mdm()],
  [2, oru()],
  [3, towardsLps()],
  [4, secret],
] as const)('accepts right message %i', (_, text) => {
  expect(diffusion.check(messageOf(text), {})).toEqual([]);
});

test.each([
  [
    'a document hidden from the patient and sent to him',
    broken(mdm(), 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||N', 'INVISIBLE_PATIENT^Libellé^MetaDMPMSS||Y'),
    'invisible-au-patient @ OBX[9]-5',
  ],
  [
    'one hidden from the parents and sent',
    broken(mdm(), 'INVISIBLE_REP_LEGAUX^Libellé^MetaDMPMSS||N', 'INVISIBLE_REP_LEGAUX^Libellé^MetaDMPMSS||Y'),
    'invisible-aux-representants @ OBX[9]-5',
  ],
  [
    'one hidden from professionals and sent to one',
    broken(mdm(), 'MASQUE_PS^Libellé^MetaDMPMSS||N', 'MASQUE_PS^Libellé^MetaDMPMSS||Y'),
    'masque-aux-ps @ OBX[8]-5',
  ],
  [
    'a secret connection and the patient',
    broken(notToDmp, 'CONNEXION_SECRETE^Libellé^MetaDMPMSS||N', 'CONNEXION_SECRETE^Libellé^MetaDMPMSS||Y'),
    'connexion-secrete @ OBX[9]-5',
  ],
  [
    'a secret connection and a document for the DMP that the parents see',
    broken(notToPatient, 'CONNEXION_SECRETE^Libellé^MetaDMPMSS||N', 'CONNEXION_SECRETE^Libellé^MetaDMPMSS||Y'),
    'connexion-secrete-dmp @ OBX[4]-5',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(diffusion.check(inputs, {}))).toEqual([place]);
});

test('warns of a document that goes nowhere', () => {
  const inputs = messageOf(mdm().replaceAll('||Y^^', '||N^^'));
  expect(places(diffusion.check(inputs, {}))).toEqual([
    'aucune-destination @ OBX-3.1 = DESTDMP, DESTMSSANTEPS, DESTMSSANTEPAT',
  ]);
});

test('refuses what is no message', () => {
  expect(places(diffusion.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
