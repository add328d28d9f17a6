import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import {
  CappedBody,
  type Environment,
  type Exchange,
  type ExchangeOutcome,
  isoNow,
  type Journal,
} from '../../core/index.ts';
import { type Answer, answerOf, bareAnswer, half, send } from './answer.ts';
import { type BodyLimits, type ReceivedBody, readBody } from './body.ts';
import { bindContext } from './exchange-context.ts';
import type { ExchangeFault, FaultSource } from './fault.ts';
import type { HandedAnswer } from './handed-answer.ts';
import { responseFrom } from './handler-run.ts';
import { forbiddenMethods, HostedRequest } from './hosted-request.ts';
import type { HostedService } from './hosted-service.ts';
import { pairs } from './raw-headers.ts';
import { acceptedPeer } from './tls-peer.ts';
import { type WireMessage, WireSplitter } from './wire-splitter.ts';

/** What a connection needs of its host. */
export interface ConnectionOptions {
  environment: Environment;
  journal: Journal;
  service: HostedService;
  limits: BodyLimits;
  /** Asked, before each exchange is served, whether it goes wrong on purpose. */
  faults?: FaultSource;
  /** What the handshake showed wrong on purpose. */
  tlsFault?: string | undefined;
  /** Told why an exchange could not be kept. */
  onFailure(thrown: unknown): void;
}

/** One exchange being served. */
interface Opened {
  at: string;
  started: number;
  wire: WireMessage;
  request?: IncomingMessage;
  body: CappedBody;
  keys: readonly string[];
  fault?: ExchangeFault;
  relais?: NonNullable<Exchange['relais']>;
}

/** What a handler answers. */
type Reply = Response | HandedAnswer;

