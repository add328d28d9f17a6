import { certificateOf, oauthError } from './answers.ts';
import { isSigned, readToken } from './jws.ts';
import type { PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';
import type { Claims } from './userinfo.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The service that makes a request, by one of the five methods that PSC announces (facts, PSC §3.1), or the refusal.
 * Statuses, codes and descriptions of refusals are those of Keycloak (inferred for PSC).
 */
export function authenticated(realm: PscRealm, request: Request, form: URLSearchParams): PscClient | Response {
  if (form.has('client_assertion') || form.has('client_assertion_type')) return byAssertion(realm, request, form);
  const given = credentials(request.headers.get('authorization'), form);
  if (given.every(({ secret }) => secret === null) && certificateOf(request) !== undefined) {
    return byCertificate(realm, request, form);
  }
  return bySecret(realm, given);
}

interface Credentials {
  id: string | null;
  secret: string | null;
}

function bySecret(realm: PscRealm, given: readonly Credentials[]): PscClient | Response {
  if (given.every(({ id }) => id === null)) return oauthError('invalid_client', 'Missing client_id parameter');
  const known = given.map(({ id, secret }) => ({ client: realm.client(id ?? undefined), secret }));
  if (known.every(({ client }) => client === undefined)) return invalidClient();
  const proved = known.find(({ client, secret }) => client !== undefined && client.secret === secret);
  return proved?.client ?? oauthError('unauthorized_client', 'Invalid client or Invalid client credentials', 401);
}

function byCertificate(realm: PscRealm, request: Request, form: URLSearchParams): PscClient | Response {
  const id = form.get('client_id');
  if (id === null) return oauthError('invalid_client', 'Missing client_id parameter');
  const client = realm.client(id);
  if (client === undefined) return invalidClient();
  const { certificateSubject = certificateOf(request)?.subject } = client;
  if (certificateSubject === certificateOf(request)?.subject) return client;
  return oauthError('unauthorized_client', 'Invalid client or Invalid client credentials', 401);
}

// RFC 7523 §3: the service is issuer and subject; the assertion is for PSC, not lapsed, and serves once.
function byAssertion(realm: PscRealm, request: Request, form: URLSearchParams): PscClient | Response {
  if (form.get('client_assertion_type') !== assertionType) {
    return oauthError('invalid_client', "Parameter client_assertion_type has value which doesn't match");
  }
  const read = readToken(form.get('client_assertion') ?? '');
  if (read === undefined) return oauthError('invalid_client', 'client_assertion parameter missing');
  const client = realm.client(String(read.claims['sub']));
  if (client === undefined) return invalidClient();
  const { keys, secret } = client;
  const refusal = isSigned(read, { ...(keys === undefined ? {} : { keys }), secret })
    ? refusalOf(realm, read.claims, { client, request, form })
    : 'Signature on JWT token failed validation';
  if (refusal === undefined) return client;
  return oauthError('invalid_client', `Client authentication with signed JWT failed: ${refusal}`);
}

function refusalOf(
  realm: PscRealm,
  claims: Claims,
  { client, request, form }: { client: PscClient; request: Request; form: URLSearchParams },
): string | undefined {
  const named = form.get('client_id');
  if (claims['iss'] !== client.id || (named !== null && named !== client.id)) return 'Issuer mismatch';
  const issuer = realm.issuerOf(request);
  const accepted = [issuer, `${issuer}/protocol/openid-connect/token`, request.url];
  if (![claims['aud']].flat().some((audience) => accepted.includes(String(audience)))) {
    return "Token audience doesn't match domain";
  }
  const expires = Number(claims['exp']) * 1000;
  if (!(expires > realm.now())) return 'Token is not active';
  if (typeof claims['jti'] !== 'string') return 'Missing jti claim';
  return realm.usesAssertion(`${client.id} ${claims['jti']}`, expires) ? undefined : 'Token reuse detected';
}

/** The answer to a service that PSC does not know, in the words of Keycloak. */
function invalidClient(): Response {
  return oauthError('invalid_client', 'Invalid client or Invalid client credentials', 401);
}

function credentials(authorization: string | null, form: URLSearchParams): Credentials[] {
  const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [{ id: form.get('client_id'), secret: form.get('client_secret') }];
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
