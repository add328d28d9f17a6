import { describe, expect, it } from 'vitest';
import { chercher } from '../src/annuaire.ts';
import { adresses, annuaire, servir } from './services.ts';

servir();

const acces = { adresse: adresses.annuaire, cle: 'cle-de-test' };
const temoin = { rpps: '99900000017', nom: 'TÉMOIN' };

describe('la recherche d’un correspondant', () => {
  it('trouve le médecin que l’annuaire connaît toujours', async () => {
    expect(await chercher(acces, { identifier: temoin.rpps })).toEqual([expect.objectContaining(temoin)]);
  });

  it('voit la boîte que le test publie', async () => {
    const boite = { adresse: 'nouvelle@test.mssante.fr', type: 'PER', dematerialisation: true } as const;
    annuaire.publishMailboxes({ rpps: temoin.rpps }, [boite]);
    const [trouve] = await chercher(acces, { identifier: temoin.rpps });
    expect(trouve?.boites).toContain('nouvelle@test.mssante.fr');
  });

  it('dit ce que refuse l’OperationOutcome', async () => {
    await expect(chercher(acces, { inconnu: 'x' })).rejects.toMatchObject({
      status: 400,
      message: 'Parameter inconnu not found for resource Practitioner',
    });
  });

  it('dit une clé inconnue', async () => {
    await expect(chercher({ ...acces, cle: 'autre' }, {})).rejects.toMatchObject({ status: 401 });
  });

  it('dit le quota dépassé', async () => {
    annuaire.configureApi({ quota: 1 });
    await chercher(acces, { identifier: temoin.rpps });
    await expect(chercher(acces, { identifier: temoin.rpps })).rejects.toMatchObject({ status: 429 });
  });
});
