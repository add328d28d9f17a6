import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { openBench, type TestBench } from '../../test/support/bench.ts';
import { type ControlAnswer, controlCall } from '../../test/support/control.ts';

const { matricule, cle, oid, nomNaissance, prenom, sexe, dateNaissance } = drawPerson({ seed: 'graine' }, 'GRAINE');
const traits = { matricule, cle, oid, nomNaissance, prenom, sexe, dateNaissance };
const patient = { ...traits, etat: 'actif', autorisation: 'VALIDE' };
const mailbox = { address: 'dr.graine@test.mssante.fr', kind: 'PER', label: 'Dr Graine' };

let open: TestBench;

beforeAll(async () => {
  open = await openBench({ control: { port: 0 } });
});
afterAll(async () => await open[Symbol.asyncDispose]());
beforeEach(async () => {
  await controlCall(open.bench, 'POST /reset');
});

const post = (path: string, body: unknown): Promise<ControlAnswer> => controlCall(open.bench, `POST ${path}`, body);
const get = (path: string): Promise<ControlAnswer> => controlCall(open.bench, `GET ${path}`);

describe('a seed', () => {
  const seed = {
    pannes: [{ service: 'annuaire', panne: 'http_503' }],
    dmp: {
      deposit: [{ matricule, uniqueId: '1.2.6', titre: 'CR', texte: 'Vu', creation: '2026-11-22T10:00:00Z' }],
      declare: [patient],
    },
    mss: { declareMailbox: [{ ...mailbox, owner: 'graine' }] },
  };

  it('declares at once, in whatever order it is written', async () => {
    expect(await post('/graine', seed)).toEqual({ status: 201, value: { etat: 'fait', actes: 4 } });
    expect((await get(`/dmp/documents?matricule=${matricule}`)).value).toHaveLength(1);
  });

  it('declares nothing when anything in it is wrong, and says where', async () => {
    const answer = await post('/graine', { ...seed, mss: { declareMailbox: [mailbox, { ...mailbox, kind: 'X' }] } });
    expect([answer, (await get(`/dmp/patient?matricule=${matricule}`)).status]).toEqual([
      {
        status: 400,
        value: expect.objectContaining({ erreur: expect.stringMatching(/mss\.declareMailbox\.1\.kind : /) }),
      },
      404,
    ]);
  });

  it.each([
    [[], 'graine : un objet'],
    [{ autre: {} }, 'autre : service inconnu'],
    [{ dmp: { documents: [] } }, 'dmp.documents : acte inconnu'],
    [{ dmp: { declare: {} } }, 'dmp.declare : une liste'],
  ])('is refused: %j', async (value, told) => {
    expect(await post('/graine', value)).toMatchObject({
      status: 400,
      value: { erreur: expect.stringContaining(told) },
    });
  });

  it('is that of docs/banc.md', async () => {
    const [, json = ''] = /```json\n([\s\S]*?)\n```/.exec(await readFile('docs/banc.md', 'utf8')) ?? [];
    expect(await post('/graine', JSON.parse(json))).toMatchObject({ status: 201, value: { actes: 6 } });
  });

  it('is there from the start of a bench', async () => {
    await using seeded = await openBench({ seed });
    expect(seeded.bench.controls.dmp.documents(matricule)).toHaveLength(1);
  });
});
