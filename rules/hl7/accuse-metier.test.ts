import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { accuseMetier } from './accuse-metier.rule.ts';
import { broken, mailZam, messageOf, zam } from './testing.ts';

test.each([
  [1, zam()],
  [2, zam(false)],
  [3, mailZam('Z02')],
  [4, mailZam('Z02', '550')],
  [5, mailZam('Z03', '902')],
] as const)('accepts right message %i', (_, text) => {
  expect(accuseMetier.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['an unknown event', broken(zam(), '^Z01^', '^Z09^'), 'accuse-illisible @ MSH[1]-9.2'],
  ['no message', broken(zam(), 'ZAM|M-1|', 'ZAM||'), 'message-initial @ OBX[1]-4'],
  ['a value that is none', broken(zam(), '|M-1|Y^', '|M-1|O^'), 'valeur @ OBX[1]-5'],
  ['another rank', broken(zam(), 'OBX|1|', 'OBX|2|'), 'rang @ OBX[1]-1'],
  ['another table of values', broken(zam(), 'expandedYes-NoIndicator', 'HL70136'), 'table @ OBX[1]-5.3'],
  ['no mailbox', broken(mailZam('Z02'), /OBX\|2.*?\r/, ''), 'boite-absente @ OBX[2]'],
  ['a mailbox that is none', broken(mailZam('Z03'), '^confrere@test.mssante.fr', '^confrere'), 'adresse @ OBX[2]-5.4'],
  ['a mailbox of another type', broken(mailZam('Z03'), 'OBX|2|XTN', 'OBX|2|ST'), 'type-de-valeur @ OBX[2]-2'],
  ['no severity', broken(zam(false), 'Condition|E|', 'Condition||'), 'gravite @ ERR[1]-4'],
  ['a code that no mail server gives', messageOf(mailZam('Z02', '999')), 'erreur-applicative @ ERR[1]-5'],
  ['a code of the PFI for the DMP', broken(zam(false), 'DMP_ERROR_CODE', 'SMTPERRORCODE'), 'table-erreur @ ERR[1]-5.3'],
  ['an event that every object has', broken(zam(), '^Z01^', '^constructor^'), 'accuse-illisible @ MSH[1]-9.2'],
  ['a failure without reason', broken(zam(), '|M-1|Y^', '|M-1|N^'), 'erreur-absente @ ERR'],
  ['another condition', broken(zam(false), '|207^', '|100^'), 'condition @ ERR[1]-3'],
  [
    'no code of the DMP',
    broken(zam(false), 'DMPPatientUnknown^Patient inconnu^DMP_ERROR_CODE', ''),
    'erreur-applicative @ ERR[1]-5',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(accuseMetier.check(inputs, {}))).toEqual([place]);
});

test('refuses the status of another event', () => {
  expect(places(accuseMetier.check(broken(zam(), '^Z01^', '^Z02^'), {}))).toEqual([
    'statut @ OBX[1]-3',
    'boite-absente @ OBX[2]',
    'observation @ OBX[1]-3',
  ]);
});

test('refuses what is about another message or tells another outcome', () => {
  expect(places(accuseMetier.check(messageOf(zam()), { message: 'M-2', succes: false }))).toEqual([
    'autre-message @ OBX[1]-4',
    'autre-statut @ OBX[1]-5',
  ]);
});

test('refuses what is no message', () => {
  expect(places(accuseMetier.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
