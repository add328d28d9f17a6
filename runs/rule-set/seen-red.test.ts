import { expect, it } from 'vitest';
import { neverRed, seenRed } from './seen-red.ts';

const point = (rule: string, ...defects: string[]) => ({
  digest: '',
  rules: [rule],
  seen: defects.map((defect) => ({ defect, rule })),
});

it('names the planted defects that a rule found, each once', async () => {
  const points = { 'EX/1.01#1': point('ins.statut', 'b', 'a'), 'EX/1.02#1': point('ins.statut', 'a') };
  const seen = await seenRed({ version: 1, points });
  expect(seen.find(({ rule }) => rule === 'ins.statut')?.defects).toEqual(['a', 'b']);
});

it('knows a rule that a wrong file turns red', async () => {
  const seen = await seenRed({ version: 1, points: {} });
  expect(seen.find(({ rule }) => rule === 'cda.entete')?.wrongFile).toBe(true);
});

it('names a rule that nothing was seen to turn red', () => {
  const red = { rule: 'a.a', defects: ['d'], wrongFile: false };
  expect(
    neverRed([red, { rule: 'b.b', defects: [], wrongFile: true }, { rule: 'c.c', defects: [], wrongFile: false }]),
  ).toEqual(['c.c']);
});
