import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processEnvironment } from '../core/index.ts';
import { type ClientIdentity, callInsi, codeCr, issuedIdentity, openBench } from '../test/support/bench.ts';
import { httpsFetch } from '../test/support/https-fetch.ts';
import { insiRequest } from '../test/support/insi-request.ts';
import { keptIdentity } from './kept-identity.ts';

const environment = processEnvironment();
let folder: string;

/** What a product was given of a bench, now stopped. */
let before: { env: Record<string, string>; ca: string; client: ClientIdentity };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-identite-'));
  await using open = await openBench({ identity: await keptIdentity(environment, folder) });
  const { env, files } = open.bench;
  before = { env, ca: await readFile(files.ca, 'utf8'), client: await issuedIdentity(open.bench) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a bench started again with the identity that a folder keeps', () => {
  it.each(['PROBANT_PSC_CLIENT_SECRET', 'PROBANT_ANNUAIRE_CLE'])('has the same %s', async (name) => {
    await using open = await openBench({ identity: await keptIdentity(environment, folder) });
    expect(open.bench.env[name]).toBe(before.env[name]);
  });

  it('is trusted by who trusted it, and takes the certificate that it had issued', async () => {
    await using open = await openBench({ identity: await keptIdentity(environment, folder) });
    const send = httpsFetch({ ca: before.ca, ...before.client });
    const answer = await send(open.bench.endpoints.insi, { method: 'POST', body: insiRequest() });
    expect(codeCr(await answer.text())).toBe('00');
  });

  it('gives a certificate of its own all the same', async () => {
    await using open = await openBench({ identity: await keptIdentity(environment, folder) });
    const serial = new X509Certificate((await issuedIdentity(open.bench)).cert).serialNumber;
    expect(serial).not.toBe(new X509Certificate(before.client.cert).serialNumber);
    expect(codeCr((await callInsi(open, insiRequest())).body)).toBe('00');
  });
});

describe('a bench without a kept identity', () => {
  it('is another one at each start', async () => {
    await using open = await openBench();
    const root = (pem: string): unknown => new X509Certificate(pem).publicKey.export({ format: 'jwk' }).n;
    expect(root(await readFile(open.bench.files.ca, 'utf8'))).not.toBe(root(before.ca));
  });
});

describe('the file of an identity', () => {
  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    expect((await stat(join(folder, 'identite.json'))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{"pscSecret":"x"}', '[]'])('of another content, %j, is refused', async (text) => {
    const other = await mkdtemp(join(tmpdir(), 'probant-identite-'));
    await writeFile(join(other, 'identite.json'), text);
    const asked = keptIdentity(environment, other);
    await expect(asked).rejects.toMatchObject({ code: 'identite_banc_invalide' });
    await rm(other, { recursive: true, force: true });
  });
});
