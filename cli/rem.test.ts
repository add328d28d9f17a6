import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../core/index.ts';
import { line, type TestSheet, titles, workbook } from '../referential/rem/testing.ts';
import { type Outcome, probant } from './testing.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-rem-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const now = { clock: { now: () => Date.UTC(2026, 10, 22) } };
const rem = (...argv: string[]): Promise<Outcome> => probant(cwd, ['rem', ...argv], now);
const at = (name: string): Promise<string> => readFile(join(cwd, name), 'utf8');

const known = line(
  'SC.INS/va1.28',
  'Empêcher le rapatriement',
  'SC.INS/va1.28.01',
  'Simuler un retour 00',
  'SC.INS/va1.28.01.01',
  'Vidéo',
);

async function give(...rows: TestSheet['rows']): Promise<Outcome> {
  await writeFile(join(cwd, 'rem.xlsx'), await workbook([{ name: 'Exigences', rows: [titles(), ...rows] }]));
  return rem('import', 'rem.xlsx', '--couloir', 'MDV-LGC');
}

describe('probant rem import', () => {
  it('writes a referential, whose digest it tells', async () => {
    const { out, code } = await give(known);
    expect([code, out.includes(sha256(Buffer.from(await at('referentiel-MDV-LGC.json'))))]).toEqual([0, true]);
  });

  it('writes the same referential for the same workbook', async () => {
    await give(known);
    const first = await at('referentiel-MDV-LGC.json');
    await give(known);
    expect(await at('referentiel-MDV-LGC.json')).toBe(first);
  });

  it('proposes a correspondence that nobody has confirmed', async () => {
    await give(known);
    const text = await at('correspondance-MDV-LGC.yaml');
    expect(text).toMatch(
      /rem: SC\.INS\/va1\.28\.01\n {4}catalogue: INS\/va1\.28\.01\n {4}par: identifiant_sans_prefixe[\s\S]*confirme: null/,
    );
  });

  it('tells what is new and what is gone', async () => {
    const { out } = await give(known, line('ESSAI.99', 'Chercher', 'ESSAI.99.01', 'Recevoir'));
    expect(out).toMatch(/nouvelles : ESSAI\.99\n {2}disparues : ANN\/va1\.01, /);
  });

  it('exits with 1 when a line is lost, and names it', async () => {
    const { out, code } = await give(known, line('', 'Sans numéro', '', ''));
    expect([code, out]).toEqual([1, expect.stringContaining('NON IMPORTÉ  Exigences!3')]);
  });

  it('gives its report to a program', async () => {
    await give(known);
    const { out } = await rem('import', 'rem.xlsx', '--couloir', 'MDV-LGC', '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'probant-import-rem/1',
      feuilles: ['Exigences'],
      propositions: [{ rem: 'SC.INS/va1.28.01', catalogue: 'INS/va1.28.01' }],
    });
  });

  it('keeps what was confirmed as long as the workbook says the same', async () => {
    await give(known);
    await rem('confirm', 'correspondance-MDV-LGC.yaml', '--personne', 'Alix Témoin, éditeur');
    await give(known, line('ESSAI.99', 'Chercher', 'ESSAI.99.01', 'Recevoir'));
    expect(await at('correspondance-MDV-LGC.yaml')).toContain('confirme: Alix Témoin, éditeur, 2026-11-22');
  });

  it('asks again for what the workbook now says otherwise', async () => {
    await give(known);
    await rem('confirm', 'correspondance-MDV-LGC.yaml', '--personne', 'Alix Témoin, éditeur');
    await give(line('SC.INS/va1.28', 'Tout autre', 'SC.INS/va1.28.01', 'chose'));
    expect(await at('correspondance-MDV-LGC.yaml')).not.toContain('Alix');
  });

  it.each([
    ['an unknown lane', ['import', 'rem.xlsx', '--couloir', 'AUTRE'], 'option_invalide'],
    ['no lane', ['import', 'rem.xlsx'], 'option_invalide'],
    ['a file that is not there', ['import', 'absent.xlsx', '--couloir', 'MDV-LGC'], 'rem_introuvable'],
    ['no file', ['import'], 'option_invalide'],
    ['another word', ['lire', 'rem.xlsx'], 'option_invalide'],
  ])('exits with 2 for %s', async (_, argv, error) => {
    const { err, code } = await rem(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(`(${error})`)]);
  });
});

describe('probant rem confirm', () => {
  it('needs a person’s name', async () => {
    await give(known);
    expect((await rem('confirm', 'correspondance-MDV-LGC.yaml')).err).toContain('--personne nomme qui confirme');
  });

  it('refuses a scenario that the correspondence has not', async () => {
    await give(known);
    const { err } = await rem(
      'confirm',
      'correspondance-MDV-LGC.yaml',
      '--personne',
      'Alix Témoin',
      '--scenario',
      'X/1.01',
    );
    expect(err).toContain('X/1.01');
  });

  it('tells how many lines it confirmed, and how many are left', async () => {
    await give(known);
    const { out } = await rem('confirm', 'correspondance-MDV-LGC.yaml', '--personne', 'Alix Témoin', '--douteux');
    expect(out).toContain('1 ligne(s) confirmée(s) par Alix Témoin ; 0 proposition(s) restent à confirmer.');
  });
});
