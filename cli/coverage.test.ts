import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line, titles, workbook } from '../referential/rem/testing.ts';
import { type Outcome, probant } from './testing.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-couverture-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const coverage = (...argv: string[]): Promise<Outcome> => probant(cwd, ['coverage', ...argv]);

interface Covered {
  scenario: string;
  home: string;
  reasons: string[];
}

async function covered(...argv: string[]): Promise<Covered[]> {
  const { out } = await coverage(...argv, '--json');
  return (JSON.parse(out) as { scenarios: Covered[] }).scenarios;
}

describe('probant coverage', () => {
  it('leaves no scenario of a shared domain without a home', async () => {
    const { code, out } = await coverage('--all');
    expect([code, out.split('\n').filter((line) => line.startsWith('✗'))]).toEqual([0, []]);
  });

  it('automates three scenarios in five of the shared domains, external ones aside', async () => {
    const { out } = await coverage('--all', '--json');
    const { domaines_partages: shared } = JSON.parse(out) as { domaines_partages: { automatedShare: number } };
    expect(shared.automatedShare).toBeGreaterThanOrEqual(0.6);
  });

  it('says why a scenario of a shared domain is not automated', async () => {
    const told = (await covered('--all')).flatMap(({ scenario, reasons }) =>
      reasons.filter((reason) => reason.endsWith('raison non dite')).map((reason) => `${scenario} ${reason}`),
    );
    expect(told).toEqual([]);
  });

  it('tells the deadlines of a lane', async () => {
    expect((await coverage('--lane', 'RAD-DRIMbox')).out).toContain(
      'vague 2 : preuves complètes, 13/05/2026 à 12 h 00',
    );
  });

  it('is of one wave', async () => {
    const ids = (await covered('--lane', 'MDV-LGC', '--vague', '1')).map(({ scenario }) => scenario);
    expect([ids.includes('INS/va1.28.01'), ids.includes('MSS/CONF.01.01')]).toEqual([true, false]);
  });

  it('follows an imported workbook, by its numbers', async () => {
    const rows = [
      line('SC.INS/va1.28', 'Empêcher', 'SC.INS/va1.28.01', 'Simuler un retour 00'),
      line('X.01', 'Chiffrer les sauvegardes', 'X.01.01', 'Ouvrir'),
    ];
    await writeFile(join(cwd, 'rem.xlsx'), await workbook([{ name: 'Exigences', rows: [titles(), ...rows] }]));
    await probant(cwd, ['rem', 'import', 'rem.xlsx', '--couloir', 'MDV-LGC']);
    await probant(cwd, ['rem', 'confirm', 'correspondance-MDV-LGC.yaml', '--personne', 'Camille Exemple', '--douteux']);
    const homes = (await covered('--rem', 'referentiel-MDV-LGC.json')).map(({ scenario, home }) => [scenario, home]);
    expect(homes).toEqual([
      ['SC.INS/va1.28.01', 'automatise'],
      ['X.01.01', 'guide'],
    ]);
  });

  it.each([
    ['an unknown lane', ['--lane', 'MDV']],
    ['two grids', ['--lane', 'MDV-LGC', '--all']],
    ['a wave that does not exist', ['--lane', 'MDV-LGC', '--vague', '3']],
    ['a referential that is not there', ['--rem', 'rien.json']],
  ])('refuses %s', async (_, argv) => {
    expect((await coverage(...argv)).code).toBe(2);
  });
});
