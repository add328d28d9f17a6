import { type HttpHandler, http } from 'msw';
import { contextOf } from '../host/index.ts';
import { attribute, bearerOf, certificateOf, formOf, json, oauthError, repeatedName } from './answers.ts';
import { type ApiGrant, type ApiServer, confirmationOf } from './api-server.ts';
import { scopeOf } from './authorization-checks.ts';
import type { PscRealm } from './realm.ts';

/** The grant by which a PSC token is exchanged (RFC 8693 §2.1). */
export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';

const tokenTypes = ['access_token', 'jwt'].map((type) => `urn:ietf:params:oauth:token-type:${type}`);
const claimedScopes = ['openid', 'email', 'profile'];

interface Call {
  realm: PscRealm;
  api: ApiServer;
  request: Request;
  form: URLSearchParams;
  client: string;
}

/**
 * The authorization servers of APIs Pro Santé Connectées, at `/realms/<api>` as in the published tests of the ANS proxy,
 * and the API of the conformity tests, `POST …/signsessiondata` (facts, PSC §3.7).
 */
export function apiHandlers(realm: PscRealm): HttpHandler[] {
  const served = (request: Request, reply: (api: ApiServer) => Promise<Response>): Promise<Response> => {
    const api = realm.api(/\/realms\/([^/?]+)/.exec(request.url)?.[1] ?? '');
    return api === undefined ? Promise.resolve(unknownRealm()) : reply(api);
  };
  return [
    http.get(at('\\.well-known/openid-configuration'), ({ request }) =>
      served(request, async (api) => json(discovery(issuerOf(realm, { request, api })))),
    ),
    http.get(at('protocol/openid-connect/certs'), ({ request }) =>
      served(request, async (api) => json((await api.signer()).keySet)),
    ),
    http.post(at('protocol/openid-connect/token'), ({ request }) =>
      served(request, async (api) => token({ realm, api, request, form: await formOf(request) })),
    ),
    http.post(at('protocol/openid-connect/token/introspect'), ({ request }) =>
      served(request, async (api) => introspect({ realm, api, request, form: await formOf(request) })),
    ),
    http.post('*/mockservice/apipsc/signsessiondata', ({ request }) => signSessionData(realm, request)),
  ];
}

// Not `*/realms/…`, which would also take the addresses of PSC itself, below `/auth`.
function at(path: string): RegExp {
  return new RegExp(`^https?://[^/?]+/realms/[^/?]+/${path}(\\?.*)?$`);
}

function issuerOf(realm: PscRealm, { request, api }: { request: Request; api: ApiServer }): string {
  return `${realm.originOf(request)}/realms/${api.name}`;
}

function discovery(issuer: string): Record<string, unknown> {
  const endpoint = `${issuer}/protocol/openid-connect`;
  return {
    issuer,
    token_endpoint: `${endpoint}/token`,
    introspection_endpoint: `${endpoint}/token/introspect`,
    jwks_uri: `${endpoint}/certs`,
    grant_types_supported: [tokenExchangeGrant, 'refresh_token'],
    token_endpoint_auth_methods_supported: ['tls_client_auth'],
    introspection_endpoint_auth_methods_supported: ['tls_client_auth'],
    scopes_supported: claimedScopes,
    tls_client_certificate_bound_access_tokens: true,
    mtls_endpoint_aliases: {
      token_endpoint: `${endpoint}/token`,
      introspection_endpoint: `${endpoint}/token/introspect`,
    },
  };
}

async function token(asked: Omit<Call, 'client'>): Promise<Response> {
  const client = clientOf(asked);
  if (client instanceof Response) return client;
  const call = { ...asked, client };
  if (repeatedName(call.form) !== undefined) return oauthError('invalid_request', 'duplicated parameter');
  switch (call.form.get('grant_type')) {
    case tokenExchangeGrant:
      return exchanged(call);
    case 'refresh_token':
      return refreshed(call);
    case null:
      return oauthError('invalid_request', 'Missing form parameter: grant_type');
    default:
      return oauthError('unsupported_grant_type', 'Unsupported grant_type');
  }
}

