import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { identifiants } from './identifiants.rule.ts';
import { adt, broken, er7, mdm, messageOf } from './testing.ts';

test.each([
  [1, mdm()],
  [2, adt()],
  [3, er7('MSH|^~\\&|A', 'PID|||1^^^CABINET^PI')],
] as const)('accepts right message %i', (_, text) => {
  expect(identifiants.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['no identifier', messageOf(er7('MSH|^~\\&|A', 'PID|1')), 'aucun-identifiant @ PID[1]-3'],
  ['a matricule without its key', broken(mdm(), '279035121518989^^^', '2790351215189^^^'), 'matricule @ PID[1]-3[2].1'],
  ['a wrong key', broken(mdm(), '279035121518989^^^', '279035121518988^^^'), 'cle @ PID[1]-3[2].1'],
  [
    'an OID that is not of the INS',
    broken(mdm(), '1.2.250.1.213.1.4.10&ISO^INS', '1.2.250.1.213.1.4.2&ISO^INS'),
    'oid @ PID[1]-3[2].4.2',
  ],
  [
    'an OID without its type',
    broken(mdm(), '1.2.250.1.213.1.4.10&ISO^INS', '1.2.250.1.213.1.4.10^INS'),
    'type-oid @ PID[1]-3[2].4.3',
  ],
  ['the name of the NIA', broken(mdm(), 'INS-NIR&', 'INS-NIA&'), 'espace-de-noms @ PID[1]-3[2].4.1'],
  ['the type NH', broken(mdm(), '&ISO^INS', '&ISO^NH'), 'type @ PID[1]-3[2].5'],
  [
    'an identifier without authority',
    broken(mdm(), '0042^^^CABINET&1.2.250.1.213.9.1&ISO^PI', '0042^^^^PI'),
    'autorite-absente @ PID[1]-3[1].4',
  ],
  ['an identifier without type', broken(mdm(), '9.1&ISO^PI', '9.1&ISO'), 'type-absent @ PID[1]-3[1].5'],
  ['an empty repetition', broken(mdm(), '0042^^^', '^^^'), 'identifiant-vide @ PID[1]-3[1].1'],
  [
    'two INS',
    broken(
      mdm(),
      '0042^^^CABINET&1.2.250.1.213.9.1&ISO^PI',
      '279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.8&ISO^INS',
    ),
    'ins-multiple @ PID[1]-3',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(identifiants.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(identifiants.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
