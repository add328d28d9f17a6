import { describe, expect, it } from 'vitest';
import { expiryDate, fnc1, readGs1 } from './gs1.ts';

const values = { '01': '03400930123458', '17': '290300', '10': 'LT12', '21': 'S17' };

describe('readGs1', () => {
  it.each([
    ['in the usual order', `01034009301234581729030010LT12${fnc1}21S17`],
    ['in another order', `010340093012345821S17${fnc1}10LT12${fnc1}17290300`],
    ['with the mark of the symbology', `]d2${fnc1}01034009301234581729030010LT12${fnc1}21S17`],
    ['with FNC1 in letters', '01034009301234581729030010LT12<GS>21S17'],
    ['with FNC1 at its end', `01034009301234581729030010LT12${fnc1}21S17${fnc1}`],
  ])('reads a box %s', (_name, scanned) => {
    expect(Object.fromEntries(readGs1(scanned) ?? [])).toEqual(values);
  });

  it.each(['99XX', '3400930123458', 'https://exemple.test'])('refuses %s', (scanned) => {
    expect(readGs1(scanned)).toBeNull();
  });
});

describe('expiryDate', () => {
  it.each([
    ['290315', '2029-03-15'],
    ['280200', '2028-02-29'],
    ['291200', '2029-12-31'],
  ])('%s is %s', (expiry, date) => {
    expect(expiryDate(expiry)).toBe(date);
  });
});
