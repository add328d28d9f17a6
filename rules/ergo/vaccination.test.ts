import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { vaccination } from './vaccination.rule.ts';

const box = { cip: '3400930123458', lot: 'LT12', peremption: '2029-03-31' };
const other = { cip: '3400930999993', lot: 'LT99', peremption: '2028-01-15' };

test('accepts the box among others', () => {
  expect(vaccination.check(lecture({ lignes: [other, box] }), box)).toEqual([]);
});

test('accepts the GTIN and a date as people write it', () => {
  const shown = { cip: '03400930123458', lot: ' LT12', peremption: '31/03/2029' };
  expect(vaccination.check(lecture({ lignes: [shown] }), box)).toEqual([]);
});

test('says what differs of the line that is the closest', () => {
  const findings = vaccination.check(lecture({ lignes: [other, { ...box, lot: 'LT1221S' }] }), box);
  expect(places(findings)).toEqual(['vaccination-differente @ lignes.lot']);
});

test('refuses a file without vaccination', () => {
  expect(vaccination.check(lecture({ lignes: [] }), box)).toHaveLength(3);
});
