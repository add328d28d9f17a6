import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Environment, Journal } from '../../core/index.ts';
import { authority, closed, listening } from '../host/index.ts';
import { PlainConnection } from './plain-exchange.ts';
import { type RevocationControl, revocationDesk } from './revocation-control.ts';
import { RevocationService } from './revocation-service.ts';
import type { TestPki } from './test-pki.ts';

/** Where the revocation server listens. */
export interface RevocationServerOptions {
  environment: Environment;
  journal: Journal;
  listen: string;
  /** 0 takes any free port. */
  port: number;
  /** The first is the host in the addresses that certificates name. */
  names: readonly string[];
}

/** The revocation services of a PKI, listening. */
export interface RevocationServer {
  port: number;
  /** Address to give to {@link TestPki.create}: `http://localhost:6080`. */
  url: string;
  control: RevocationControl;
  /** The first error that kept an exchange from being kept, if any. */
  readonly failure: unknown;
  /** Serves a PKI; until then every request gets a 503. */
  publish(pki: TestPki): void;
  /** Stops listening, cuts what is open, and resolves once the last exchange is kept. */
  stop(): Promise<void>;
}

/** Name of the revocation services in the journal. */
export const igcService = 'igc';

/**
 * Opens the revocation server: lists, OCSP, certificates of the authorities, in clear HTTP as the real ones (a list is
 * signed, and TLS would need it first: RFC 5280 §8). It listens before the PKI exists, as certificates name its address.
 *
 * @throws {@link ProbantError} `port_occupe` or `adresse_inutilisable`
 */
export async function startRevocationServer(options: RevocationServerOptions): Promise<RevocationServer> {
  const [name = 'localhost'] = options.names;
  let pki: TestPki | undefined;
  let failure: unknown;
  const desk = revocationDesk(() => pki);
  const service = new RevocationService(desk);
  const answer = service.answer.bind(service);
  const { server, settled } = newServer({ ...options, service: igcService, answer }, (thrown) => {
    failure ??= thrown;
  });
  const port = await listening(server, options);
  return {
    port,
    url: `http://${authority(name)}:${port}`,
    control: desk.control,
    get failure() {
      return failure;
    },
    publish: (published) => {
      pki = published;
      service.publish(published);
    },
    stop: async () => {
      await closed(server);
      await settled();
    },
  };
}

function newServer(
  options: ConstructorParameters<typeof PlainConnection>[1],
  onFailure: (thrown: unknown) => void,
): { server: Server; settled(): Promise<void> } {
  const server = createServer({
    // Node would answer by itself, and the journal would not have it.
    requireHostHeader: false,
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    connectionsCheckingInterval: 1_000,
  });
  const connections = new WeakMap<object, PlainConnection>();
  const work = new Set<Promise<void>>();
  const run = (socket: Socket, serving: Promise<void> | undefined): void => {
    const done = (serving ?? Promise.resolve())
      .catch((thrown: unknown) => {
        // An exchange that could not be kept gets no answer: it would be evidence of nothing.
        socket.destroy();
        onFailure(thrown);
      })
      .finally(() => work.delete(done));
    work.add(done);
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void =>
    run(request.socket, connections.get(request.socket)?.serve(request, response));
  server.on('connection', (socket) => connections.set(socket, new PlainConnection(socket, options)));
  server.on('request', serve);
  server.on('checkExpectation', serve);
  // Node leaves such a request without an answer: this is no proxy, and the journal must have it.
  server.on('connect', (_request, socket) => run(socket as Socket, connections.get(socket)?.refuse()));
  server.on('clientError', (_reason, socket) => run(socket as Socket, connections.get(socket)?.refuse()));
  return {
    server,
    settled: async () => {
      await Promise.allSettled(work);
    },
  };
}
