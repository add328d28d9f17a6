import { describe, expect, it } from 'vitest';
import { checkSource, MAX_LINES } from './check-size.ts';

describe('source checks', () => {
  it('accepts a file of the longest length', () => {
    expect(checkSource('core/a.ts', 'x\n'.repeat(MAX_LINES))).toEqual([]);
  });

  it('refuses one line more', () => {
    expect(checkSource('core/a.ts', 'x\n'.repeat(MAX_LINES + 1))).toMatchObject([{ place: 'core/a.ts' }]);
  });

  it('names the line of an error without code', () => {
    const remarks = checkSource('core/a.ts', `const a = 1;\nthrow ${'new'} Error('no');\n`);
    expect(remarks).toMatchObject([{ place: 'core/a.ts:2' }]);
  });

  it('lets a test throw one', () => {
    expect(checkSource('core/a.test.ts', `throw ${'new'} Error('no');\n`)).toEqual([]);
  });

  it('refuses a committed key, even in a test', () => {
    const key = `-----BEGIN ${'PRIVATE'} KEY-----\\n${'A'.repeat(64)}`;
    expect(checkSource('core/a.test.ts', key)).toHaveLength(1);
  });
});
