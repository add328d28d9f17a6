import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../core/index.ts';
import { dossierPaths, sealPaths } from '../container/index.ts';
import { localTimeStamper, sealTree } from '../seal/index.ts';
import type { VerifyReport } from './index.ts';
import { verifyDossier } from './index.ts';
import { publisherCredentials, sealDate } from './sealed-sample.ts';
import { at, edit, remarks, sample, useSealedSample, verifyBytes } from './tampering.ts';

useSealedSample();

describe('time', () => {
  async function stampedBy(from: number, to: number): Promise<VerifyReport> {
    const authority = await publisherCredentials(sample, { name: `tsa${from}${to}`, use: 'horodatage', from, to });
    const timeStamper = localTimeStamper(authority.credentials, sealDate);
    const bytes = await sealTree(await sample.files(), { ...sample.sealOptions, timeStamper });
    return verifyBytes(bytes, {
      trustedTime: [authority.authority],
      at: new Date(sealDate.getTime() + 30 * 86_400_000),
    });
  }

  it('is broken when the token’s authority has expired since', async () => {
    expect(remarks(await stampedBy(-10, 5))).toEqual([`jeton_expire ${sealPaths.token}`]);
  });

  it('is broken when the token was made by an expired authority', async () => {
    expect(remarks(await stampedBy(-10, -5))).toContain(`jeton_hors_validite_autorite ${sealPaths.token}`);
  });

  it('is broken when the certificate is not one of a time authority', async () => {
    const timeStamper = localTimeStamper(sample.sealOptions.credentials, sealDate);
    const report = await verifyBytes(await sealTree(await sample.files(), { ...sample.sealOptions, timeStamper }));
    expect(remarks(report)).toEqual([`jeton_sans_usage ${sealPaths.token}`]);
  });

  it('is broken when the token is older than the end of the attempt', async () => {
    const authority = await publisherCredentials(sample, { name: 'tsa-avant', use: 'horodatage' });
    const timeStamper = localTimeStamper(authority.credentials, new Date(sealDate.getTime() - 86_400_000));
    const report = await verifyBytes(await sealTree(await sample.files(), { ...sample.sealOptions, timeStamper }));
    expect(remarks(report)).toEqual([`jeton_avant_conclusion ${sealPaths.token}`]);
  });

  it('is broken when the token is outside the life of the signer’s certificate', async () => {
    const authority = await publisherCredentials(sample, { name: 'tsa-apres', use: 'horodatage', to: 9000 });
    const late = new Date(sealDate.getTime() + 4000 * 86_400_000);
    const bytes = await sealTree(await sample.files(), {
      ...sample.sealOptions,
      timeStamper: localTimeStamper(authority.credentials, late),
    });
    expect(remarks(await verifyBytes(bytes, { trustedTime: [authority.authority] }))).toEqual([
      `jeton_hors_validite_signataire ${sealPaths.token}`,
    ]);
  });

  it('is not established by an authority that the verifier does not know', async () => {
    const other = await publisherCredentials(sample, { name: 'tsa-autre', use: 'horodatage' });
    const { facts } = await verifyDossier(sample.environment, sample.path, {
      ...sample.trust,
      trustedTime: [other.authority],
      at,
    });
    expect(facts.temps).toMatchObject({ state: 'non_etabli', items: [{ code: 'autorite_temps_non_reconnue' }] });
  });
});

describe('authenticity', () => {
  it('is not established without a trusted authority', async () => {
    const { facts } = await verifyDossier(sample.environment, sample.path, { at });
    expect(facts.authenticite).toMatchObject({ state: 'non_etabli', items: [{ code: 'aucune_confiance' }, {}] });
  });

  it('is not established for a signer whom the verifier does not accept', async () => {
    const other = await publisherCredentials(sample, { name: 'ac-autre', use: 'signature' });
    const { facts } = await verifyDossier(sample.environment, sample.path, { trusted: [other.authority], at });
    expect(facts.authenticite).toMatchObject({ state: 'non_etabli', items: [{ code: 'signataire_non_reconnu' }, {}] });
  });

  it('is what decides, for a dossier sealed again as a whole by someone else', async () => {
    const other = await publisherCredentials(sample, { name: 'faussaire', use: 'signature' });
    const tree = await sample.files();
    const signer = sha256(sample.sealOptions.credentials.certificate.raw);
    edit(tree, dossierPaths.document, (text) => text.replace(signer, sha256(other.credentials.certificate.raw)));
    const report = await verifyBytes(await sealTree(tree, { ...sample.sealOptions, credentials: other.credentials }));
    expect([report.facts.integrite.state, report.facts.authenticite.state, report.accepted]).toEqual([
      'etabli',
      'non_etabli',
      false,
    ]);
  });

  it('is broken when the certificate had expired at the date of the signature', async () => {
    const expired = await publisherCredentials(sample, { name: 'perime', use: 'signature', from: -20, to: -5 });
    const bytes = await sealTree(await sample.files(), { ...sample.sealOptions, credentials: expired.credentials });
    expect(remarks(await verifyBytes(bytes))).toContain(`signataire_hors_validite ${sealPaths.signature}`);
  });

  it('accepts the signer’s own certificate as trusted', async () => {
    const own = await readFile(join(sample.environment.cwd, 'editeur-certificate.pem'), 'utf8');
    const { facts } = await verifyDossier(sample.environment, sample.path, { trusted: [own], at });
    expect(facts.authenticite.state).toBe('etabli');
  });
});
