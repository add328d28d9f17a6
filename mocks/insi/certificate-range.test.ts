import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvidenceStore, Journal, processEnvironment } from '../../core/index.ts';
import { httpsFetch } from '../../test/support/https-fetch.ts';
import { answerCode, insiRequest } from '../../test/support/insi-request.ts';
import { startTlsHost, type TlsHost } from '../host/index.ts';
import { Authority, type CredentialVariant, TestPki } from '../pki/index.ts';
import { insiService } from './index.ts';

let pki: TestPki;
let publisher: Authority;
let folder: string;
let host: TlsHost;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-gamme-'));
  const environment = processEnvironment({ cwd: folder });
  [pki, publisher] = await Promise.all([TestPki.create(), Authority.root([{ CN: ['TEST AUTORITE DU PLAN'] }])]);
  host = await startTlsHost({
    environment,
    journal: new Journal(environment, new EvidenceStore(environment, folder)),
    service: insiService({ environment }),
    listen: '127.0.0.1',
    port: 0,
    credential: await pki.server(['localhost']),
    clientAuthorities: [pki.chain, publisher.pem],
    clientCertificate: 'exige',
  });
});
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

async function code({ cert, key }: { cert: string; key: string }): Promise<string> {
  const send = httpsFetch({ ca: pki.chain, cert, key });
  const answer = await send(`https://localhost:${host.port}/lps`, { method: 'POST', body: insiRequest() });
  return answerCode(await answer.text());
}

describe('the certificate INSI-AUTO', () => {
  it.each<[CredentialVariant, string]>([
    ['valide', '00'],
    ['autre_gamme', 'desir_560'],
  ])('of the IGC-Santé, %s, gets %s', async (variant, expected) => {
    expect(await code(await pki.clientAuthentication({ commonName: 'INSI-AUTO' }, variant))).toBe(expected);
  });

  it('of an authority that the plan names is taken', async () => {
    expect(await code(await publisher.issue({ subject: [{ CN: ['INSI-AUTO'] }], extensions: [] }))).toBe('00');
  });
});
