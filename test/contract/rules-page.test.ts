import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../rules/index.ts';
import { neverRed, seenRed } from '../../runs/rule-set/index.ts';
import { rulesPage } from '../../scripts/lib/rules-page.ts';

const page = readFileSync(new URL('../../docs/regles.md', import.meta.url), 'utf8');

describe('docs/regles.md', () => {
  it('is what the rules say', async () => {
    expect(page).toBe(await rulesPage());
  });

  it.each(allRules())('names $id once', ({ id }) => {
    expect(page.split(`| \`${id}\` |`)).toHaveLength(2);
  });

  it('names no rule that nothing was seen to turn red', async () => {
    expect(neverRed(await seenRed())).toEqual([]);
  });

  it.each(allRules())('says on what ground $id stands', ({ source }) => {
    expect(source.length).toBeGreaterThan(5);
  });
});
