import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { jeuDeCaracteres } from './jeu-de-caracteres.rule.ts';
import { adt, broken, mdm, messageOf, oru } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, adt()],
] as const)('accepts right message %i', (_, text) => {
  expect(jeuDeCaracteres.check(messageOf(text), {})).toEqual([]);
});

test.each([
  [
    'bytes of ISO 8859 said to be UTF-8',
    messageOf(Buffer.from(mdm().replaceAll('’', "'"), 'latin1')),
    'octets @ MSH[1]-18',
  ],
  [
    'a null byte',
    broken(mdm(), 'Cabinet^', 'Cab\u0000inet^'),
    `caractere-de-commande @ octet ${Buffer.from(mdm()).indexOf('Cabinet^') + 4}, depuis MSH`,
  ],
  ['bytes of UTF-8 said to be ISO 8859', broken(mdm(), 'UNICODE UTF-8', '8859/15'), 'octets @ MSH[1]-18'],
  [
    'accents where nothing is said',
    broken(adt().replace('DOMINIQUE^^^^L', 'Zoé^^^^L'), 'UNICODE UTF-8', ''),
    'octets @ MSH[1]-18',
  ],
  [
    'a set that the volet has not',
    messageOf(Buffer.from(mdm().replace('UNICODE UTF-8', '8859/1').replaceAll('’', ' '), 'latin1')),
    'jeu-du-volet @ MSH[1]-18',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(jeuDeCaracteres.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(jeuDeCaracteres.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
