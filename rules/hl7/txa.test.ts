import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { broken, mdm, messageOf, replacement, towardsLps } from './testing.ts';
import { txa } from './txa.rule.ts';

test.each([
  [1, mdm()],
  [2, replacement()],
  [3, towardsLps()],
  [4, mdm().replace('1.2.250.1.213.9.2.7|', '7^^1.2.250.1.213.9.2^ISO|')],
] as const)('accepts right message %i', (_, text) => {
  expect(txa.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['another rank', broken(mdm(), 'TXA|1|', 'TXA|2|'), 'rang @ TXA[1]-1'],
  ['a type that is none', broken(mdm(), 'TXA|1|18748-4', 'TXA|1|CR'), 'type-de-document @ TXA[1]-2'],
  ['another presentation', broken(mdm(), '|TEXT|', '|PDF|'), 'presentation @ TXA[1]-3'],
  ['no number', broken(mdm(), '1.2.250.1.213.9.2.7|', '|'), 'identifiant @ TXA[1]-12'],
  [
    'an extension without its type',
    broken(mdm(), '1.2.250.1.213.9.2.7|', '7^^1.2.250.1.213.9.2|'),
    'identifiant @ TXA[1]-12',
  ],
  [
    'a name beside the OID',
    broken(mdm(), '1.2.250.1.213.9.2.7|', '1.2.250.1.213.9.2.7^CABINET|'),
    'espace-de-noms @ TXA[1]-12.2',
  ],
  [
    'no replaced document',
    messageOf(mdm({ event: 'T10', order: 'RO', status: 'C' })),
    'identifiant-remplace @ TXA[1]-13',
  ],
  [
    'a document that replaces itself',
    messageOf(mdm({ parent: '1.2.250.1.213.9.2.7' })),
    'document-remplace @ TXA[1]-13',
  ],
  ['a document that is not authenticated', broken(mdm(), '|AU', '|DI'), 'completude @ TXA[1]-17'],
])('refuses %s', (_, inputs, place) => {
  expect(places(txa.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(txa.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
