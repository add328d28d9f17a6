import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isProbantError, ProbantError, sha256 } from '../../core/index.ts';
import { closed } from '../host/index.ts';
import { actRoutes } from './act-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { journalRoutes } from './journal-routes.ts';
import { CallRefusal, type Controlled, json, type Reply, type Route } from './route.ts';
import { seedRoutes } from './seed-routes.ts';
import { stateRoutes } from './state-routes.ts';

/** What the control API controls, and where it listens. */
export interface ControlOptions extends Controlled {
  /** What calls must bear; drawn unless told. */
  token?: string;
  /** 0 takes any free port. */
  port: number;
  /** Addresses besides those of every bench. */
  routes?: readonly Route[];
}

/** A running control API. */
export interface ControlApi {
  url: string;
  /** What `Authorization: Bearer` must bear. */
  token: string;
  stop(): Promise<void>;
}

const loopback = '127.0.0.1';

const ownRoutes: readonly Route[] = [...stateRoutes, ...journalRoutes, ...faultRoutes, ...seedRoutes, ...actRoutes];

/**
 * Opens the control API of a bench: HTTP on the loopback only, every call bearing the token (docs/banc.md).
 *
 * @throws {@link ProbantError} `port_occupe`
 */
export async function startControlApi(options: ControlOptions): Promise<ControlApi> {
  const token = options.token ?? options.environment.random.bytes(24).toString('base64url');
  const server = createServer((request, response) => void serve(request, response));
  await listening(server, options.port);
  return {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    token,
    stop: () => closed(server),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await answer(request, { controlled: options, token, routes: options.routes ?? [] }).catch(failed);
    // One call a connection: a kept one could close just as a caller writes to it.
    const headers = { 'content-type': reply.type, 'cache-control': 'no-store', connection: 'close' };
    response.writeHead(reply.status, headers);
    if (!(reply.body instanceof Readable)) response.end(reply.body);
    // A caller that leaves, or bytes that can't be read, cut the answer: it is then seen to be incomplete.
    else await pipeline(reply.body, response).catch(() => response.destroy());
  }
}

interface Served {
  controlled: Controlled;
  token: string;
  routes: readonly Route[];
}

async function answer(request: IncomingMessage, { controlled, token, routes }: Served): Promise<Reply> {
  if (!bears(request, token)) return json(401, { erreur: 'jeton absent ou faux (en-tête Authorization: Bearer …)' });
  const { pathname = '', searchParams: query = new URLSearchParams() } =
    URL.parse(request.url ?? '/', 'http://controle') ?? {};
  for (const route of [...ownRoutes, ...routes]) {
    const match = route.path.exec(pathname);
    if (match !== null && route.method === request.method) {
      return await route.reply({ request, match, query, controlled });
    }
  }
  return json(404, { erreur: 'adresse inconnue : voir docs/banc.md' });
}

function failed(thrown: unknown): Reply {
  if (thrown instanceof CallRefusal) return json(thrown.status, { erreur: thrown.message });
  if (!isProbantError(thrown)) return json(500, { erreur: 'le banc a échoué' });
  const status = thrown.kind === 'environnement' ? 500 : 400;
  return json(status, { erreur: thrown.message, code: thrown.code, remede: thrown.remedy });
}

// Digests have one length, so that the comparison takes one time.
function bears(request: IncomingMessage, token: string): boolean {
  const given = sha256(request.headers.authorization ?? '');
  return timingSafeEqual(Buffer.from(given), Buffer.from(sha256(`Bearer ${token}`)));
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) =>
      reject(new ProbantError('port_occupe', { adresse: `${loopback}:${port}` }, thrown)),
    );
    server.listen(port, loopback, resolve);
  });
}
