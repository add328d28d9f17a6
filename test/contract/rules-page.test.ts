import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../rules/index.ts';
import { rulesPage } from '../../scripts/lib/rules-page.ts';

const page = readFileSync(new URL('../../docs/regles.md', import.meta.url), 'utf8');

describe('docs/regles.md', () => {
  it('is what the rules say', () => {
    expect(page).toBe(rulesPage());
  });

  it.each(allRules())('names $id once', ({ id }) => {
    expect(page.split(`| \`${id}\` |`)).toHaveLength(2);
  });

  it.each(allRules())('says on what ground $id stands', ({ source }) => {
    expect(source.length).toBeGreaterThan(5);
  });
});
