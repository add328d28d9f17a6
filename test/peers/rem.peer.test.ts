import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Rem, readRem, readWorkbook } from '../../referential/rem/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'probant-rem-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function present(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import openpyxl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const titles = `["Périmètre", "ID", "Chapitre", "Fonction", "Exigence", "Commentaire", "Nature", "Profil",
  "N° scénario", "Scénario de conformité", "N° preuve 1", "Preuve 1"]`;

/** What a workbook that openpyxl writes says. */
async function written(script: string): Promise<Rem> {
  const path = join(folder, 'rem.xlsx');
  const program = `import openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Exigences REM vague 2"
sheet.append(${titles})
${script}
book.save(${JSON.stringify(path)})`;
  execFileSync('/usr/bin/python3', ['-c', program]);
  return readRem(await readWorkbook(readFileSync(path)));
}

const row = `sheet.append(["LGC", "SC.INS/va1.28", "INS", "Appel", "Bloquer\\nla date", None, "Exigence", "Général",
  "SC.INS/va1.28.01", "Simuler ; constater", "SC.INS/va1.28.01.01", "Vidéo"])`;

describe.skipIf(!present())('a workbook of openpyxl (skipped: python3-openpyxl is absent)', () => {
  it('is read whole', async () => {
    const { requirements, remarks } = await written(row);
    expect([requirements, remarks]).toMatchObject([
      [
        {
          id: 'SC.INS/va1.28',
          exigence: 'Bloquer\nla date',
          scenarios: [{ id: 'SC.INS/va1.28.01', proofs: [{ id: 'SC.INS/va1.28.01.01', text: 'Vidéo' }] }],
        },
      ],
      [],
    ]);
  });

  it('may have cells merged down', async () => {
    const { requirements } = await written(`${row}
sheet.append([None] * 8 + ["SC.INS/va1.28.02", "Autre", "SC.INS/va1.28.02.01", "Capture"])
sheet.merge_cells("B2:B3")`);
    expect(requirements.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual([
      ['SC.INS/va1.28.01', 'SC.INS/va1.28.02'],
    ]);
  });

  it('may have formulas that nothing computed', async () => {
    const { remarks } = await written(`${row}\nsheet["E2"] = '=CONCATENATE("a","b")'`);
    expect(remarks.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'formule_sans_valeur Exigences REM vague 2!E2',
    ]);
  });
});
