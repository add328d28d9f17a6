import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { documentClasse } from './document-classe.rule.ts';

const parameters = { titre: 'Bilan USAGEBA', type: 'biologiques', origine: 'TESTCORBA' };
const line = { titre: 'Bilan USAGEBA', type: 'CR d’examens biologiques', origine: 'Dr_ALICE_TESTCORBA' };
const check = (changes: Partial<typeof line>): string[] =>
  places(documentClasse.check(lecture({ lignes: [{ ...line, ...changes }] }), parameters));

test('accepts the document in the file', () => {
  expect(check({})).toEqual([]);
});

test.each([
  [{ titre: 'Autre' }, 'document-non-montre @ lignes (Bilan USAGEBA)'],
  [{ type: '' }, 'type-non-montre @ lignes (Bilan USAGEBA).type'],
  [{ origine: 'cabinet' }, 'origine-non-montre @ lignes (Bilan USAGEBA).origine'],
])('refuses %o', (changes, finding) => {
  expect(check(changes)).toEqual([finding]);
});
