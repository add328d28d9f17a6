import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import { type Environment, isoNow, type Journal } from '../../core/index.ts';
import type { BodyLimits } from './body.ts';
import { Connection } from './connection.ts';
import type { FaultSource } from './fault.ts';
import { FaultyConnections } from './faulty-connections.ts';
import type { HostedService } from './hosted-service.ts';
import { closed, listening } from './listen.ts';
import { refusedPeer, watchHandshake } from './tls-peer.ts';

/** How long a client may take, in milliseconds. */
export interface HostDelays {
  handshake: number;
  /** From the first byte of a request to the end of its head. */
  head: number;
  /** From the first byte of a request to its last. */
  request: number;
}

/** Bounds put on clients. */
export interface HostLimits {
  body: BodyLimits;
  delays: HostDelays;
}

/** What a host serves, where, and under which certificates. */
export interface TlsHostOptions {
  environment: Environment;
  journal: Journal;
  service: HostedService;
  listen: string;
  port: number;
  /** PEM of the server's certificate with its intermediates, and of its key. */
  credential: { cert: string; key: string };
  /** PEM of the authorities whose client certificates are accepted. */
  clientAuthorities: readonly string[];
  /**
   * Whether the client has to show a certificate (the default), may show one, or is never asked for one: what browsers
   * reach. One that is shown without need is told to the handlers, whatever it leads to.
   */
  clientCertificate?: 'exige' | 'facultatif' | 'aucun';
  /** Whether a client certificate is revoked, which OpenSSL does not look up by itself. */
  revoked?: (certificate: X509Certificate) => boolean;
  /** What goes wrong on purpose. */
  faults?: FaultSource;
  limits?: HostLimits;
}

/** What a host shows of TLS when it goes wrong on purpose. */
export interface WrongTls {
  /** Its name in the journal. */
  fault: string;
  context: SecureContextOptions;
}

/** A running host. */
export interface TlsHost {
  port: number;
  /** The first error that kept an exchange from being kept, if any. */
  readonly failure: unknown;
  /**
   * Makes the next handshakes wrong on purpose, or right again when nothing is given. Idle connections are cut, so that
   * the next request meets it.
   */
  show(wrong?: WrongTls): void;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}

const megabyte = 1024 * 1024;

/** 10 MB served; 512 MB read to the end; a head in 10 s and a whole request in 60 s. */
export const defaultLimits: HostLimits = {
  body: { served: 10 * megabyte, read: 512 * megabyte },
  delays: { handshake: 10_000, head: 10_000, request: 60_000 },
};

