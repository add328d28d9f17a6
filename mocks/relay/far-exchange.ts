import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import {
  CappedBody,
  type Environment,
  isoNow,
  type Journal,
  messageOf,
  ProbantError,
  type TlsFacts,
} from '../../core/index.ts';
import { acceptedPeer, pairs } from '../host/index.ts';
import { dial, type FarEnd, secure, tooLate } from './far-end.ts';
import { RecordedStream } from './recorded-stream.ts';

/** A message for a far end. */
export interface FarRequest {
  method: string;
  /** Path and query, at the far end. */
  path: string;
  /** In the order of the product's own. */
  headers: ReadonlyArray<[string, string]>;
  body: Buffer;
  keys: readonly string[];
}

/** What a far end answered, and the exchange of the journal that holds it. */
export interface FarAnswer {
  status: number;
  headers: Array<[string, string]>;
  body: Buffer;
  n: number;
}

/** Where an exchange with a far end is kept. */
export interface FarContext {
  environment: Pick<Environment, 'clock'>;
  journal: Journal;
  /** Name of the leg in the journal: `insi-relais`. */
  service: string;
}

/** Longest answer relayed, in bytes, and longest wait for it, in milliseconds. */
const limits = { body: 64 * 1024 * 1024, answer: 60_000 };

/**
 * Sends a message to a far end and keeps the exchange, its bytes and what TLS showed, whatever becomes of it.
 *
 * @throws the error of Node, once it is kept, when the far end can't be reached, refuses, cuts or is too slow
 */
export async function exchangeWith(far: FarEnd, request: FarRequest, context: FarContext): Promise<FarAnswer> {
  const leg = new Leg(far, request, context);
  try {
    return await leg.play();
  } catch (thrown) {
    await leg.keep('interrompu', undefined, messageOf(thrown));
    throw thrown;
  }
}

/** One exchange with a far end. */
class Leg {
  readonly #far: FarEnd;
  readonly #request: FarRequest;
  readonly #context: FarContext;
  readonly #at: string;
  readonly #started = performance.now();
  #stream: RecordedStream | undefined;
  #tls: TlsFacts | null = null;
  #remote = '';

  constructor(far: FarEnd, request: FarRequest, context: FarContext) {
    this.#far = far;
    this.#request = request;
    this.#context = context;
    this.#at = isoNow(context.environment);
  }

  async play(): Promise<FarAnswer> {
    const stream = new RecordedStream(await this.#open());
    this.#stream = stream;
    try {
      const answer = await this.#ask(stream);
      const body = await bodyOf(answer, this.#far.url.host);
      const headers = pairs(answer.rawHeaders);
      const status = answer.statusCode ?? 502;
      return { status, headers, body, n: await this.keep('complet', { status, headers, body }) };
    } finally {
      stream.destroy();
    }
  }

  async keep(
    outcome: 'complet' | 'interrompu',
    answer?: Pick<FarAnswer, 'status' | 'headers' | 'body'>,
    error?: string,
  ): Promise<number> {
    const { journal, service } = this.#context;
    const { store } = journal;
    const { method, path, headers, body } = this.#request;
    const raw = this.#stream?.sent ?? new CappedBody();
    const refused = error === undefined ? this.#tls : { ...(this.#tls ?? unsecured), error };
    const kept = await journal.record({
      service,
      at: this.#at,
      durationMs: Math.round(performance.now() - this.#started),
      remoteAddress: this.#remote === '' ? this.#far.url.host : this.#remote,
      tls: refused,
      request: {
        method,
        path,
        headers: [...headers],
        body: await CappedBody.of(body).store(store),
        raw: await raw.store(store),
      },
      ...(answer === undefined
        ? {}
        : {
            response: {
              status: answer.status,
              headers: answer.headers,
              body: await CappedBody.of(answer.body).store(store),
              raw: await (this.#stream?.received ?? new CappedBody()).store(store),
            },
          }),
      outcome,
      keys: [...this.#request.keys],
    });
    return kept.n;
  }

  async #open(): Promise<TLSSocket> {
    const socket = await dial(this.#far);
    this.#remote = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? ''}`;
    const secured = await secure(socket, this.#far);
    ({ tls: this.#tls } = await acceptedPeer(secured, this.#context.journal.store));
    return secured;
  }

  #ask(stream: RecordedStream): Promise<IncomingMessage> {
    const { method, path, headers, body } = this.#request;
    return new Promise((resolve, reject) => {
      const sent: ClientRequest = httpRequest({
        createConnection: () => stream,
        method,
        path,
        headers: headers.flat(),
        setHost: false,
        timeout: limits.answer,
      });
      sent.once('response', resolve);
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(tooLate(this.#far.url.host)));
      sent.end(body);
    });
  }
}

const unsecured: TlsFacts = { version: '', cipher: '', authorized: false };

async function bodyOf(answer: IncomingMessage, adresse: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limits.body) {
      throw new ProbantError('plateforme_injoignable', { adresse, detail: 'réponse de plus de 64 Mo' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
