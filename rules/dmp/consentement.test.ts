import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { consentement } from './consentement.rule.ts';

const line = (choix: string) => ({ date: '22/11/2026 15:30:12', auteur: 'Dr Alix TÉMOIN', choix });
const right = { choix: 'Non-opposition', lignes: [line('non-opposition'), line('opposition')] };
const check = (shown: object): string[] =>
  places(consentement.check(lecture(shown), { choix: ['opposition', 'non_opposition'], auteur: 'Dr Alix TÉMOIN' }));

test('accepts the last choice, and the trace of all', () => {
  expect(check(right)).toEqual([]);
});

test.each([
  ['a former choice', { ...right, choix: 'Opposition' }, ['choix-inattendu @ choix']],
  ['no choice', { ...right, choix: 'non recueilli' }, ['choix-inattendu @ choix']],
  ['a trace that lost a choice', { ...right, lignes: [line('non-opposition')] }, ['choix-non-trace @ lignes']],
  [
    'a choice without its hour',
    { ...right, lignes: [line('non-opposition'), { ...line('opposition'), date: 'hier' }] },
    ['trace-incomplete @ lignes'],
  ],
])('refuses %s', (_name, shown, expected) => {
  expect(check(shown)).toEqual(expected);
});
