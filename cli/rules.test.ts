import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allRules } from '../rules/index.ts';
import { fixedSets, type RuleSetManifest } from '../runs/rule-set/index.ts';
import { probant } from './testing.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probant-rules-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const now = { clock: { now: () => Date.UTC(2026, 2, 2) } };

async function manifest(): Promise<RuleSetManifest> {
  return JSON.parse((await probant(cwd, ['rules', '--json'], now)).out) as RuleSetManifest;
}

async function written(name: string, set: unknown): Promise<string> {
  await writeFile(join(cwd, name), JSON.stringify(set));
  return name;
}

describe('probant rules', () => {
  it('names every rule, with its version and its source', async () => {
    const { out, code } = await probant(cwd, ['rules']);
    expect([
      code,
      allRules().filter(({ id, version, source }) => !out.includes(`${id} v${version} (`) || !out.includes(source)),
    ]).toEqual([0, []]);
  });

  it('dates its JSON', async () => {
    expect((await manifest()).date).toBe('2026-03-02T00:00:00.000Z');
  });
});

describe('probant rules diff', () => {
  it('tells what was added, taken away, and what changed', async () => {
    const after = await manifest();
    const [first, second, third, fourth, fifth, ...others] = after.regles;
    if (!first || !second || !third || !fourth || !fifth) throw new Error('too few rules');
    const before = {
      ...after,
      regles: [
        { ...first, id: 'ancienne.regle' },
        { ...second, version: '0' },
        { ...third, titre: 'Ancien titre' },
        { ...fourth, source: 'Ancienne source' },
        { ...fifth, empreinte: '0'.repeat(64) },
        ...others,
      ],
    };
    const paths = [await written('avant.json', before), await written('apres.json', after)];
    const { out, code } = await probant(cwd, ['rules', 'diff', '--json', ...paths]);
    const { ecarts } = JSON.parse(out) as { ecarts: Array<{ regle: string; ecart: string }> };
    const told = ecarts.map(({ regle, ecart }) => `${regle} ${ecart}`);
    const expected = [
      'ancienne.regle retiree',
      `${first.id} ajoutee`,
      `${second.id} version`,
      `${third.id} titre`,
      `${fourth.id} source`,
      `${fifth.id} jugement`,
    ];
    expect([code, told.sort()]).toEqual([0, expected.sort()]);
  });

  it('compares one set with this release', async () => {
    const { out } = await probant(cwd, ['rules', 'diff', await written('avant.json', await manifest())]);
    expect(out).toContain('Même jeu de règles.');
  });

  it('reads a set by the version that was fixed', async () => {
    const [last] = fixedSets().slice(-1);
    const { out, code } = await probant(cwd, ['rules', 'diff', last?.version ?? '', last?.version ?? '']);
    expect([code, out.includes('Même jeu de règles.')]).toEqual([0, true]);
  });

  it.each([
    ['an unknown word', ['rules', 'compare']],
    ['no set', ['rules', 'diff']],
    ['a set that is not there', ['rules', 'diff', 'absent.json']],
  ])('with %s exits with 2', async (_, argv) => {
    expect((await probant(cwd, argv)).code).toBe(2);
  });

  it('tells what is wrong in a set', async () => {
    const { err } = await probant(cwd, ['rules', 'diff', await written('autre.json', { format: 'autre' })]);
    expect(err).toContain('Erreur (jeu_de_regles_illisible)');
  });
});
