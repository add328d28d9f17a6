import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Environment, type Journal, ProbantError, sha256 } from '../../core/index.ts';
import type { BenchControls } from '../controls.ts';
import { readProgram } from './program-schema.ts';

/** What the control API controls. */
export interface ControlOptions {
  environment: Environment;
  journal: Journal;
  controls: BenchControls;
  /** 0 takes any free port. */
  port: number;
}

/** A running control API. */
export interface ControlApi {
  url: string;
  /** What `Authorization: Bearer` must bear. */
  token: string;
  stop(): Promise<void>;
}

interface Reply {
  status: number;
  type: string;
  body: Buffer | string;
}

interface Call {
  request: IncomingMessage;
  match: RegExpExecArray;
  options: ControlOptions;
}

interface Route {
  method: string;
  path: RegExp;
  reply(call: Call): Promise<Reply> | Reply;
}

const loopback = '127.0.0.1';
const programLimit = 64 * 1024;

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/journal$/, reply: ({ options }) => json(200, options.journal.all()) },
  { method: 'GET', path: /^\/exchange\/(\d+)\/(request|response)$/, reply: rawBytes },
  { method: 'POST', path: /^\/insi\/program$/, reply: program },
  {
    method: 'POST',
    path: /^\/reset$/,
    reply: ({ options }) => {
      for (const control of Object.values(options.controls)) control.reset();
      return json(200, { etat: 'réponses préparées oubliées' });
    },
  },
];

/**
 * Opens the control API of a bench: HTTP on the loopback only, every call bearing the token (docs/banc.md).
 *
 * @throws {@link ProbantError} `port_occupe`
 */
export async function startControlApi(options: ControlOptions): Promise<ControlApi> {
  const token = options.environment.random.bytes(24).toString('base64url');
  const server = createServer((request, response) => void serve(request, response));
  await listening(server, options.port);
  return {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}`,
    token,
    stop: () => stop(server),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await answer(request, options, token).catch(() => json(500, { erreur: 'le banc a échoué' }));
    // One call a connection: a kept one could close just as a caller writes to it.
    const headers = { 'content-type': reply.type, 'cache-control': 'no-store', connection: 'close' };
    response.writeHead(reply.status, headers).end(reply.body);
  }
}

async function answer(request: IncomingMessage, options: ControlOptions, token: string): Promise<Reply> {
  if (!bears(request, token)) return json(401, { erreur: 'jeton absent ou faux (en-tête Authorization: Bearer …)' });
  const [path = ''] = (request.url ?? '').split('?');
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match !== null && route.method === request.method) return await route.reply({ request, match, options });
  }
  return json(404, { erreur: 'adresse inconnue : voir docs/banc.md' });
}

// Digests have one length, so that the comparison takes one time.
function bears(request: IncomingMessage, token: string): boolean {
  const given = sha256(request.headers.authorization ?? '');
  return timingSafeEqual(Buffer.from(given), Buffer.from(sha256(`Bearer ${token}`)));
}

async function rawBytes({ match, options }: Call): Promise<Reply> {
  const [, number, side] = match;
  const exchange = options.journal.all().find(({ n }) => n === Number(number));
  const part = side === 'request' ? exchange?.request : exchange?.response;
  if (part === undefined) return json(404, { erreur: 'cet échange n’a pas cette partie' });
  const body = await options.journal.store.get(part.raw.sha256);
  return { status: 200, type: 'application/octet-stream', body };
}

async function program({ request, options }: Call): Promise<Reply> {
  const text = await readText(request);
  if (text === undefined) return json(413, { erreur: 'réponse préparée trop longue' });
  const read = readProgram(parsed(text));
  if ('error' in read) return json(400, { erreur: read.error });
  options.controls.insi.program(read.program);
  return json(201, { etat: 'réponse préparée' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= programLimit) chunks.push(chunk);
  }
  return length <= programLimit ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function json(status: number, value: unknown): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) =>
      reject(new ProbantError('port_occupe', { adresse: `${loopback}:${port}` }, thrown)),
    );
    server.listen(port, loopback, resolve);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
