import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderVerify, type VerifyReport, verifyCodes, verifyDossier } from './index.ts';
import { type SealedSample, sealDate, sealedSample } from './sealed-sample.ts';

let sample: SealedSample;
let report: VerifyReport;

beforeAll(async () => {
  sample = await sealedSample();
  report = await verifyDossier(sample.environment, sample.path, { at: sealDate });
});

afterAll(() => sample.dispose());

describe('the report of verify', () => {
  it('says the four facts, each in its gender', () => {
    const text = renderVerify(report);
    for (const line of [
      '✓ Intégrité : établie',
      '! Authenticité : non établie',
      '! Temps : non établi',
      '! Suffisance : non établie',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('does not let a dossier drive the terminal', () => {
    const hostile: VerifyReport = structuredClone(report);
    hostile.facts.integrite.items.push({ code: 'fichier_ajoute', level: 'echec', message: 'x', file: 'a\u001b[32m' });
    expect(renderVerify(hostile)).not.toContain('\u001b');
  });

  it('has its codes in the documentation, word for word', () => {
    const documentation = readFileSync(new URL('../../docs/dossier.md', import.meta.url), 'utf8');
    const missing = verifyCodes().filter(
      ({ code, text }) =>
        !new RegExp(`\\| \`${code}\` \\|[^|]*\\| `).test(documentation) || !documentation.includes(text),
    );
    expect(missing.map(({ code }) => code)).toEqual([]);
  });
});

describe('verify', () => {
  it('reports a container that can’t be read, and establishes nothing', async () => {
    const path = `${sample.environment.cwd}/faux.asice`;
    await sample.environment.fs.writeFile(path, 'rien');
    const { state, facts } = await verifyDossier(sample.environment, path);
    expect([
      state,
      facts.integrite.items[0]?.code,
      facts.authenticite.state,
      facts.temps.state,
      facts.suffisance.state,
    ]).toEqual(['rompu', 'conteneur_illisible', 'non_etabli', 'non_etabli', 'non_etabli']);
  });

  it('has no report for a file that is not there', async () => {
    await expect(verifyDossier(sample.environment, '/absent.asice')).rejects.toMatchObject({
      code: 'dossier_illisible',
    });
  });

  it('says that an attempt was interrupted, its integrity being whole', async () => {
    const killed = await sealedSample({ concluded: false });
    const { facts } = await verifyDossier(killed.environment, killed.path, { at: sealDate });
    await killed.dispose();
    expect([facts.integrite.state, facts.suffisance.items[0]?.code]).toEqual(['etabli', 'tentative_interrompue']);
  });
});
