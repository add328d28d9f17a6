import { http } from 'msw';
import { type Environment, type Journal, messageOf } from '../../core/index.ts';
import { bodyOf, contextOf, type HostedService } from '../host/index.ts';
import type { FarEnd } from './far-end.ts';
import { exchangeWith, type FarAnswer } from './far-exchange.ts';

/** What a web relay is made of. */
export interface WebRelayOptions {
  environment: Pick<Environment, 'clock'>;
  journal: Journal;
  /** The mocked service whose place the relay takes: its name, its TLS, what attributes its messages. */
  service: HostedService;
  /** Path at which the product reaches the service here: `/lps`. */
  path: string;
  far: FarEnd;
}

// RFC 9110 §7.6.1: what belongs to one connection. Those of length are written anew.
const ownOfConnection = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * A service whose answers are those of a real platform: the product's message goes there as it is, but for the headers of
 * the connection, and both legs are in the journal. The rules judge the product's leg as they judge a rehearsal.
 */
export function webRelay(options: WebRelayOptions): HostedService {
  const { service } = options;
  return {
    ...service,
    handlers: [http.all('*', ({ request }) => relay(request, options))],
    error: () => undefined,
  };
}

async function relay(request: Request, options: WebRelayOptions): Promise<Response> {
  const { environment, journal, service, far } = options;
  const body = await bodyOf(request);
  const keys = keysOf(service, body, request.headers.get('content-type') ?? '');
  contextOf(request)?.attribute(keys);
  const message = {
    method: request.method,
    path: farPath(request.url, options),
    headers: headersOf(request, options, body),
    body,
    keys,
  };
  try {
    const answer = await exchangeWith(far, message, { environment, journal, service: `${service.name}-relais` });
    contextOf(request)?.relayed({ adresse: far.url.host, echange: answer.n });
    return responseOf(answer);
  } catch (thrown) {
    return new Response(`Relais Probant : ${far.url.host} n’a pas répondu (${messageOf(thrown)}).\n`, {
      status: 502,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}

/** What a message holds that is not read as it should attributes nothing. */
function keysOf({ keys }: HostedService, body: Buffer, contentType: string): readonly string[] {
  try {
    return keys?.(body, contentType) ?? [];
  } catch {
    return [];
  }
}

/** `/lps` here is the path of the far end's address there; what follows it stays. */
function farPath(url: string, { path, far }: WebRelayOptions): string {
  const { pathname, search } = new URL(url);
  const rest = pathname.startsWith(path) ? pathname.slice(path.length) : pathname;
  const base = far.url.pathname === '/' && !pathname.startsWith(path) ? '' : far.url.pathname.replace(/\/$/, '');
  return `${base}${rest}${search}` || '/';
}

function headersOf(request: Request, { far }: WebRelayOptions, body: Buffer): Array<[string, string]> {
  const kept = [...request.headers].filter(([name]) => !ownOfConnection.has(name));
  const length: Array<[string, string]> =
    body.length > 0 || request.method === 'POST' ? [['Content-Length', String(body.length)]] : [];
  return [['Host', far.url.host], ...kept, ...length, ['Connection', 'close']];
}

function responseOf({ status, headers, body }: FarAnswer): Response {
  const kept = headers.filter(([name]) => !ownOfConnection.has(name.toLowerCase()));
  const bodyless = status === 204 || status === 304;
  return new Response(bodyless ? null : new Uint8Array(body), { status, headers: kept });
}
