import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePlan, processEnvironment } from '../core/index.ts';
import { callInsi, codeCr, issuedIdentity, type TestBench } from '../test/support/bench.ts';
import { type ControlAnswer, controlCall } from '../test/support/control.ts';
import { insiRequest } from '../test/support/insi-request.ts';
import { type Bench, benchJournal, planBench, Tenants, tenantRoutes } from './index.ts';

const plan = 'version: 1\nproduit: { nom: banc, version: "0" }\ncouloir: MDV-LGC\ncandidat: { pilote: guided }\n';

let folder: string;
let tenants: Tenants;
let main: Bench;
let one: Bench;
let two: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probant-locataires-'));
  const environment = processEnvironment({ cwd: folder });
  const { banc } = parsePlan(plan, join(folder, 'plan.yaml'));
  tenants = new Tenants({
    environment,
    folder: join(folder, 'locataires'),
    start: (own) => planBench(environment, banc, own),
  });
  const control = { port: 0, routes: tenantRoutes(tenants) };
  main = await planBench(environment, banc, { folder, journal: await benchJournal(environment, folder), control });
  [one, two] = (await Promise.all([tenants.open('un'), tenants.open('deux')])).map(({ bench }) => bench) as [
    Bench,
    Bench,
  ];
});
afterAll(async () => {
  await Promise.all([tenants.stop(), main.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** A tenant, as the helpers of INSi tests take a bench. */
const asTestBench = (bench: Bench): TestBench => ({ bench }) as TestBench;

async function insiOf(bench: Bench, nomNaissance: string): Promise<string> {
  return codeCr((await callInsi(asTestBench(bench), insiRequest({ nomNaissance }))).body);
}

const call = (path: string, body?: unknown): Promise<ControlAnswer> => controlCall(main, path, body);

describe('two tenants', () => {
  it('listen each on ports of its own, and not on those of the bench', () => {
    const addresses = [main, one, two].flatMap(({ endpoints, control }) => [...Object.values(endpoints), control?.url]);
    const ports = addresses.map((address) => /:(\d+)/.exec(String(address).replace(/^https?:\/\//, ''))?.[1]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('prepare answers that the other does not give', async () => {
    one.controls.insi.program({ match: { nomNaissance: 'PREPARE' }, answer: { code: '02' } });
    expect([await insiOf(one, 'PREPARE'), await insiOf(two, 'PREPARE')]).toEqual(['02', '01']);
  });

  it('have each a journal, in memory and on disk', async () => {
    await insiOf(one, 'JOURNALUN');
    const texts = ['un', 'deux'].map(async (name) => {
      const root = join(folder, 'locataires', name, 'journaux');
      const [start = ''] = await readdir(root).catch(() => []);
      return readFile(join(root, start, 'echanges.ndjson'), 'utf8').catch(() => '');
    });
    const seen = [one, two].map(({ journal }) => journal.all().some(({ keys }) => keys.includes('JOURNALUN')));
    const written = (await Promise.all(texts)).map((text) => text.includes('JOURNALUN'));
    expect([seen, written]).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it('refuse the client certificates of the other', async () => {
    const identity = await issuedIdentity(one);
    await expect(callInsi(asTestBench(two), insiRequest(), { identity })).rejects.toThrow();
    const refused = (): boolean => two.journal.all().some(({ outcome }) => outcome === 'refus_tls');
    await two.journal.waitFor(refused, 10_000);
    expect(refused()).toBe(true);
  });

  it('show certificates that the other’s clients do not trust', async () => {
    const other = { ...two, files: { ...two.files, ca: one.files.ca } };
    await expect(callInsi(asTestBench(other), insiRequest())).rejects.toThrow(/local issuer certificate|self-signed/);
  });

  it('have each their faults', async () => {
    await one.controls.pannes.set({ service: 'insi', panne: 'http_503' });
    const statuses = [one, two].map(async (bench) => (await callInsi(asTestBench(bench), insiRequest())).status);
    const seen = await Promise.all(statuses);
    one.controls.pannes.reset();
    expect(seen).toEqual([503, 200]);
  });

  it('have each a token of the control API, and their name', async () => {
    const { url } = one.control ?? { url: '' };
    const foreign = await fetch(`${url}/etat`, { headers: { authorization: `Bearer ${two.control?.token}` } });
    expect([foreign.status, (await controlCall(one, 'GET /etat')).value]).toEqual([
      401,
      expect.objectContaining({ locataire: 'un' }),
    ]);
  });

  it('can’t open others', async () => {
    expect((await controlCall(one, 'POST /locataires', { nom: 'trois' })).status).toBe(404);
  });
});

describe('live', () => {
  it('one is opened, listed and closed, its files staying', async () => {
    const { status, value } = await call('POST /locataires', { nom: 'direct' });
    const names = (await call('GET /locataires')).value as Array<{ nom: string }>;
    const closed = await call('DELETE /locataires/direct');
    const { variables, controle } = value as { variables: string; controle: { url: string } };
    expect([status, names.map(({ nom }) => nom), closed.status, existsSync(variables)]).toEqual([
      201,
      ['un', 'deux', 'direct'],
      200,
      true,
    ]);
    await expect(fetch(`${controle.url}/etat`)).rejects.toThrow();
  });

  it('one is opened again under the same name, its journal going on', async () => {
    await call('POST /locataires', { nom: 'encore' });
    await call('DELETE /locataires/encore');
    expect((await call('POST /locataires', { nom: 'encore' })).status).toBe(201);
    await call('DELETE /locataires/encore');
  });

  it.each(['', 'Majuscule', '../ailleurs', 'a/b', '-tiret', 'x'.repeat(33), 'un'])(
    'refuses the name %j',
    async (nom) => {
      expect(await call('POST /locataires', { nom })).toMatchObject({
        status: 400,
        value: { code: 'locataire_invalide' },
      });
    },
  );

  it.each([{}, { nom: 3 }, []])('wants a name: %j', async (body) => {
    expect((await call('POST /locataires', body)).status).toBe(400);
  });

  it('says that there is none of that name', async () => {
    expect((await call('DELETE /locataires/personne')).status).toBe(404);
  });
});

describe('a stop', () => {
  it('closes them all, those that are opening too', async () => {
    const environment = processEnvironment({ cwd: folder });
    const { banc } = parsePlan(plan, join(folder, 'plan.yaml'));
    const others = new Tenants({
      environment,
      folder: join(folder, 'autres'),
      start: (own) => planBench(environment, banc, own),
    });
    const opening = others.open('lent');
    await others.stop();
    const { bench } = await opening;
    expect(await others.list()).toEqual([]);
    await expect(callInsi(asTestBench(bench), insiRequest())).rejects.toThrow(/ECONNREFUSED/);
  });

  it('leaves a name free when its bench can’t start', async () => {
    const environment = processEnvironment({ cwd: folder });
    let tries = 0;
    const failing = new Tenants({
      environment,
      folder: join(folder, 'echecs'),
      start: () => {
        tries += 1;
        return Promise.reject(new Error('panne'));
      },
    });
    for (const _ of [1, 2]) await expect(failing.open('rate')).rejects.toThrow('panne');
    await failing.stop();
    expect(tries).toBe(2);
  });
});
