import { bodyOf, contextOf } from '../host/index.ts';
import { digest } from './jws.ts';
import type { Persona } from './personas.ts';
import type { Claims } from './userinfo.ts';

// What answers hold must not stay in a cache (RFC 6749 §5.1).
const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** A JSON answer that no cache keeps. */
export function json(body: Claims, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...uncached, ...headers },
  });
}

/** A JSON Web Token as an answer. */
export function jwt(token: string): Response {
  return new Response(token, { headers: { 'content-type': 'application/jwt', ...uncached } });
}

/** An OAuth error (RFC 6749 §5.2). Its descriptions are those of Keycloak, which PSC is made of. */
export function oauthError(error: string, description: string, status = 400): Response {
  return json({ error, error_description: description }, status);
}

/** What a page may do besides being read. */
export interface PageOptions {
  status?: number;
  headers?: Array<[string, string]>;
  /** The one script that runs, exactly. */
  script?: string;
  /** Addresses that it shows in frames. */
  frames?: readonly string[];
  /** True: other sites may show it in a frame. */
  framed?: boolean;
}

/** An HTML page; it loads nothing and runs no script but the one named. */
export function page(html: string, options: PageOptions = {}): Response {
  const { status = 200, script, frames = [], framed = false } = options;
  // No form-action: Chromium applies it to the redirections that follow the form, hence to the product's address.
  const policy = [
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
    ...(framed ? [] : ["frame-ancestors 'none'"]),
    ...(script === undefined ? [] : [`script-src 'sha256-${digest(script).toString('base64')}'`]),
    ...(frames.length === 0 ? [] : [`frame-src ${frames.map((frame) => new URL(frame).origin).join(' ')}`]),
  ];
  const headers = new Headers({
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': policy.join('; '),
    ...uncached,
  });
  for (const [name, value] of options.headers ?? []) headers.append(name, value);
  return new Response(html, { status, headers });
}

/** Sends the browser elsewhere. */
export function redirect(address: string, added: Array<[string, string]> = []): Response {
  const headers = new Headers({ location: address, ...uncached });
  for (const [name, value] of added) headers.append(name, value);
  return new Response(null, { status: 302, headers });
}

/** The address with parameters added to its query. */
export function withQuery(address: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.append(name, value);
  return url.href;
}

/** The fields of a posted form. */
export async function formOf(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams((await bodyOf(request)).toString('utf8'));
}

/** Tells the journal whom an exchange is about. */
export function attribute(request: Request, persona: Persona): void {
  contextOf(request)?.attribute([persona.id, persona.nom.toUpperCase()]);
}

/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1). */
export function bearerOf(request: Request): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** The client certificate that a request came under, once its chain was accepted. */
export function certificateOf(request: Request): { subject: string; sha256: string } | undefined {
  const tls = contextOf(request)?.tls;
  return tls?.authorized === true ? tls.peer : undefined;
}

/** The name of a parameter given more than once (RFC 6749 §3.1 and §3.2 forbid it). */
export function repeatedName(parameters: URLSearchParams): string | undefined {
  return [...parameters.keys()].find((name, i, names) => names.indexOf(name) !== i);
}
