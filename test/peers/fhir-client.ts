/**
 * fhir-kit-client (npm) in a process of its own, that trusts the bench by NODE_EXTRA_CA_CERTS.
 * `node fhir-client.ts search|walk|post|read|capabilities TYPE JSON`: one JSON line on the standard output.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'fhir-kit-client';

interface Resource {
  resourceType: string;
  id?: string;
  entry?: Array<{ resource: Resource }>;
  link?: Array<{ relation: string; url: string }>;
}

interface Failure {
  response: { status: number; data: unknown };
}

const [action = '', resourceType = '', argument = '{}'] = process.argv.slice(2);
const client = new Client({
  baseUrl: process.env['PROBANT_ANNUAIRE_FHIR_URL'] ?? '',
  customHeaders: { 'ESANTE-API-KEY': process.env['PROBANT_ANNUAIRE_CLE'] ?? '' },
});
const searchParams = JSON.parse(argument) as Record<string, string>;
let throttled = 0;

/** As a careful client does: waits for the next second when it is throttled. */
async function patiently(call: () => Promise<unknown>): Promise<Resource> {
  try {
    return (await call()) as Resource;
  } catch (thrown) {
    if ((thrown as Failure).response?.status !== 429) throw thrown;
    throttled += 1;
    await wait(1_000);
    return patiently(call);
  }
}

async function walk(): Promise<object> {
  const counts: Record<string, number> = {};
  const ids = new Set<string>();
  let pages = 0;
  let page: Resource | undefined = await patiently(() => client.search({ resourceType, searchParams }));
  while (page !== undefined) {
    const current: Resource = page;
    pages += 1;
    for (const { resource } of current.entry ?? []) {
      counts[resource.resourceType] = (counts[resource.resourceType] ?? 0) + 1;
      ids.add(`${resource.resourceType}/${resource.id}`);
    }
    const more = current.link?.some(({ relation }) => relation === 'next') === true;
    page = more ? await patiently(async () => await client.nextPage({ bundle: current as never })) : undefined;
  }
  return { pages, counts, distinct: ids.size, throttled };
}

const actions: Record<string, () => Promise<unknown>> = {
  search: () => client.search({ resourceType, searchParams }),
  post: () => client.search({ resourceType, searchParams, options: { postSearch: true } }),
  read: () => client.read({ resourceType, id: String(searchParams['id']) }),
  capabilities: () => client.capabilityStatement(),
  walk,
};

function write(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

try {
  write({ ok: await actions[action]?.() });
} catch (thrown) {
  const { response } = thrown as Failure;
  if (response === undefined) throw thrown;
  write({ status: response.status, data: response.data });
}
