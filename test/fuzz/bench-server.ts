/**
 * The bench that is fuzzed, in a process of its own: every service, evidence and journal on disk, control API. It tells its
 * parent where it listens, what memory it holds, what its journal shows and what nobody handled. Usage: by `fork`, the folder
 * and `banc` or `relais` as arguments.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EvidenceStore, Journal, processEnvironment, sha256 } from '../../core/index.ts';
import {
  type Bench,
  type BenchOptions,
  colleagueDocument,
  openBench,
  productMailboxes,
  testPhysician,
} from '../../mocks/index.ts';
import { TestPki } from '../../mocks/pki/index.ts';
import { dmpPerson } from '../support/dmp-request.ts';
import { httpsFetch } from '../support/https-fetch.ts';
import type { BenchMessage, BenchQuestion, BenchState } from './bench-process.ts';
import { rogueHttps, rogueMail } from './rogue-servers.ts';

const [, , folder = '', form = 'banc'] = process.argv;
const failures: string[] = [];
process.on('unhandledRejection', (reason) => failures.push(`rejet non traité : ${stackOf(reason)}`));
process.on('uncaughtException', (thrown) => failures.push(`exception non traitée : ${stackOf(thrown)}`));

await mkdir(folder, { recursive: true });
const opened: Bench[] = [];
const stopping: Array<() => Promise<void>> = [];
const relays = form === 'relais' ? await farEnds() : undefined;
const { bench, journal } = await open('banc', relays === undefined ? {} : { relays });
await seed(bench);

process.on('message', (question: BenchQuestion) => {
  if (question === 'memoire') void memory().then(tell);
  if (question === 'journal') void state().then((found) => tell({ type: 'journal', ...found }));
  if (question === 'fin') void stop();
});
const { files, endpoints, env } = bench;
const control = bench.control ?? { url: '', token: '' };
tell({ type: 'pret', files, endpoints, env, control, ...(await signIn(bench)) });

async function open(name: string, options: Partial<BenchOptions>): Promise<{ bench: Bench; journal: Journal }> {
  const environment = processEnvironment({ cwd: folder });
  const store = new EvidenceStore(environment, join(folder, `${name}-octets`), 'segments');
  const kept = new Journal(environment, store, { path: join(folder, `${name}.ndjson`), retention: 500 });
  const started = await openBench(join(folder, name), {
    environment,
    names: ['localhost', '127.0.0.1'],
    journal: kept,
    control: { port: 0 },
    verification: 'non_documente',
    ...options,
  });
  opened.push(started);
  stopping.unshift(() => started.stop());
  return { bench: started, journal: kept };
}

/** A right bench for some services, and for the others far ends that answer what they are told. */
async function farEnds(): Promise<NonNullable<BenchOptions['relays']>> {
  const { bench: far } = await open('lointain', {});
  await seed(far);
  const [ca, cert, key] = await Promise.all(
    [far.files.ca, far.files.organisationCert, far.files.organisationKey].map((path) => readFile(path, 'utf8')),
  );
  const [insiCert, insiKey] = await Promise.all(
    [far.files.insiAutoCert, far.files.insiAutoKey].map((path) => readFile(path, 'utf8')),
  );
  const pki = await TestPki.create();
  const credential = await pki.server(['localhost']);
  const [https, smtp, imap] = await Promise.all([
    rogueHttps(credential),
    rogueMail('smtp', credential),
    rogueMail('imap', credential),
  ]);
  for (const rogue of [https, smtp, imap]) stopping.push(() => rogue.stop());
  const trusted = { authorities: [ca ?? ''] };
  const own = { credential: { cert: cert ?? '', key: key ?? '' } };
  const mail = (protocol: string, name: 'mssAppSmtp' | 'mssAppImap') => ({
    url: new URL(`${protocol}://${far.endpoints[name]}`),
    ...trusted,
    ...own,
  });
  const rogue = (protocol: string, port: number) => ({
    url: new URL(`${protocol}://localhost:${port}/`),
    authorities: [pki.chain],
  });
  return {
    insi: { url: new URL(far.endpoints.insi), ...trusted, credential: { cert: insiCert ?? '', key: insiKey ?? '' } },
    mssAppSmtp: mail('smtp', 'mssAppSmtp'),
    mssAppImap: mail('imap', 'mssAppImap'),
    dmp: rogue('https', https.port),
    mssSmtp: rogue('smtp', smtp.port),
    mssImap: rogue('imap', imap.port),
  };
}

