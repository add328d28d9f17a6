import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Environment, processEnvironment } from '../core/index.ts';
import { commands } from './commands.ts';
import { type Outcome, probant as probantIn } from './testing.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-cli-'));
});

afterEach(() => rm(cwd, { recursive: true, force: true }));

const probant = (argv: string[], overrides: Partial<Environment> = {}): Promise<Outcome> =>
  probantIn(cwd, argv, overrides);

describe('an unknown command', () => {
  it('exits with 2', async () => {
    expect((await probant(['jouer'])).code).toBe(2);
  });

  it('is told in French, with what to do next', async () => {
    expect((await probant(['jouer'])).err).toBe(
      'Erreur (commande_inconnue) : La commande « jouer » n’existe pas.\n' +
        '→ Lancez « probant aide » pour la liste des commandes.\n',
    );
  });

  it('says nothing on the standard output', async () => {
    expect((await probant(['jouer'])).out).toBe('');
  });
});

describe('the help', () => {
  it.each([[[]], [['aide']], [['--aide']], [['--help']], [['-h']]])('answers %j with 0', async (argv) => {
    expect((await probant(argv)).code).toBe(0);
  });

  it.each(commands)('names $name', async ({ name }) => {
    expect((await probant(['aide'])).out).toContain(`  ${name} `);
  });

  it('tells the exit codes', async () => {
    expect((await probant(['aide'])).out).toContain('Codes de sortie');
  });

  it.each(commands)('tells every option of $name', async ({ name, load }) => {
    const { options } = await load();
    const { out } = await probant(['aide', name]);
    expect(Object.keys(options).filter((option) => !out.includes(`--${option}`))).toEqual([]);
  });

  it('of a command is also its option --aide', async () => {
    expect((await probant(['run', '--aide'])).out).toBe((await probant(['aide', 'run'])).out);
  });
});

describe('a wrong command line', () => {
  it.each([
    ['an unknown option', ['run', '--couleur']],
    ['an option without its value', ['run', '--plan']],
    ['an operand too many', ['run', 'plan.yaml']],
    ['no plan', ['run']],
    ['no dossier', ['verify']],
  ])('with %s exits with 2', async (_, argv) => {
    expect(await probant(argv)).toMatchObject({
      code: 2,
      err: expect.stringContaining('Erreur (option_invalide) : Option invalide') as string,
    });
  });

  it.each(['verify', 'replay'])('of %s sends to its own help', async (name) => {
    expect((await probant([name])).err).toContain(`« probant aide ${name} »`);
  });
});

describe('a wrong configuration', () => {
  it('exits with 2 when the plan is missing', async () => {
    expect(await probant(['run', '--plan', 'absent.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Le plan « absent.yaml » est introuvable') as string,
    });
  });

  it('exits with 2 when the plan is wrong', async () => {
    await writeFile(join(cwd, 'plan.yaml'), 'version: 2\n');
    expect(await probant(['run', '--plan', 'plan.yaml'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('(ligne 1)') as string,
    });
  });

  it.each(['verify', 'replay'])('exits with 2 when the dossier of %s is missing', async (name) => {
    expect(await probant([name, 'absent.asice'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Erreur (dossier_illisible)') as string,
    });
  });

  it('exits with 2 when there is no attempt to seal', async () => {
    expect(await probant(['seal'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('tentative_introuvable') as string,
    });
  });
});

describe('an error of ours', () => {
  const fs: Environment['fs'] = {
    ...processEnvironment().fs,
    mkdir: () => Promise.reject(new TypeError('boum')),
  };

  it('exits with 3, with its trace', async () => {
    expect(await probant(['bench'], { fs })).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^Erreur interne : TypeError: boum\n +at /) as string,
    });
  });
});

describe('the trace of a coded error', () => {
  it('is not shown', async () => {
    expect((await probant(['jouer'])).err).not.toContain('main.ts');
  });

  it('is shown when PROBANT_TRACE is set', async () => {
    expect((await probant(['jouer'], { env: { PROBANT_TRACE: '1' } })).err).toContain('main.ts');
  });
});

describe('probant tentatives', () => {
  it('exits with 0 when there is none', async () => {
    expect(await probant(['tentatives'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Aucune tentative') as string,
    });
  });
});

describe('probant contrat', () => {
  it.each([[['contrat']], [['contrat', '--plan']]])('%j shows JSON', async (argv) => {
    expect(JSON.parse((await probant(argv)).out)).toBeTypeOf('object');
  });
});