/** One accepted TLS connection: keeps its bytes, serves its requests, and journals each exchange before answering. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #peer: ReturnType<typeof acceptedPeer>;
  #used = false;
  readonly #remoteAddress: string;
  readonly #splitter = new WireSplitter();
  readonly #socket: TLSSocket;
  #refusal: Answer | undefined;
  #serving: Promise<void> = Promise.resolve();

  constructor(socket: TLSSocket, options: ConnectionOptions) {
    this.#options = options;
    this.#socket = socket;
    this.#remoteAddress = socket.remoteAddress ?? '';
    this.#peer = peerOf(socket, options);
    // Handled where it is awaited; a disk that fills up must not end the process meanwhile.
    this.#peer.catch(() => undefined);
    // Before Node's parser, so that a message is known when its request is announced.
    socket.prependListener('data', (chunk: Buffer) => this.#splitter.add(chunk));
  }

  /** True once a request has begun. */
  get used(): boolean {
    return this.#used || this.#splitter.pending;
  }

  /** Serves a request announced by Node's parser, after those that came before it. Never rejects. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const opened = this.#open(request);
    this.#serving = this.#serving
      .then(() => this.#exchange(opened, { request, response }))
      .catch((thrown: unknown) => this.#giveUp(thrown));
    return this.#serving;
  }

  /** Refuses bytes that Node's parser does not take, or that came too late. Never rejects. */
  async refuse(reason: { code?: string } | Error): Promise<void> {
    const answer = bareAnswer(refusalStatus('code' in reason ? reason.code : undefined));
    // A request already announced ends by itself once the socket is closed, and keeps this answer.
    this.#refusal = this.#socket.writable ? answer : undefined;
    const unannounced = this.#splitter.pending ? this.#open() : undefined;
    try {
      if (unannounced !== undefined) await this.#record(unannounced, 'interrompu', this.#refusal);
      close(this.#socket, this.#refusal);
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  /** An exchange that could not be kept gets no answer: it would be evidence of nothing. */
  #giveUp(thrown: unknown): void {
    this.#socket.destroy();
    this.#options.onFailure(thrown);
  }

  #open(request?: IncomingMessage): Opened {
    this.#used = true;
    return {
      at: isoNow(this.#options.environment),
      started: performance.now(),
      wire: this.#splitter.next(),
      ...(request === undefined ? {} : { request }),
      body: new CappedBody(),
      keys: [],
    };
  }

  async #exchange(opened: Opened, http: { request: IncomingMessage; response: ServerResponse }): Promise<void> {
    const { request, response } = http;
    const body = await this.#receive(request, response);
    opened.body = body.kept;
    if (body.end === 'coupe') return this.#record(opened, 'interrompu', this.#refusal);
    const fault = await this.#meetFault(opened, request, body);
    const reply = await this.#reply(opened, request, body);
    // The client has left, or a handler wants the connection cut.
    if (!request.socket.writable || ('type' in reply && reply.type === 'error')) {
      request.socket.destroy();
      return this.#record(opened, 'interrompu');
    }
    const close = body.whole === undefined;
    const answer = await answerOf(reply, request, { now: this.#options.environment.clock.now(), close });
    if (fault?.effect === 'coupe_la_reponse') return this.#sendHalf(opened, answer);
    // Kept before it is sent: what a product has seen is never missing from the journal.
    await this.#record(opened, close ? 'corps_trop_gros' : 'complet', answer);
    send(answer, response);
    if (body.end === 'trop_long') response.once('finish', () => request.socket.destroy());
  }

  /** What goes wrong in the exchange; what has to be waited for, time or the client's patience, is over. */
  async #meetFault(opened: Opened, request: IncomingMessage, body: ReceivedBody): Promise<ExchangeFault | undefined> {
    const { faults, service } = this.#options;
    if (body.whole === undefined) return undefined;
    const fault = faults?.take({ service: service.name, path: request.url ?? '', body: body.whole });
    if (fault === undefined) return undefined;
    opened.fault = fault;
    opened.keys = fault.keys;
    if (fault.effect === 'attend') await this.#untilLeft(fault.delayMs);
    if (fault.effect === 'se_tait') await this.#untilLeft();
    return fault;
  }

  /** Resolves when the client has left, or after `ms`. */
  #untilLeft(ms?: number): Promise<void> {
    if (this.#socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#socket.off('close', done);
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      this.#socket.once('close', done);
    });
  }

  async #sendHalf(opened: Opened, answer: Answer): Promise<void> {
    const sent = half(answer);
    await this.#record(opened, 'interrompu', sent);
    this.#socket.write(sent.raw, () => this.#socket.destroy());
  }

  #receive(request: IncomingMessage, response: ServerResponse): Promise<ReceivedBody> {
    const { limits } = this.#options;
    const waits = request.headers.expect?.toLowerCase() === '100-continue';
    const announced = Number(request.headers['content-length'] ?? 0);
    if (waits && announced > limits.served) return Promise.resolve({ kept: new CappedBody(), end: 'complet' });
    if (waits) response.writeContinue();
    return readBody(request, limits);
  }

  async #reply(opened: Opened, incoming: IncomingMessage, body: ReceivedBody): Promise<Reply> {
    const { service } = this.#options;
    if (body.whole === undefined) return service.failure('corps_trop_gros');
    if (opened.fault?.effect === 'repond') return opened.fault.response;
    if (opened.fault?.effect === 'coupe' || this.#socket.destroyed) return Response.error();
    const request = requestOf(incoming, body.whole);
    if (request === undefined) return service.failure('adresse_inconnue');
    const { tls, commonNames } = await this.#peer;
    const attribute = (keys: readonly string[]): void => {
      opened.keys = keys;
    };
    const relayed = (relay: NonNullable<Exchange['relais']>): void => {
      opened.relais = relay;
    };
    let handed: HandedAnswer | undefined;
    const answer = (given: HandedAnswer): void => {
      handed = given;
    };
    bindContext(request, { body: body.whole, tls, commonNames, attribute, relayed, answer });
    try {
      const response = await responseFrom(service.handlers, request);
      return handed ?? response ?? service.failure('adresse_inconnue');
    } catch (thrown) {
      // A mistake of the bench: whoever runs it learns where, the product only that it failed.
      const cause = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      this.#options.environment.stderr.write(`Erreur interne (${service.name}) : ${cause}\n`);
      return service.failure('erreur_interne');
    }
  }

  async #record(opened: Opened, outcome: ExchangeOutcome, answer?: Answer): Promise<void> {
    const { journal, service } = this.#options;
    const { store } = journal;
    const [{ tls }, rawRequest, requestBody, rawResponse, responseBody] = await Promise.all([
      this.#peer,
      opened.wire.raw.store(store),
      opened.body.store(store),
      answer === undefined ? undefined : CappedBody.of(answer.raw).store(store),
      answer === undefined ? undefined : CappedBody.of(answer.body).store(store),
    ]);
    await journal.record({
      service: service.name,
      at: opened.at,
      durationMs: Math.round(performance.now() - opened.started),
      remoteAddress: this.#remoteAddress,
      tls,
      request: { ...headOf(opened.request), body: requestBody, raw: rawRequest },
      ...(answer === undefined || rawResponse === undefined || responseBody === undefined
        ? {}
        : { response: { status: answer.status, headers: answer.headers, body: responseBody, raw: rawResponse } }),
      outcome,
      keys: [...opened.keys],
      ...(opened.fault === undefined ? {} : { panne: opened.fault.panne }),
      ...(opened.relais === undefined ? {} : { relais: opened.relais }),
    });
    if (journal.failure !== undefined) throw journal.failure;
  }
}

async function peerOf(socket: TLSSocket, { journal, tlsFault }: ConnectionOptions): ReturnType<typeof acceptedPeer> {
  const peer = await acceptedPeer(socket, journal.store);
  return tlsFault === undefined ? peer : { ...peer, tls: { ...peer.tls, fault: tlsFault } };
}

/** The fetch form of a request; undefined when fetch has no such request (its address or method is impossible). */
function requestOf(incoming: IncomingMessage, body: Buffer): Request | undefined {
  const { method = 'GET', url: address = '/', headers, rawHeaders } = incoming;
  const url = URL.parse(address, `https://${headers.host ?? 'localhost'}`);
  if (url === null || forbiddenMethods.has(method)) return undefined;
  return new HostedRequest(url.href, { method, headers: pairs(rawHeaders), content: body });
}

function headOf(request: IncomingMessage | undefined): {
  method: string;
  path: string;
  headers: Array<[string, string]>;
} {
  return { method: request?.method ?? '', path: request?.url ?? '', headers: pairs(request?.rawHeaders ?? []) };
}

function refusalStatus(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

function close(socket: Duplex, answer: Answer | undefined): void {
  if (answer === undefined) socket.destroy();
  else socket.end(answer.raw, () => socket.destroy());
}
