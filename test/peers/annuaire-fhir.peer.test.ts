import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBench, type TestBench } from '../support/bench.ts';
import { need } from './support/need.ts';
import { command } from './support/services.ts';

/** fhir-kit-client (npm) and curl against a started bench, on its real TLS port, over the whole directory. */
let opened: TestBench;
beforeAll(async () => {
  opened = await openBench();
});
afterAll(async () => await opened[Symbol.asyncDispose]());
beforeEach(() => opened.bench.controls.annuaire.reset());

interface Resource {
  resourceType: string;
  id: string;
  total?: number;
  name?: unknown;
  entry?: Array<{ resource: Resource }>;
}

interface Outcome {
  ok?: Resource & { pages: number; counts: Record<string, number>; distinct: number; throttled: number };
  status?: number;
  data?: { issue?: Array<{ diagnostics: string }>; message?: string };
}

/** Runs the client; `key` stands for the one of the bench. */
async function fhirKit(action: string, [type, argument = {}]: [string, object?], key?: string): Promise<Outcome> {
  const { env, files } = opened.bench;
  const wanted = {
    NODE_EXTRA_CA_CERTS: files.ca,
    PROBANT_ANNUAIRE_FHIR_URL: env['PROBANT_ANNUAIRE_FHIR_URL'],
    PROBANT_ANNUAIRE_CLE: key ?? env['PROBANT_ANNUAIRE_CLE'],
  };
  const assigned = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
  const script = join(import.meta.dirname, 'fhir-client.ts');
  return JSON.parse(
    await command('env', ...assigned, process.execPath, script, action, type, JSON.stringify(argument)),
  );
}

function curl(path: string, ...args: string[]): Promise<string> {
  const { env, files } = opened.bench;
  const key = `ESANTE-API-KEY: ${env['PROBANT_ANNUAIRE_CLE']}`;
  const address = `${env['PROBANT_ANNUAIRE_FHIR_URL']}/${path}`;
  return command('curl', '-sS', '--cacert', files.ca, '-H', key, ...args, address);
}

/** Lets the second of the rate limit pass. */
async function rested(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_050));
}

describe('fhir-kit-client', () => {
  it('reads every professional to the last page', async () => {
    const { ok } = await fhirKit('walk', ['Practitioner', { _count: '500' }]);
    expect([ok?.pages, ok?.counts, ok?.distinct]).toEqual([20, { Practitioner: 10_000 }, 10_000]);
  });

  it('reads every structure with what depends on it, and bears throttling', async () => {
    opened.bench.controls.annuaire.configureApi({ quota: 2 });
    const { ok } = await fhirKit('walk', ['Organization', { _revinclude: 'Device:organization', _count: '400' }]);
    expect([ok?.pages, ok?.counts['Organization'], (ok?.throttled ?? 0) > 0]).toEqual([5, 2_000, true]);
  });

  it('finds a professional and his role, and reads him again', async () => {
    await rested();
    const { ok } = await fhirKit('search', [
      'Practitioner',
      {
        identifier: '99900000017',
        _revinclude: 'PractitionerRole:practitioner',
      },
    ]);
    const [first, second] = (ok?.entry ?? []).map(({ resource }) => resource);
    const again = await fhirKit('read', ['Practitioner', { id: first?.id }]);
    expect([ok?.total, second?.resourceType, again.ok?.name]).toEqual([1, 'PractitionerRole', first?.name]);
  });

  it('searches by POST', async () => {
    await rested();
    const { ok } = await fhirKit('post', ['Organization', { 'name:contains': 'probant', type: 'SA07' }]);
    expect(ok?.total).toBe(1);
  });

  it('reads the CapabilityStatement', async () => {
    await rested();
    const { ok } = await fhirKit('capabilities', ['']);
    expect(ok?.resourceType).toBe('CapabilityStatement');
  });

  it('is told what is wrong by an OperationOutcome', async () => {
    await rested();
    const { status, data } = await fhirKit('search', ['Practitioner', { foo: '1' }]);
    expect([status, data?.issue?.[0]?.diagnostics]).toEqual([400, 'Parameter foo not found for resource Practitioner']);
  });

  it('is refused without its key', async () => {
    const { status, data } = await fhirKit('search', ['Practitioner', {}], 'inconnue');
    expect([status, data?.message]).toEqual([401, 'Unauthorized']);
  });
});

describe('curl', () => {
  it('sees the headers of the real API', async (context) => {
    need(context, 'curl');
    await rested();
    const answer = await curl('Practitioner?_count=1', '-i');
    expect(answer).toContain('\r\nContent-Type: application/fhir+json;charset=UTF-8\r\n');
  });

  it('is throttled beyond seventeen calls a second', async (context) => {
    need(context, 'curl');
    await rested();
    const urls = Array.from({ length: 100 }, () => [
      '-o',
      '/dev/null',
      `${opened.bench.env['PROBANT_ANNUAIRE_FHIR_URL']}/metadata`,
    ]);
    const codes = (await curl('metadata', '-Z', '-w', '%{http_code} ', ...urls.flat(), '-o', '/dev/null'))
      .trim()
      .split(' ');
    expect([codes.includes('200'), codes.includes('429')]).toEqual([true, true]);
  });

  it('follows the address of the next page as it is', async (context) => {
    need(context, 'curl');
    await rested();
    const first = JSON.parse(await curl('PractitionerRole?active=true&_count=3')) as { link: Array<{ url: string }> };
    const next = new URL(first.link[0]?.url ?? '');
    const second = JSON.parse(await curl(`_page${next.search}`)) as { entry: unknown[] };
    expect(second.entry).toHaveLength(3);
  });

  it('leaves the key in no journalled address', async (context) => {
    need(context, 'curl');
    const { journal, env } = opened.bench;
    const paths = journal.slice('annuaire', { from: 0, to: journal.last }).map(({ request }) => request?.path ?? '');
    expect([paths.length > 0, paths.some((path) => path.includes(env['PROBANT_ANNUAIRE_CLE'] ?? '?'))]).toEqual([
      true,
      false,
    ]);
  });
});
