import { describe, expect, it } from 'vitest';
import { controlKey, startOfList, toComparable, toInsiText } from './lexicon.ts';

describe('toInsiText', () => {
  it.each([
    ['Zoé', 'ZOE'],
    ['œdipe', 'OEDIPE'],
    ['  d’Orçay  ', "D'ORCAY"],
    ['Le  Floc--h', 'LE FLOC--H'],
  ])('writes %s as %s', (typed, sent) => {
    expect(toInsiText(typed)).toBe(sent);
  });
});

describe('toComparable', () => {
  it('takes hyphens and apostrophes for spaces', () => {
    expect(toComparable("D'Oré-Luc")).toBe('D ORE LUC');
  });
});

describe('startOfList', () => {
  it.each([
    ['PIERRE ALAIN', 'PIERRE-ALAIN MURIEL', 'PIERRE-ALAIN'],
    ['Zoé', 'ZOE', 'ZOE'],
    ['MICHEL', 'MICHELANGELO ANTHONY', null],
    ['MURIEL', 'PIERRE-ALAIN MURIEL', null],
    ['', 'PIERRE', null],
  ])('%s in %s: %s', (first, list, expected) => {
    expect(startOfList(first, list)).toBe(expected);
  });
});

describe('controlKey', () => {
  it.each([
    ['2751263220749', '74'],
    ['297022A020778', '78'],
    ['160012B020777', '13'],
    ['27512632207', null],
  ])('%s: %s', (numero, key) => {
    expect(controlKey(numero)).toBe(key);
  });
});