// The server maps the subject of the certificate to a service (facts, PSC §3.7). Under msw alone there is no certificate.
function clientOf({ realm, request, form }: Omit<Call, 'client'>): string | Response {
  const certificate = certificateOf(request);
  if (contextOf(request) !== undefined && certificate === undefined) {
    return oauthError('invalid_client', 'Client certificate missing or not accepted', 401);
  }
  const client = realm.clientOfCertificate(certificate?.subject, form.get('client_id') ?? undefined);
  return client?.id ?? oauthError('invalid_client', 'Invalid client or Invalid client credentials', 401);
}

// Which error a real server gives for each of these is inferred from Keycloak.
async function exchanged(call: Call): Promise<Response> {
  const { realm, api, request, form, client } = call;
  const subjectToken = form.get('subject_token');
  if (subjectToken === null) return oauthError('invalid_request', 'subject_token parameter required');
  if (!tokenTypes.includes(form.get('subject_token_type') ?? '')) {
    return oauthError('invalid_request', 'Invalid subject_token_type');
  }
  if (form.get('subject_issuer') !== 'psc') return oauthError('invalid_issuer', 'Invalid subject_issuer parameter');
  const found = realm.accessClaims(subjectToken);
  if ('reason' in found) return oauthError('invalid_token', 'Invalid token');
  const scope = scopeOf(form);
  const { session } = found;
  attribute(request, session.persona);
  const certificate = certificateOf(request);
  const grant: ApiGrant = {
    persona: session.persona,
    client,
    issuer: issuerOf(realm, { request, api }),
    scope: scope.length === 0 ? claimedScopes : scope,
    sessionState: session.id,
    ...(certificate === undefined ? {} : { thumbprint: certificate.sha256 }),
  };
  return json(await api.issue(grant));
}

async function refreshed({ api, request, form, client }: Call): Promise<Response> {
  const grant = await api.refreshed(form.get('refresh_token') ?? '');
  if (grant === undefined || grant.client !== client) return oauthError('invalid_grant', 'Invalid refresh token');
  if (grant.thumbprint !== certificateOf(request)?.sha256) return oauthError('invalid_grant', bindingError, 401);
  attribute(request, grant.persona);
  return json(await api.issue(grant));
}

/** Keycloak's words for a token shown under another certificate. */
export const bindingError = 'Client certificate missing, or its thumbprint and one in the refresh token did NOT match';

/** True when a token is tied to no certificate, or to that one, in either encoding. */
export function confirmsCertificate(claims: Record<string, unknown>, thumbprint: string | undefined): boolean {
  const { cnf } = claims as { cnf?: Record<string, unknown> };
  if (cnf === undefined) return true;
  return thumbprint !== undefined && encodings.some((one) => confirmationOf(thumbprint, one) === cnf['x5t#S256']);
}

const encodings = ['ans', 'rfc8705'] as const;

async function introspect(asked: Omit<Call, 'client'>): Promise<Response> {
  const client = clientOf(asked);
  if (client instanceof Response) return client;
  const { api, form } = asked;
  const verdict = await api.introspect(form.get('token') ?? '');
  return json(verdict === undefined ? { active: false } : { ...verdict, active: true });
}

const sessionFields = ['nationalId', 'clientID', 'proxy_session_id', 'session_state'] as const;

/** Gives back the data of a session with a signature of it, which the OpenAPI of the ANS leaves free: a JSON Web Token. */
async function signSessionData(realm: PscRealm, request: Request): Promise<Response> {
  const api = realm.api('signsessiondata');
  const verdict = await api?.judge(bearerOf(request) ?? '', certificateOf(request)?.sha256);
  if (api === undefined || verdict?.active !== true) return json({ error: 'invalid_token' }, 401);
  const data = await sessionData(request);
  if (data === undefined || data['nationalId'] !== verdict.subject) return json({ error: 'invalid_request' }, 400);
  return json({ ...data, signature: (await api.signer()).sign(data) });
}

async function sessionData(request: Request): Promise<Record<string, string> | undefined> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return undefined;
  const given = body as Record<string, unknown>;
  const strings = sessionFields.filter((name) => typeof given[name] === 'string');
  if (strings.length < sessionFields.length) return undefined;
  return Object.fromEntries(sessionFields.map((name) => [name, String(given[name])]));
}

function unknownRealm(): Response {
  return json({ error: 'Realm does not exist' }, 404);
}
