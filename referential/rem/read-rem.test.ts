import { describe, expect, it } from 'vitest';
import { readRem } from './read-rem.ts';
import type { Rem } from './rem.ts';
import { line, type TestSheet, titles, workbook } from './testing.ts';
import { readWorkbook } from './workbook.ts';

async function read(...sheets: TestSheet[]): Promise<Rem> {
  return readRem(await readWorkbook(await workbook(sheets)));
}

const proof = ['INS/va1.28.01.01', 'Copies d’écran'];
const first = line(
  'INS/va1.28',
  'Bloquer une date incomplète',
  'INS/va1.28.01',
  'Simuler un retour ; constater',
  ...proof,
);

/** Codes of the remarks of a sheet whose columns are all there. */
async function remarks(...rows: TestSheet['rows']): Promise<string[]> {
  const { remarks: told } = await read({ rows: [titles(), ...rows] });
  return told.map(({ level, code, where }) => `${level} ${code} ${where.replace('Feuille 1!', '')}`);
}

describe('a workbook of the published shape', () => {
  it('gives its requirement, scenario and proofs', async () => {
    const { requirements } = await read({ rows: [titles(), first] });
    expect(requirements).toMatchObject([
      {
        id: 'INS/va1.28',
        exigence: 'Bloquer une date incomplète',
        chapitre: 'Gestion de l’INS',
        profil: 'Général',
        cellule: 'Feuille 1!B2',
        scenarios: [
          { id: 'INS/va1.28.01', text: 'Simuler un retour ; constater', proofs: [{ id: proof[0], text: proof[1] }] },
        ],
      },
    ]);
  });

  it('has nothing to remark', async () => {
    expect(await remarks(first)).toEqual([]);
  });

  it('may begin with a cover', async () => {
    const { requirements } = await read({ rows: [['REM'], [], ['Version', '2'], titles(), first] });
    expect(requirements.map(({ id }) => id)).toEqual(['INS/va1.28']);
  });

  it('may ask for ten proofs', async () => {
    const proofs = Array.from({ length: 10 }, (_, i) => [`A/1.01.${i + 1}`, 'p']).flat();
    const { requirements } = await read({ rows: [titles(10), line('A/1', 'e', 'A/1.01', 's', ...proofs)] });
    expect(requirements[0]?.scenarios[0]?.proofs.map(({ id }) => id)).toEqual(proofs.filter((_, i) => i % 2 === 0));
  });

  it('may have several scenarios for a requirement', async () => {
    const { requirements } = await read({ rows: [titles(), first, line('INS/va1.28', '', 'INS/va1.28.02', 'Autre')] });
    expect(requirements.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual([
      ['INS/va1.28.01', 'INS/va1.28.02'],
    ]);
  });

  it('may have one row a proof', async () => {
    const again = line('INS/va1.28', first[4] as string, 'INS/va1.28.01', '', 'INS/va1.28.01.02', 'Vidéo');
    const { requirements } = await read({ rows: [titles(), first, again] });
    expect(requirements[0]?.scenarios[0]?.proofs.map(({ id }) => id)).toEqual([proof[0], 'INS/va1.28.01.02']);
  });

  it('is read in each of its sheets that has requirements', async () => {
    const other = { name: 'Vague 2', rows: [titles(), line('SC.MSS/CONF.16', 'e', 'SC.MSS/CONF.16.01', 's')] };
    const { sheets, requirements } = await read(
      { rows: [['Sommaire']] },
      { name: 'Vague 1', rows: [titles(), first] },
      other,
    );
    expect([sheets, requirements.map(({ id }) => id)]).toEqual([
      ['Vague 1', 'Vague 2'],
      ['INS/va1.28', 'SC.MSS/CONF.16'],
    ]);
  });

  it('can be read in one sheet only, whatever the case of its name', async () => {
    const book = await workbook([
      { name: 'Vague 1', rows: [titles(), first] },
      { name: 'Vague 2', rows: [titles(), line('A/1', 'e', 'A/1.01', 's')] },
    ]);
    expect(readRem(await readWorkbook(book), { sheet: 'vague 2' }).requirements.map(({ id }) => id)).toEqual(['A/1']);
  });
});

describe('the titles of columns', () => {
  it('are known in spite of a typo, which is told', async () => {
    const misspelt = titles().map((title) => (title === 'Scénario de conformité' ? 'Scenario de conformitée' : title));
    const { requirements, remarks: told } = await read({ rows: [misspelt, first] });
    expect([requirements[0]?.scenarios.length, told.map(({ code }) => code)]).toEqual([1, ['titre_approche']]);
  });

  it('may have other cases, accents, spaces and orders', async () => {
    const order = [...titles().keys()].reverse();
    const loud = titles().map((title) => ` ${title.toUpperCase()}  `);
    const { requirements, remarks: told } = await read({
      rows: [order.map((i) => loud[i] ?? ''), order.map((i) => first[i] ?? null)],
    });
    expect([requirements[0]?.id, told]).toEqual(['INS/va1.28', []]);
  });

  it.each(['Nature', 'N° scénario'])('that are missing are told: %s', async (missing) => {
    const column = titles().indexOf(missing);
    const without = (row: TestSheet['rows'][number]): TestSheet['rows'][number] => row.filter((_, i) => i !== column);
    const { remarks: told } = await read({ rows: [without(titles()), without(first)] });
    expect(told).toContainEqual(
      expect.objectContaining({ code: 'colonne_absente', text: expect.stringContaining(missing) as string }),
    );
  });

  it('that are unknown are told', async () => {
    const { remarks: told } = await read({ rows: [[...titles(), 'Note interne'], first] });
    expect(told.map(({ code, text }) => `${code} ${text}`)).toEqual([
      'colonne_inconnue Colonne « Note interne » non lue.',
    ]);
  });

  it('must stand in one sheet at least', async () => {
    await expect(read({ name: 'Tarifs', rows: [['Produit', 'Prix']] })).rejects.toMatchObject({
      code: 'rem_sans_exigence',
      message: expect.stringContaining('« Tarifs »') as string,
    });
  });
});

describe('cells', () => {
  it('that are merged down hold for each of their rows', async () => {
    const rows = [titles(), first, line('', '', 'INS/va1.28.02', 'Autre')];
    const { requirements, remarks: told } = await read({ rows, merges: ['B2:B3', 'E2:E3'] });
    expect([requirements.map(({ scenarios }) => scenarios.length), told]).toEqual([[2], []]);
  });

  it('that are merged across make a title, not a requirement', async () => {
    const { requirements, remarks: told } = await read({
      rows: [titles(), ['Gestion de l’INS'], first],
      merges: ['A2:N2'],
    });
    expect([requirements.length, told.map(({ code }) => code)]).toEqual([1, ['titre_de_section']]);
  });

  it('keep nothing of stray spaces about identifiers', async () => {
    const { requirements } = await read({ rows: [titles(), line(' INS/ va1.28\u00a0', 'e', 'INS/va1.28 .01. ', 's')] });
    expect(requirements.map(({ id, scenarios }) => [id, scenarios[0]?.id])).toEqual([['INS/va1.28', 'INS/va1.28.01']]);
  });

  it('that are formulas are read as they were kept, and told', async () => {
    const row = line('INS/va1.28', 'e', 'INS/va1.28.01', 's');
    row[1] = { formula: 'CONCAT("INS/","va1.28")', value: 'INS/va1.28' };
    const { requirements, remarks: told } = await read({ rows: [titles(), row] });
    expect([requirements[0]?.id, told.map(({ code, where }) => `${code} ${where}`)]).toEqual([
      'INS/va1.28',
      ['formule Feuille 1!B2'],
    ]);
  });

  it('that are formulas which nothing computed are read empty, and told as lost', async () => {
    const row = line('INS/va1.28', 'e', 'INS/va1.28.01', 's');
    row[9] = { formula: 'A1', value: '' };
    expect(await remarks(row)).toEqual(['perdu formule_sans_valeur J2']);
  });

  it('in error are read empty, and told as lost', async () => {
    const row = line('INS/va1.28', 'e', 'INS/va1.28.01', 's');
    row[9] = { error: '#REF!' };
    expect(await remarks(row)).toEqual(['perdu cellule_en_erreur J2']);
  });

  it('that are numbers where an identifier is due are told', async () => {
    const row = line('INS/va1.28', 'e', '', 's');
    row[8] = 8.1;
    expect(await remarks(row)).toContain('a_verifier id_nombre I2');
  });
});

describe('a row', () => {
  it('without identifier goes on with the requirement whose number its scenario bears', async () => {
    const { requirements, remarks: told } = await read({ rows: [titles(), first, line('', '', 'INS/va1.28.02', 's')] });
    expect([requirements[0]?.scenarios.length, told.map(({ code }) => code)]).toEqual([2, ['ligne_de_suite']]);
  });

  it('without identifier and of another number is lost, and told', async () => {
    expect(await remarks(first, line('', 'Autre', 'INS/va1.99.01', 's'))).toEqual(['perdu ligne_sans_id 3']);
  });

  it('whose identifier is already another’s is lost, and told', async () => {
    expect(await remarks(first, line('INS/va1.28', 'Tout autre chose', 'INS/va1.28.02', 's'))).toEqual([
      'perdu id_en_double B3',
    ]);
  });

  it('whose scenario is already another’s is lost, and told', async () => {
    expect(await remarks(first, line('INS/va1.29', 'e', 'INS/va1.28.01', 's'))).toEqual([
      'a_verifier scenario_hors_exigence I3',
      'perdu scenario_en_double I3',
    ]);
  });

  it('whose scenario has no number is lost, and told', async () => {
    expect(await remarks(line('INS/va1.28', 'e', '', 'Faire'))).toEqual(['perdu scenario_sans_numero 2']);
  });

  it('whose identifier is malformed is kept, and told', async () => {
    expect(await remarks(line('à définir', 'e', '', ''))).toEqual(['a_verifier id_mal_forme B2']);
  });

  it.each([
    'INS/va1.53',
    'SC.MSS/CONF.16',
    'SC.SSI/GEN.02 BIS',
    'SC.SSI/GEN.02.BIS',
    'SENTINELLE.20',
    'SC.DMP/ALI/PROG.10',
    'EX_GEN-1070',
  ])('may have an identifier such as %s', async (id) => {
    expect(await remarks(line(id, 'e', `${id}.01`, 's'))).toEqual([]);
  });

  it('may ask for no scenario', async () => {
    expect(await remarks(line('INS/va1.28', 'e', '', ''))).toEqual([]);
  });
});
