import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AttemptOpening, type Environment, processEnvironment } from '../core/index.ts';
import { checkLedger, ledgerPath, readLedger, recordConclusion, recordOpening } from './ledger.ts';

let environment: Environment;

beforeEach(async () => {
  environment = processEnvironment({ cwd: await mkdtemp(join(tmpdir(), 'probant-registre-')) });
});

afterEach(() => rm(environment.cwd, { recursive: true, force: true }));

function opening(id: string): AttemptOpening {
  return {
    type: 'tentative-ouverte',
    id,
    at: '2026-03-02T09:00:00.000Z',
    plan: { sha256: 'a'.repeat(64), size: 1 },
    produit: { nom: 'Témoin', version: '1' },
    couloir: 'MDV-LGC',
    profils: [],
    pilote: 'http',
    seed: 's',
    scenarios: [],
    probant: { version: '0', catalogue: '', regles: '', jeu: '', features: '', contrePreuve: '' },
    environnement: { node: '', plateforme: '' },
  };
}

const conclusion = {
  id: 'T-1',
  at: '2026-03-02T09:01:00.000Z',
  comptes: { conforme: 1, non_conforme: 0, non_evalue: 0, a_relire: 0, externe: 0 },
  evenements: 'b'.repeat(64),
};

async function text(): Promise<string> {
  return readFile(ledgerPath(environment), 'utf8');
}

describe('the ledger', () => {
  it('chains its lines', async () => {
    await recordOpening(environment, opening('T-1'));
    await recordConclusion(environment, conclusion);
    expect(await readLedger(environment)).toMatchObject({
      cut: false,
      lines: [{ type: 'ouverture' }, { type: 'conclusion' }],
    });
  });

  it('is empty before the first attempt', async () => {
    expect(await readLedger(environment)).toEqual({ lines: [], cut: false, text: '' });
  });

  it('names the line that was changed', async () => {
    for (const id of ['T-1', 'T-2', 'T-3']) await recordOpening(environment, opening(id));
    expect(checkLedger((await text()).replace('T-1', 'T-9')).brokenAt).toBe(2);
  });

  it('names the line after one that was removed', async () => {
    for (const id of ['T-1', 'T-2', 'T-3']) await recordOpening(environment, opening(id));
    const lines = (await text()).split('\n');
    expect(checkLedger([lines[0], ...lines.slice(2)].join('\n')).brokenAt).toBe(2);
  });

  it('goes on after a last line that was cut', async () => {
    await recordOpening(environment, opening('T-1'));
    await writeFile(ledgerPath(environment), `${await text()}{"at":"2026`);
    await recordOpening(environment, opening('T-2'));
    expect((await readLedger(environment)).lines.map(({ id }) => id)).toEqual(['T-1', 'T-2']);
  });

  it('takes no more lines once its chain is broken', async () => {
    for (const id of ['T-1', 'T-2']) await recordOpening(environment, opening(id));
    await writeFile(ledgerPath(environment), (await text()).replace('T-1', 'T-9'));
    await expect(recordOpening(environment, opening('T-3'))).rejects.toMatchObject({ code: 'ecriture_impossible' });
  });

  it('stays whole when several attempts open at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => recordOpening(environment, opening(`T-${i}`))));
    const { lines, brokenAt } = await readLedger(environment);
    expect([lines.length, brokenAt]).toEqual([8, undefined]);
  });

  it('takes over the lock of a process that died', async () => {
    await recordOpening(environment, opening('T-1'));
    await writeFile(`${ledgerPath(environment)}.verrou`, '999999999');
    await recordOpening(environment, opening('T-2'));
    expect((await readLedger(environment)).lines).toHaveLength(2);
  });
});
