import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { coherenceCda } from './coherence-cda.rule.ts';
import { broken, cdaText, mdm, messageOf, oru, replacement, towardsLps } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, replacement()],
  [4, towardsLps()],
  [5, mdm({ cda: cdaText({ extension: '7' }) }).replace('1.2.250.1.213.9.2.7|', '7^^1.2.250.1.213.9.2^ISO|')],
] as const)('accepts right message %i', (_, text) => {
  expect(coherenceCda.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['another patient', broken(mdm(), '279035121518989^^^', '297022A02077878^^^'), 'identifiants @ PID[1]-3[2]'],
  ['another OID', broken(mdm(), '1.4.10&ISO^INS', '1.4.8&ISO^INS'), 'identifiants @ PID[1]-3[2]'],
  ['another date of birth', broken(mdm(), '|19790328|', '|19790329|'), 'date-naissance @ PID[1]-7'],
  ['another sex', broken(mdm(), '|19790328|F|', '|19790328|M|'), 'sexe @ PID[1]-8'],
  ['another name', broken(mdm(), '||PAT-TROIS^', '||PAT-QUATRE^'), 'nom @ PID[1]-5[1].1'],
  ['another document', broken(mdm(), '1.2.250.1.213.9.2.7|', '1.2.250.1.213.9.2.8|'), 'identifiant @ TXA[1]-12'],
  [
    'another replaced document',
    broken(replacement(), '|1.2.250.1.213.9.2.6|', '|1.2.250.1.213.9.2.5|'),
    'identifiant-remplace @ TXA[1]-13',
  ],
  ['another type', broken(mdm(), 'OBX|1|ED|18748-4', 'OBX|1|ED|11502-2'), 'type-de-document @ OBX[1]-3.1'],
  ['another type in TXA', broken(mdm(), 'TXA|1|18748-4', 'TXA|1|11502-2'), 'type-txa @ TXA[1]-2'],
  ['a document that cannot be read', messageOf(mdm({ cda: '<' })), 'xml-illisible @ OBX[1]-5.5'],
])('refuses %s', (_, inputs, place) => {
  expect(places(coherenceCda.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(coherenceCda.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
