import { describe, expect, it } from 'vitest';
import { reachOf, renameVariables, substitute } from './xpath.ts';

describe('renaming the variables of an expression', () => {
  const names = new Map([['v', 'v-m1']]);

  it.each([
    ['$v = 1', '$v-m1 = 1'],
    ['$ v', '$v-m1'],
    ['concat($v, "$v", \'$v\')', 'concat($v-m1, "$v", \'$v\')'],
    ['$value + $v.x', '$value + $v.x'],
    ['(: $v :) $v', '(: $v :) $v-m1'],
    ["'it''s $v' = $v", "'it''s $v' = $v-m1"],
    ['for $v in 1 to 3 return $v', 'for $v-m1 in 1 to 3 return $v-m1'],
  ])('%s gives %s', (before, after) => expect(renameVariables(before, names)).toBe(after));
});

describe('filling in the parameters of an abstract pattern', () => {
  const parameters = new Map([
    ['elt', 'cda:code'],
    ['elt_vue', "'code'"],
    ['jdv', '$chemin'],
  ]);

  it.each([
    ['$elt/@code', 'cda:code/@code'],
    ['$elt_vue', "'code'"],
    ['document($jdv)//x', 'document($chemin)//x'],
    ['$element', '$element'],
    ['$elt.', 'cda:code.'],
    ['[$elt] est faux', '[cda:code] est faux'],
    ['$autre', '$autre'],
  ])('%s gives %s', (before, after) => expect(substitute(before, parameters)).toBe(after));
});

describe('what a context may match', () => {
  it.each([
    ['cda:id', false, false],
    ["*[@root = '1']", false, false],
    ['cda:id/@root', true, false],
    ['attribute::root', true, false],
    ["cda:id[. = '@']", false, false],
    ['comment()', false, true],
    ['cda:id | processing-instruction()', false, true],
    ['node()', true, true],
    ["key('k', 'v')", true, true],
    ['.[self::attribute()]', true, true],
    ['/', false, false],
  ])('%s: attributes %s, comments and instructions %s', (context, attributes, others) =>
    expect(reachOf(context)).toEqual({ attributes, others }),
  );
});
