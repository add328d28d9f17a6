import type { PscClient, PscRealm } from './realm.ts';
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

/** An OAuth error (RFC 6749 §5.2). */
export function oauthError(error: string, description: string, status = 400): Response {
  return json({ error, error_description: description }, status);
}

/** An HTML page; it loads nothing and runs no script. */
export function page(html: string, status = 200): Response {
  // No form-action: Chromium applies it to the redirections that follow the form, hence to the product's address.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8', 'content-security-policy': policy, ...uncached },
  });
}

/** Sends the browser elsewhere. */
export function redirect(address: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 302, headers: { location: address, ...uncached, ...headers } });
}

/** The issuer, whose address is that of the realm. */
export function issuerOf(realm: PscRealm, request: Request): string {
  return `${realm.origin ?? new URL(request.url).origin}/auth/realms/esante-wallet`;
}

/** The address with parameters added to its query. */
export function withQuery(address: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.append(name, value);
  return url.href;
}

/** True when a client may have its user sent there: an absolute address without fragment, registered if any is. */
export function isAllowed(client: PscClient, address: string | undefined): address is string {
  if (address === undefined || !URL.canParse(address) || address.includes('#')) return false;
  return client.redirectUris?.includes(address) ?? /^https?:/.test(address);
}

/** The service that makes a request, by `client_secret_basic` or `client_secret_post` (facts, PSC §3.1). */
export function authenticated(realm: PscRealm, request: Request, form: URLSearchParams): PscClient | undefined {
  const given = credentials(request.headers.get('authorization'), form);
  return given
    .map(({ id, secret }) => ({ client: realm.client(id), secret }))
    .find(({ client, secret }) => client !== undefined && client.secret === secret)?.client;
}

/** The answer to a service that did not prove who it is, in the words of Keycloak (inferred). */
export function invalidClient(): Response {
  return oauthError('invalid_client', 'Invalid client or Invalid client credentials', 401);
}

interface Credentials {
  id: string;
  secret: string;
}

function credentials(authorization: string | null, form: URLSearchParams): Credentials[] {
  const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [{ id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }];
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const plain = { id: text.slice(0, colon), secret: text.slice(colon + 1) };
  // Each part is form-encoded before the base64 (RFC 6749 §2.3.1), but many clients don't (curl, Python requests): both
  // are taken. What PSC does is not documented (inferred).
  return [{ id: formDecoded(plain.id), secret: formDecoded(plain.secret) }, plain];
}

function formDecoded(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';
}
