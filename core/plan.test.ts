import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processEnvironment } from './environment.ts';
import { ProbantError } from './errors.ts';
import { loadPlan, type Plan, parsePlan } from './plan.ts';

const path = resolve('/essai/plan.yaml');
const source = 'version: 1\nproduit:\n  nom: Témoin\n  version: "1"\ncouloir: MDV-LGC\ncandidat:\n  pilote: http\n';

function parse(text: string, env: Record<string, string> = {}): Plan {
  return parsePlan(text, path, env);
}

function failure(text: string): ProbantError {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof ProbantError) return thrown;
    throw thrown;
  }
  throw new Error('the plan was accepted');
}

describe('a plan', () => {
  it('listens on the loopback unless told otherwise', () => {
    expect(parse(source).banc.ecoute).toBe('127.0.0.1');
  });

  it('has the general profile unless told otherwise', () => {
    expect(parse(source).profils).toEqual(['Général']);
  });

  it('takes its paths from its own folder', () => {
    expect(parse(`${source}  pages: pages.ts\n`).candidat.pages).toBe(resolve('/essai/pages.ts'));
  });

  it('takes an absolute path as it is', () => {
    const key = resolve('/cles/sceau.pem');
    expect(parse(`${source}sceau: { cle: ${key}, certificat: c.pem }\n`).sceau?.cle).toBe(key);
  });

  it('takes environment variables', () => {
    expect(parse(`${source}nonce: \${NONCE}\n`, { NONCE: 'abc' }).nonce).toBe('abc');
  });

  it('leaves an unknown variable as it is', () => {
    expect(parse(`${source}nonce: x\${ABSENT}\n`).nonce).toBe(`x\${ABSENT}`);
  });
});

describe('a wrong plan', () => {
  it('is refused by its code', () => {
    expect(failure('').code).toBe('plan_invalide');
  });

  it('is named', () => {
    expect(failure('').message).toContain(path);
  });

  it.each([
    ['a wrong value', source.replace('http', 'fax'), 'candidat.pilote (ligne 7)'],
    ['a wrong type', source.replace('MDV-LGC', '[1]'), 'couloir (ligne 5)'],
    ['an unknown field', source.replace('  pilote', '  piolte: http\n  pilote'), 'candidat (ligne 7)'],
    ['a missing field', source.replace('  nom: Témoin\n', ''), 'produit.nom (ligne 3)'],
    ['text that is not YAML', `${source}nonce: [\n`, 'ligne 9'],
    ['a field given twice', `${source}couloir: BIO-SGL\n`, 'ligne 8'],
  ])('gives the line of %s', (_, text, place) => {
    expect(failure(text).message).toContain(place);
  });

  it.each([
    ['a wrong value', source.replace('http', 'fax'), 'Option invalide'],
    ['a wrong type', source.replace('MDV-LGC', '[1]'), 'Entrée invalide'],
    ['an unknown field', `${source}couleur: bleu\n`, 'Clé non reconnue'],
    ['text that is not YAML', `${source}nonce: [\n`, 'YAML mal formé'],
  ])('tells %s in French', (_, text, words) => {
    expect(failure(text).message).toContain(words);
  });

  it('tells all its faults at once', () => {
    const { message } = failure(source.replace('http', 'fax').replace('MDV-LGC', '""'));
    expect([message.includes('couloir'), message.includes('candidat.pilote')]).toEqual([true, true]);
  });
});

describe('loading a plan', () => {
  it('gives the bytes that it read', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'probant-plan-'));
    try {
      await writeFile(join(cwd, 'plan.yaml'), source);
      expect((await loadPlan(processEnvironment({ cwd }), 'plan.yaml')).bytes.toString()).toBe(source);
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  });

  it('says which file is missing', async () => {
    const loading = loadPlan(processEnvironment({ cwd: tmpdir() }), 'absent/plan.yaml');
    await expect(loading).rejects.toMatchObject({
      code: 'plan_introuvable',
      details: { chemin: 'absent/plan.yaml' },
    });
  });
});
