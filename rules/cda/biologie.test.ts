import { expect, it } from 'vitest';
import { replaced } from '../pieces/testing.ts';
import { biologie } from './biologie.rule.ts';
import { rightReport, tsh } from './example-report.ts';

async function codes(text: string): Promise<string[]> {
  const findings = await biologie.check({ document: Buffer.from(text) }, { etat: 'completed', resultats: [tsh] });
  return findings.map(({ code }) => code);
}

it('accepts a whole report', async () => {
  expect(await codes(rightReport)).toEqual([]);
});

it.each([
  ['modele', '1.2.250.1.213.1.1.1.55', '1.2.250.1.213.1.1.1.45'],
  ['etat', '<lab:statusCode code="completed"', '<lab:statusCode code="active"'],
  ['resultat', 'value="1.95"', 'value="2.95"'],
  ['resultat', 'code="3016-3"', 'code="3024-7"'],
])('tells another %s', async (code, part, by) => {
  expect(await codes(replaced(rightReport, part, by))).toEqual([code]);
});
