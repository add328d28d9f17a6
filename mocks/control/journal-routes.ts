import { Readable } from 'node:stream';
import type { Exchange, Journal } from '../../core/index.ts';
import { conversationText } from './conversation.ts';
import { evidenceArchive } from './evidence-archive.ts';
import { type Call, CallRefusal, json, type Reply, type Route } from './route.ts';

/** Reading the journal, the bytes of its exchanges, and all of it as a file to keep. */
export const journalRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/journal$/, reply: read },
  { method: 'GET', path: /^\/exchange\/(\d+)\/(request|response)$/, reply: rawBytes },
  { method: 'GET', path: /^\/preuves$/, reply: archive },
  { method: 'GET', path: /^\/conversation$/, reply: conversation },
];

/** Longest wait for an exchange, in milliseconds. */
const longestWait = 60_000;

/** Exchanges read from the journal at a time. */
const page = 500;

function archive({ query, controlled: { journal, environment } }: Call): Reply {
  const exchanges = chosen(journal, query);
  const at = new Date(environment.clock.now());
  return { status: 200, type: 'application/zip', body: evidenceArchive(journal.store, { exchanges, at }) };
}

/** The exchanges of one service, as `probant check` reads them. */
function conversation({ query, controlled: { journal } }: Call): Reply {
  const service = query.get('service');
  if (service === null)
    throw new CallRefusal(400, '« service » est à donner : une conversation est celle d’un service');
  const exchanges = chosen(journal, query);
  const body = Readable.from(conversationText(journal.store, { service, person: query.getAll('personne') }, exchanges));
  return { ...json(200, {}), body };
}

async function read({ query, controlled: { journal } }: Call): Promise<Reply> {
  const wait = number(query, 'attendre');
  if (wait !== undefined) await awaited(journal, query, Math.min(wait, longestWait));
  return { ...json(200, []), body: Readable.from(arrayOf(chosen(journal, query))) };
}

async function awaited(journal: Journal, query: URLSearchParams, wait: number): Promise<void> {
  const { last } = journal;
  const { done } = await chosen(journal, query).next();
  if (done !== true) return;
  const window = { from: Math.max(last, start(query)), to: Number.MAX_SAFE_INTEGER };
  await journal.waitFor(() => journal.all(window).some(isAsked(query)), wait);
}

/** The text of a JSON array, one element a line. */
async function* arrayOf(exchanges: AsyncIterable<Exchange>): AsyncGenerator<string> {
  let before = '[';
  for await (const exchange of exchanges) {
    yield `${before}\n${JSON.stringify(exchange)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n]';
}

/**
 * The exchanges that a call asks for, of those there are now: `service`, `depuis` (the last one already known), `cle`,
 * `panne`. A call that asks for an impossible thing is refused before any is read.
 */
function chosen(journal: Journal, query: URLSearchParams): AsyncGenerator<Exchange> {
  const [from, to, asked] = [start(query), journal.last, isAsked(query)];
  return pages();

  async function* pages(): AsyncGenerator<Exchange> {
    for (let at = from; at < to; at += page) {
      const exchanges = await journal.read({ from: at, to: Math.min(at + page, to) });
      yield* exchanges.filter(asked);
    }
  }
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
