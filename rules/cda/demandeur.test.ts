import { expect, it } from 'vitest';
import { replaced } from '../pieces/testing.ts';
import { demandeur } from './demandeur.rule.ts';
import { rightReport } from './example-report.ts';

const right = { nom: 'Confrere', adresse: 'dr.confrere@test.mssante.fr' };

async function codes(text: string, wanted = right): Promise<string[]> {
  return (await demandeur.check({ document: Buffer.from(text) }, wanted)).map(({ code }) => code);
}

it('accepts who asked, with the address', async () => {
  expect(await codes(rightReport)).toEqual([]);
});

it('tells somebody else, or an address that is not there', async () => {
  expect(await codes(rightReport, { ...right, nom: 'AUTRE' })).toEqual(['demandeur-absent']);
  const bare = replaced(rightReport, 'mailto:dr.confrere@test.mssante.fr', 'tel:0102030405');
  expect(await codes(bare)).toEqual(['adresse-absente']);
});