/**
 * Serves msw handlers over TLS, mutual unless told otherwise, and journals every exchange, refused handshakes included.
 *
 * Where a certificate is due, a client without one gets a TLS alert; one whose certificate leads to no trusted
 * authority, or has lapsed, is cut before any byte of HTTP. Both are journaled with the reason (`refus_tls`).
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startTlsHost(options: TlsHostOptions): Promise<TlsHost> {
  const limits = limitsOf(options);
  const server = newServer(options, limits);
  const connections = new WeakMap<TLSSocket, Connection>();
  const pending = new PendingWork();
  const faulty = new FaultyConnections();
  let shown: WrongTls | undefined;
  let failure: unknown;
  const onFailure = (thrown: unknown): void => {
    failure ??= thrown;
  };
  // The handshake keeps the settings of the moment when it was asked for.
  server.on('connection', (socket) => faulty.opened(socket as TLSSocket, shown?.fault));
  server.on('keylog', (_line, socket) => watchHandshake(socket));
  const refuse = (reason: Error | string, socket: TLSSocket): void =>
    pending.add(recordRefusal(options, socket, { reason, fault: faulty.of(socket) ?? shown?.fault }).catch(onFailure));
  server.on('tlsClientError', refuse);
  server.on('secureConnection', (socket) => {
    // As a lapsed one, it is cut before any byte of HTTP; the word is that of OpenSSL.
    if (showsRevoked(socket, options)) return refuse('CERT_REVOKED', socket);
    const fault = faulty.of(socket);
    const connection = new Connection(socket, { ...options, limits: limits.body, onFailure, tlsFault: fault });
    connections.set(socket, connection);
    if (fault !== undefined) socket.once('close', () => connection.used || refuse(unusedConnection, socket));
  });
  server.on('clientError', (reason, socket) => {
    const connection = connections.get(socket as TLSSocket);
    if (connection === undefined) socket.destroy();
    else pending.add(connection.refuse(reason));
  });
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const connection = connections.get(request.socket as TLSSocket);
    if (connection === undefined) return;
    pending.add(namesHost(request) ? connection.serve(request, response) : connection.refuse({}));
  };
  // Node leaves such a request without an answer: this is no proxy (RFC 9110 §9.3.6), and the journal must have it.
  server.on('connect', (_request, socket) => {
    const connection = connections.get(socket as TLSSocket);
    if (connection !== undefined) pending.add(connection.refuse({}));
  });
  server.on('request', serve);
  server.on('checkContinue', serve);
  server.on('checkExpectation', serve);
  const port = await listening(server, options);
  return {
    port,
    get failure() {
      return failure;
    },
    show: (wrong) => {
      shown = wrong;
      server.setSecureContext({ ...secureContext(options), ...wrong?.context });
      server.closeIdleConnections();
    },
    stop: async () => {
      await closed(server);
      await pending.settled();
    },
  };
}

/** Those that the caller gives, else the default ones with the service's own bound. */
function limitsOf({ limits, service }: TlsHostOptions): HostLimits {
  if (limits !== undefined || service.served === undefined) return limits ?? defaultLimits;
  return { ...defaultLimits, body: { ...defaultLimits.body, served: service.served } };
}

function newServer(options: TlsHostOptions, limits: HostLimits): Server {
  const { handshake, head, request } = limits.delays;
  const { clientCertificate = 'exige' } = options;
  return createServer({
    ...secureContext(options),
    requestCert: clientCertificate !== 'aucun',
    rejectUnauthorized: clientCertificate === 'exige',
    // Refused by the connection, which keeps it: Node would answer by itself.
    requireHostHeader: false,
    handshakeTimeout: handshake,
    headersTimeout: head,
    requestTimeout: request,
    connectionsCheckingInterval: Math.min(1_000, head),
  });
}

/** RFC 9112 §3.2: an HTTP/1.1 request without Host is refused. */
function namesHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion !== '1.1' || headers.host !== undefined;
}

function secureContext({ credential, clientAuthorities, service }: TlsHostOptions): SecureContextOptions {
  const { cert, key } = credential;
  return { cert, key, ca: [...clientAuthorities], minVersion: 'TLSv1.2', ...service.tls };
}

function showsRevoked(socket: TLSSocket, { revoked }: TlsHostOptions): boolean {
  const certificate = socket.getPeerX509Certificate();
  return certificate !== undefined && revoked?.(certificate) === true;
}

// What a client does that judges the server's certificate after the handshake, as many libraries do.
const unusedConnection = 'connexion fermée par le client, sans requête';

async function recordRefusal(
  options: TlsHostOptions,
  socket: TLSSocket,
  { reason, fault }: { reason: Error | string; fault: string | undefined },
): Promise<void> {
  const { journal, service, environment } = options;
  const remoteAddress = socket.remoteAddress ?? '';
  const at = isoNow(environment);
  const tls = await refusedPeer(socket, reason, journal.store);
  socket.destroy();
  await journal.record({
    service: service.name,
    at,
    durationMs: 0,
    remoteAddress,
    tls: { ...tls, ...(fault === undefined ? {} : { fault }) },
    outcome: 'refus_tls',
    keys: [],
  });
}

/** The exchanges not yet kept. */
class PendingWork {
  readonly #work = new Set<Promise<void>>();

  add(work: Promise<void>): void {
    const kept = work.finally(() => this.#work.delete(kept));
    this.#work.add(kept);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}
