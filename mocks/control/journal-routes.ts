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
    reply: archive,
  },
];

/** Longest wait for an exchange, in milliseconds. */
const longestWait = 60_000;

async function archive({ query, controlled: { journal, environment } }: Call): Promise<Reply> {
  const exchanges = await chosen(journal, query);
  const at = new Date(environment.clock.now());
  return { status: 200, type: 'application/zip', body: evidenceArchive(journal.store, { exchanges, at }) };
}

async function read({ query, controlled: { journal } }: Call): Promise<Reply> {
  const wait = number(query, 'attendre');
  if (wait !== undefined) {
    const window = { from: Math.max(journal.last, start(query)), to: Number.MAX_SAFE_INTEGER };
    const known = await chosen(journal, query);
    const ready = (): boolean => known.length > 0 || journal.all(window).some(isAsked(query));
    await journal.waitFor(ready, Math.min(wait, longestWait));
  }
  return json(200, await chosen(journal, query));
}

/** The exchanges that a call asks for: `service`, `depuis` (the last one already known), `cle`, `panne`. */
async function chosen(journal: Journal, query: URLSearchParams): Promise<Exchange[]> {
  return (await journal.read({ from: start(query), to: journal.last })).filter(isAsked(query));
}

function start(query: URLSearchParams): number {
  return number(query, 'depuis') ?? 0;
}

function isAsked(query: URLSearchParams): (exchange: Exchange) => boolean {
  const [service, key, fault] = ['service', 'cle', 'panne'].map((name) => query.get(name));
  return (exchange) =>
    (service == null || exchange.service === service) &&
    (key == null || exchange.keys.includes(key.toUpperCase())) &&
    (fault == null || exchange.panne === fault);
}

function number(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CallRefusal(400, `« ${name} » veut un nombre entier`);
}

async function rawBytes({ match, controlled: { journal } }: Call): Promise<Reply> {
  const [, ordinal, side] = match;
  const exchange = await journal.exchange(Number(ordinal));
  const part = side === 'request' ? exchange?.request : exchange?.response;
  if (part === undefined) return json(404, { erreur: 'cet échange n’a pas cette partie' });
  const body = await journal.store.get(part.raw.sha256);
  return { status: 200, type: 'application/octet-stream', body };
}
