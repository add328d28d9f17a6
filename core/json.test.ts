import { describe, expect, it } from 'vitest';
import { canonicalJson, sameJson } from './json.ts';

describe('canonical JSON', () => {
  it('sorts the keys, at every depth', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"a":{"c":3,"d":2},"b":1}');
  });

  it('keeps the order of arrays', () => {
    expect(canonicalJson([2, 1])).toBe('[2,1]');
  });

  it('writes numbers as RFC 8785 does', () => {
    expect(canonicalJson([1.0, 1e21, -0])).toBe('[1,1e+21,0]');
  });
});

describe('sameJson', () => {
  it('does not mind the order of keys', () => {
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  });

  it('tells a number from its text', () => {
    expect(sameJson(1, '1')).toBe(false);
  });
});
