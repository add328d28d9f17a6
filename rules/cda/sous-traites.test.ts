import { expect, it } from 'vitest';
import { replaced } from '../pieces/testing.ts';
import { rightReport, tsh } from './example-report.ts';
import { sousTraites } from './sous-traites.rule.ts';

const wanted = { examens: [{ code: tsh.code, laboratoire: 'LABORATOIRE AUTRE' }] };
const picture = '<entry><observationMedia><value mediaType="image/png"/></observationMedia></entry><entry>';

async function codes(text: string): Promise<string[]> {
  return (await sousTraites.check({ document: Buffer.from(text) }, wanted)).map(({ code }) => code);
}

it('accepts the results of another laboratory, named', async () => {
  expect(await codes(rightReport)).toEqual([]);
});

it.each([
  ['examen-absent', 'LABORATOIRE AUTRE', 'CE LABORATOIRE'],
  ['lien', '<paragraph>', '<linkHtml href="https://labo.test">ici</linkHtml><paragraph>'],
  ['image', '<entry>', picture],
])('tells %s', async (code, part, by) => {
  expect(await codes(replaced(rightReport, part, by))).toEqual([code]);
});
