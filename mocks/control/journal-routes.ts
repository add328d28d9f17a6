import type { Exchange, Journal } from '../../core/index.ts';
import { evidenceArchive } from './evidence-archive.ts';
import { type Call, CallRefusal, json, type Reply, type Route } from './route.ts';

/** Reading the journal, the bytes of its exchanges, and all of it as a file to keep. */
export const journalRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/journal$/, reply: read },
  { method: 'GET', path: /^\/exchange\/(\d+)\/(request|response)$/, reply: rawBytes },
  {
    method: 'GET',
    path: /^\/preuves$/,
    reply: ({ query, controlled: { journal, environment } }) => ({
      status: 200,
      type: 'application/zip',
      body: evidenceArchive(journal.store, {
        exchanges: chosen(journal, query),
        at: new Date(environment.clock.now()),
      }),
    }),
  },
];

/** Longest wait for an exchange, in milliseconds. */
const longestWait = 60_000;

async function read({ query, controlled: { journal } }: Call): Promise<Reply> {
  const wait = number(query, 'attendre');
  if (wait !== undefined) {
    await journal.waitFor(() => chosen(journal, query).length > 0, Math.min(wait, longestWait));
  }
  return json(200, chosen(journal, query));
}

/** The exchanges that a call asks for: `service`, `depuis` (the last one already known), `cle`, `panne`. */
function chosen(journal: Journal, query: URLSearchParams): Exchange[] {
  const [service, key, fault] = ['service', 'cle', 'panne'].map((name) => query.get(name));
  const from = number(query, 'depuis') ?? 0;
  return journal
    .all({ from, to: journal.last })
    .filter((exchange) => service == null || exchange.service === service)
    .filter((exchange) => key == null || exchange.keys.includes(key.toUpperCase()))
    .filter((exchange) => fault == null || exchange.panne === fault);
}

function number(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CallRefusal(400, `« ${name} » veut un nombre entier`);
}

async function rawBytes({ match, controlled: { journal } }: Call): Promise<Reply> {
  const [, ordinal, side] = match;
  const n = Number(ordinal);
  const [exchange] = journal.all({ from: n - 1, to: n });
  const part = side === 'request' ? exchange?.request : exchange?.response;
  if (part === undefined) return json(404, { erreur: 'cet échange n’a pas cette partie' });
  const body = await journal.store.get(part.raw.sha256);
  return { status: 200, type: 'application/octet-stream', body };
}
