import { readFile } from 'node:fs/promises';
import type { VerbArgs, VerbName, VerbResult } from '../../candidate/contract/index.ts';
import { startReference } from '../../candidate/reference/index.ts';
import type { TestBench } from './bench.ts';

/** Cabinet Témoin in front of a bench, driven through its adapter. */
export interface TestCabinet extends AsyncDisposable {
  url: string;
  /** Asks a verb; fails on any status but 200. */
  ask<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<VerbResult<V>>;
  /** Requests that reached INSi since the start, once there are at least `count`. */
  sent(count: number): Promise<Array<{ body: string; contentType: string }>>;
}

/** How the product under test is started. */
export interface CabinetOptions {
  defects?: string[];
  insiUrl?: string;
  delai?: number;
}

/** Starts Cabinet Témoin, a session of the ordinary user open. */
export async function openCabinet(banc: TestBench, options: CabinetOptions = {}): Promise<TestCabinet> {
  const { files, endpoints, journal } = banc.bench;
  const from = journal.last;
  const [ca = '', cert = '', key = ''] = await Promise.all(
    [files.ca, files.insiAutoCert, files.insiAutoKey].map((path) => readFile(path, 'utf8')),
  );
  const insi = { url: options.insiUrl ?? endpoints.insi, ca, cert, key, delai: options.delai ?? 8_000 };
  const reference = await startReference({ port: 0, insi, defects: options.defects ?? [] });
  const ask: TestCabinet['ask'] = async (verb, args) => {
    const answer = await post(`${reference.url}/adaptateur/${verb}`, args);
    if (answer.status !== 200) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as never;
  };
  await ask('ouvrirSession', { profil: 'ordinaire' });
  return {
    url: reference.url,
    ask,
    sent: async (count) => {
      await journal.waitFor(() => journal.last >= from + count, 10_000);
      const exchanges = journal.slice('insi', { from, to: journal.last });
      return Promise.all(
        exchanges.map(async ({ request }) => ({
          body: request === undefined ? '' : await banc.text(request.body.sha256),
          contentType: request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '',
        })),
      );
    },
    [Symbol.asyncDispose]: () => reference.stop(),
  };
}

/** Posts JSON. */
export function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}
