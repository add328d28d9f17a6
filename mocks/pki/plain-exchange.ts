import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CappedBody, type Environment, type ExchangeOutcome, isoNow, type Journal } from '../../core/index.ts';
import { type Answer, framed, pairs, send } from '../host/index.ts';

/** A whole answer, or a connection to cut. */
export type PlainAnswer = { status: number; type: string; body: Buffer; delayMs?: number } | 'coupure';

/** A request in clear HTTP, read to its end. */
export interface PlainRequest {
  method: string;
  path: string;
  body: Buffer;
}

/** What an exchange needs of its server. */
export interface PlainOptions {
  environment: Environment;
  journal: Journal;
  /** Name in the journal. */
  service: string;
  answer(request: PlainRequest): Promise<PlainAnswer>;
}

/** Longest body read: an OCSP request about hundreds of certificates. */
const bodyLimit = 64 * 1024;

/**
 * One connection in clear HTTP, which serves one request and closes: all that was received is the request's own bytes.
 * The exchange is journaled before it is answered.
 */
export class PlainConnection {
  readonly #options: PlainOptions;
  readonly #socket: Socket;
  readonly #remoteAddress: string;
  readonly #raw = new CappedBody();
  readonly #at: string;
  readonly #started = performance.now();
  #served = false;

  constructor(socket: Socket, options: PlainOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#remoteAddress = socket.remoteAddress ?? '';
    this.#at = isoNow(options.environment);
    // Before Node's parser; a later request on the same connection is not one that will be answered.
    socket.prependListener('data', (chunk: Buffer) => {
      if (!this.#served) this.#raw.add(chunk);
    });
  }

  /** Serves the first request of the connection. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#served) return;
    const body = await readWhole(request);
    this.#served = true;
    if (body === 'coupe') return this.#record({ request, body: new CappedBody(), outcome: 'interrompu' });
    if (body.total > bodyLimit) return this.#reply({ request, response, body }, tooLong);
    const { method = '', url = '' } = request;
    const answer = await this.#options.answer({ method, path: url, body: body.bytes });
    await this.#wait(answer);
    await this.#reply({ request, response, body }, answer);
  }

  /** Refuses bytes that are not HTTP. */
  async refuse(): Promise<void> {
    if (this.#served) return;
    this.#served = true;
    if (this.#raw.total > 0) await this.#record({ body: new CappedBody(), outcome: 'interrompu' });
    // What a client goes on sending is not read: its end would be waited for without end.
    const refused = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
    this.#socket.end(refused, () => this.#socket.destroy());
  }

  /** A client that leaves meanwhile ends the wait. */
  async #wait(answer: PlainAnswer): Promise<void> {
    if (answer === 'coupure' || answer.delayMs === undefined) return;
    const left = new AbortController();
    const leave = (): void => left.abort();
    this.#socket.once('close', leave);
    await delay(answer.delayMs, undefined, { signal: left.signal }).catch(() => undefined);
    this.#socket.off('close', leave);
  }

  async #reply(
    { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: WholeBody },
    answer: PlainAnswer,
  ): Promise<void> {
    if (answer === 'coupure' || this.#socket.destroyed) {
      await this.#record({ request, body: body.kept, outcome: 'interrompu' });
      this.#socket.destroy();
      return;
    }
    const headers = headersOf(answer, this.#options.environment.clock.now());
    const outcome = body.total > bodyLimit ? 'corps_trop_gros' : 'complet';
    const sent = framed(answer.status, headers, request.method === 'HEAD' ? Buffer.alloc(0) : answer.body);
    await this.#record({ request, body: body.kept, outcome, answer: sent });
    send(sent, response);
  }

  async #record(kept: {
    request?: IncomingMessage;
    body: CappedBody;
    outcome: ExchangeOutcome;
    answer?: Answer;
  }): Promise<void> {
    const { journal, service } = this.#options;
    const { store } = journal;
    const { request, answer } = kept;
    const headers = pairs(request?.rawHeaders ?? []);
    const [body, raw] = await Promise.all([kept.body.store(store), this.#raw.store(store)]);
    await journal.record({
      service,
      at: this.#at,
      durationMs: Math.round(performance.now() - this.#started),
      remoteAddress: this.#remoteAddress,
      tls: null,
      request: { method: request?.method ?? '', path: request?.url ?? '', headers, body, raw },
      ...(answer === undefined
        ? {}
        : {
            response: {
              status: answer.status,
              headers: answer.headers,
              body: await store.put(answer.body),
              raw: await store.put(answer.raw),
            },
          }),
      outcome: kept.outcome,
      keys: [],
    });
    if (journal.failure !== undefined) throw journal.failure;
  }
}

const tooLong: PlainAnswer = { status: 413, type: 'text/plain', body: Buffer.alloc(0) };

interface WholeBody {
  kept: CappedBody;
  /** At most {@link bodyLimit} of its bytes. */
  bytes: Buffer;
  total: number;
}

async function readWhole(request: IncomingMessage): Promise<WholeBody | 'coupe'> {
  const kept = new CappedBody();
  const chunks: Buffer[] = [];
  try {
    // Kept open beyond the limit, so that the refusal can still be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      kept.add(chunk);
      chunks.push(chunk);
      if (kept.total > bodyLimit) break;
    }
  } catch {
    return 'coupe';
  }
  return { kept, bytes: Buffer.concat(chunks), total: kept.total };
}

function headersOf({ type, body }: { type: string; body: Buffer }, now: number): Array<[string, string]> {
  return [
    ['Date', new Date(now).toUTCString()],
    ['Content-Type', type],
    ['Content-Length', String(body.length)],
    ['Connection', 'close'],
  ];
}
