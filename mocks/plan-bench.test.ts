import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EvidenceStore, Journal, parsePlan, processEnvironment } from '../core/index.ts';
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