/** What inputs are about: a patient and his documents, mailboxes with a message, no quota, tokens that last. */
async function seed({ controls }: Bench): Promise<void> {
  controls.dmp.declare({ ...dmpPerson, etat: 'actif', autorisation: 'VALIDE' });
  for (const n of [1, 2, 3]) {
    const chosen = { uniqueId: `2.25.${n}`, titre: `Synthèse ${n}`, texte: 'Suivi.', creation: '2026-03-02T09:00:00Z' };
    controls.dmp.deposit(colleagueDocument({ ...dmpPerson, historique: [] }, chosen));
  }
  controls.annuaire.configureApi({ quota: 1_000_000 });
  controls.psc.program({ lifetimes: { access: 3_600_000 } });
  for (const address of [productMailboxes.per, productMailboxes.app]) {
    controls.mss.deliver(
      address,
      Buffer.from(`From: a@test.mssante.fr\r\nTo: ${address}\r\nSubject: ESSAI\r\n\r\nBonjour\r\n`),
    );
  }
}

/** The tokens of the test physician, by the code flow. */
async function signIn({
  endpoints: { psc },
  files: { ca },
  env: variables,
}: Bench): Promise<{ accessToken: string; refreshToken: string }> {
  if (form === 'relais') return { accessToken: '', refreshToken: '' };
  const call = httpsFetch({ ca: await readFile(ca, 'utf8') });
  const client = variables['PROBANT_PSC_CLIENT_ID'] ?? '';
  const back = 'https://produit.test/retour';
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: client,
    redirect_uri: back,
    scope: 'openid scope_all',
    state: 'e',
    nonce: 'n',
    acr_values: 'eidas1',
  });
  const answer = await call(`${new URL(psc).origin}/auth?${asked}`, {
    method: 'POST',
    body: new URLSearchParams({ persona: testPhysician.id }),
  });
  const code = new URL(answer.headers.get('location') ?? 'about:blank').searchParams.get('code') ?? '';
  const basic = Buffer.from(`${client}:${variables['PROBANT_PSC_CLIENT_SECRET']}`).toString('base64');
  const token = await call(`${psc}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: back }),
  });
  const { access_token: accessToken, refresh_token: refreshToken } = (await token.json()) as Record<string, string>;
  if (accessToken === undefined || refreshToken === undefined)
    throw new Error(`PSC n’a pas donné de jeton : ${token.status}`);
  return { accessToken, refreshToken };
}

/** What is left once all that can go is gone: what grows then would grow for ever. */
async function memory(): Promise<BenchMessage> {
  for (const one of opened) {
    for (const control of Object.values(one.controls)) control.reset();
    await seed(one);
  }
  const tokens = await signIn(bench);
  for (let i = 0; i < 3; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { type: 'memoire', rss, heapUsed, external, ...tokens };
}

/** Reads the journal again, line by line, from the file. */
async function state(): Promise<BenchState> {
  const exchanges: Record<string, number> = {};
  let previous = '0'.repeat(64);
  let number = 0;
  let broken: number | undefined;
  for await (const line of createInterface({ input: createReadStream(join(folder, 'banc.ndjson')) })) {
    number += 1;
    const kept = JSON.parse(line) as { n: number; service: string; previous: string };
    if (kept.previous !== previous || kept.n !== number) broken ??= number;
    previous = sha256(line);
    exchanges[kept.service] = (exchanges[kept.service] ?? 0) + 1;
  }
  if (number !== journal.last) broken ??= number + 1;
  const unkept = [bench.failure, journal.failure]
    .filter((failure) => failure !== undefined)
    .map((failure) => `échange non gardé : ${stackOf(failure)}`);
  return { exchanges, failures: [...failures, ...unkept], ...(broken === undefined ? {} : { broken }) };
}

async function stop(): Promise<void> {
  for (const end of stopping) await end();
  process.exit();
}

function stackOf(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}

function tell(message: BenchMessage): void {
  process.send?.(message);
}
