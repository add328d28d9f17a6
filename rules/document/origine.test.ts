import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { origine } from './origine.rule.ts';

const check = (shown: string, expected: 'DMP' | 'MSSanté', titre = 'Courrier USAGEBA'): string[] =>
  places(origine.check(lecture({ lignes: [{ titre, origine: shown }] }), { titre: 'USAGEBA', origine: expected }));

test('accepts the origin of the document, whatever goes with it', () => {
  expect(check('MSSanté, Dr CONFRÈRE', 'MSSanté')).toEqual([]);
  expect(check('DMP', 'DMP')).toEqual([]);
});

test('refuses another origin, or none, and a document that is not there', () => {
  expect(check('Dr CONFRÈRE', 'MSSanté')).toEqual(['origine-absente @ lignes (USAGEBA)']);
  expect(check('MSSanté', 'DMP')).toEqual(['origine-absente @ lignes (USAGEBA)']);
  expect(check('DMP', 'DMP', 'Autre')).toEqual(['document-absent @ lignes (USAGEBA)']);
});
