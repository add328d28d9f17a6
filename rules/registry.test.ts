import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allRules, ruleById, ruleFile } from './registry.ts';

test('knows each rule once, sorted by id', () => {
  const ids = allRules().map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a.localeCompare(b)));
});

test('refuses an id that no rule has', () => {
  expect(() => ruleById('ins.inconnue')).toThrow(expect.objectContaining({ code: 'regle_inconnue' }));
});

test('refuses the file of an id that no rule has', () => {
  expect(() => ruleFile('ins.inconnue')).toThrow(expect.objectContaining({ code: 'regle_inconnue' }));
});

describe.each(allRules().map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('is found by its id', () => {
    expect(ruleById(id)).toBe(rule);
  });

  test('says where it comes from', () => {
    expect(rule.source).not.toBe('');
  });

  test('stands in the file of its name', () => {
    const [set, name] = id.split('.');
    expect(ruleFile(id).pathname).toMatch(new RegExp(`/rules/${set}/${name}\\.rule\\.ts$`));
  });

  test('stands in a file that exists, its test beside it', () => {
    expect(existsSync(new URL(ruleFile(id).href.replace('.rule.ts', '.test.ts')))).toBe(true);
  });
});
