import { expect, test } from 'vitest';
import { allRules } from '../registry.ts';

const sources = allRules().map(({ source }) => source);

test.each(Array.from({ length: 14 }, (_, i) => `INSI-${String(i + 1).padStart(2, '0')}`))('%s is judged', (clause) => {
  expect(sources.some((source) => source.includes(clause))).toBe(true);
});
