import { expect, it } from 'vitest';
import { rightReport } from './example-report.ts';
import { mentions } from './mentions.rule.ts';

async function codes(...textes: string[]): Promise<string[]> {
  return (await mentions.check({ document: Buffer.from(rightReport) }, { textes })).map(({ code }) => code);
}

it('finds a mention in the text of a section, and tells one that is not there', async () => {
  expect(await codes('Examen validé automatiquement.')).toEqual([]);
  expect(await codes('Cofrac')).toEqual(['mention-absente']);
});
