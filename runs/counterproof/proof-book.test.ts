import { expect, it } from 'vitest';
import { pointsThatAsk } from './proof-book.ts';

it('names the control points that ask a rule', () => {
  const point = (...rules: string[]) => ({ digest: '', rules, seen: [] });
  const book = { version: 1 as const, points: { 'EX/1.01#1': point('a', 'b'), 'EX/1.02#1': point('b') } };
  expect(['a', 'b', 'c'].map((rule) => pointsThatAsk(rule, book))).toEqual([
    ['EX/1.01#1'],
    ['EX/1.01#1', 'EX/1.02#1'],
    [],
  ]);
});
