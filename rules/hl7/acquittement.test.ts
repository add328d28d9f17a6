import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { acquittement } from './acquittement.rule.ts';
import { ack, broken, mdm, messageOf, oru } from './testing.ts';

test.each([
  [1, ack()],
  [2, ack('902')],
] as const)('accepts right message %i', (_, text) => {
  expect(acquittement.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['a code that is none', broken(ack(), 'MSA|AA', 'MSA|OK'), 'code @ MSA[1]-1'],
  ['no reference', broken(ack(), '|M-1', '|'), 'message-acquitte @ MSA[1]-2'],
  ['a refusal without reason', broken(ack(), 'MSA|AA', 'MSA|AE'), 'erreur-absente @ ERR'],
  ['an unknown condition', broken(ack('902'), '|207^', '|999^'), 'condition @ ERR[1]-3'],
  ['an unknown severity', broken(ack('902'), 'Condition|E|', 'Condition|X|'), 'gravite @ ERR[1]-4'],
  ['an application error without its code', broken(ack('902'), '|902', '|'), 'erreur-applicative @ ERR[1]-5'],
  ['another code than those of the volet', broken(ack('902'), '|902', '|950'), 'erreur-applicative @ ERR[1]-5'],
])('refuses %s', (_, inputs, place) => {
  expect(places(acquittement.check(inputs, {}))).toEqual([place]);
});

test('accepts what answers the message at hand', () => {
  const inputs = { ...messageOf(ack()), initial: Buffer.from(mdm()) };
  expect(acquittement.check(inputs, { code: 'AA' })).toEqual([]);
});

test('refuses what answers another message', () => {
  const inputs = { ...messageOf(ack()), initial: Buffer.from(oru()) };
  expect(places(acquittement.check(inputs, {}))).toEqual([
    'autre-message @ MSA[1]-2',
    'adressage @ MSH[1]-5',
    'adressage @ MSH[1]-6',
    'adressage @ MSH[1]-4',
    'version @ MSH[1]-12.1',
    'evenement @ MSH[1]-9.2',
  ]);
});

test('refuses another code or another error than the ones expected', () => {
  expect(places(acquittement.check(messageOf(ack()), { code: 'AE', erreur: '902' }))).toEqual([
    'autre-code @ MSA[1]-1',
    'autre-erreur @ ERR-5',
  ]);
});

test('refuses what is no message', () => {
  expect(places(acquittement.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
