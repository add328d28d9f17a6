import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EvidenceStore, Journal, parsePlan, processEnvironment } from '../core/index.ts';
import { httpsFetch } from '../test/support/https-fetch.ts';
import type { Bench } from './bench-types.ts';
import { planBench } from './plan-bench.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-plan-banc-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts the bench of a plan whose `banc` is written in YAML. */
async function bench(banc: string): Promise<Bench & AsyncDisposable> {
  const plan = parsePlan(
    `version: 1\nproduit: { nom: banc, version: "0" }\ncouloir: MDV-LGC\ncandidat: { pilote: guided }\nbanc:\n${banc}`,
    folder,
  );
  const environment = processEnvironment({ cwd: folder });
  const journal = new Journal(environment, new EvidenceStore(environment, join(folder, 'octets')));
  const started = await planBench(environment, plan.banc, { folder: join(folder, 'banc'), journal });
  return { ...started, [Symbol.asyncDispose]: () => started.stop() };
}

it('sets the faults of web services that a plan asks for', async () => {
  await using started = await bench('  pannes:\n    - { service: insi, panne: http_503, fois: 1 }\n');
  expect(started.controls.pannes.list().map(({ service, panne }) => `${service} ${panne}`)).toEqual(['insi http_503']);
});

it('sets the mail faults that a plan asks for', async () => {
  await using started = await bench(
    '  pannes:\n    - { protocole: smtp, etape: EHLO, effet: { kind: refus, code: 421 } }\n',
  );
  const [host, port] = started.endpoints.mssSmtp.split(':');
  await expect(createTransport({ host, port: Number(port) }).verify()).rejects.toMatchObject({ responseCode: 421 });
});

it.each([
  ['a web fault', '    - { service: insi, panne: xyz }\n'],
  ['a mail fault', '    - { protocole: smtp, etape: VRFY, effet: { kind: coupure } }\n'],
])('refuses %s that does not exist', async (_what, fault) => {
  await expect(bench(`  pannes:\n${fault}`)).rejects.toMatchObject({ code: 'panne_invalide' });
});
it('knows the PSC clients that a plan declares, with their addresses alone', async () => {
  await using started = await bench(
    '  psc:\n    clients:\n      - { id: mon-logiciel, secret: s3cret, retours: ["https://produit.test/retour"] }\n',
  );
  const ca = await readFile(started.files.ca, 'utf8');
  const status = async (retour: string): Promise<number> => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'mon-logiciel',
      redirect_uri: retour,
      scope: 'openid scope_all',
      acr_values: 'eidas1',
      state: 'e',
      nonce: 'n',
    });
    return (await httpsFetch({ ca })(`${new URL('/auth', started.endpoints.psc)}?${query}`)).status;
  };
  expect([await status('https://produit.test/retour'), await status('https://autre.test/retour')]).toEqual([200, 400]);
});
