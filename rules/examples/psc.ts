import type { RuleInputs } from '../rule.ts';
import { observation } from './observation.ts';

const realm = '/auth/realms/esante-wallet/protocol/openid-connect';

/** What a test or an example says of one call to PSC. */
export interface TestCall {
  method?: string;
  path?: string;
  /** Added to the path. */
  query?: Record<string, string>;
  form?: Record<string, string>;
  headers?: Array<[string, string]>;
  /** Milliseconds after the first call; a second after the one before, unless told. */
  after?: number;
  status?: number;
  answer?: unknown;
  attribution?: 'personne' | 'autre' | 'inconnue';
  /** `null` when the client shows no certificate. */
  peer?: { subject: string; sha256: string } | null;
}

/** Inputs of a rule that looks at calls to PSC. */
export function pscCalls(...calls: TestCall[]): RuleInputs {
  const start = Date.parse('2026-03-02T09:15:30.000Z');
  const exchanges = calls.map((call, i) => ({
    n: i + 1,
    at: new Date(start + (call.after ?? i * 1000)).toISOString(),
    outcome: 'complet',
    attribution: call.attribution ?? 'personne',
    tls: {
      version: 'TLSv1.3',
      cipher: '',
      authorized: (call.peer ?? null) !== null,
      ...(call.peer ? { peer: call.peer } : {}),
    },
    request: {
      method: call.method ?? (call.form === undefined ? 'GET' : 'POST'),
      path: `${call.path ?? `${realm}/userinfo`}${call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`}`,
      headers: call.headers ?? [],
      input: `requete-${i + 1}`,
    },
    response: { status: call.status ?? 200, input: `reponse-${i + 1}` },
  }));
  const text = (answer: unknown): string => (typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  return {
    echanges: observation({ service: 'psc', exchanges }),
    ...Object.fromEntries(
      calls.map(({ form }, i) => [`requete-${i + 1}`, Buffer.from(`${new URLSearchParams(form ?? {})}`)]),
    ),
    ...Object.fromEntries(calls.map(({ answer }, i) => [`reponse-${i + 1}`, Buffer.from(text(answer))])),
  };
}

/** Parameters of a right authorization request. */
export const rightRequest: Readonly<Record<string, string>> = {
  response_type: 'code',
  client_id: 'cabinet',
  redirect_uri: 'https://produit.test/retour',
  scope: 'openid scope_all',
  acr_values: 'eidas1',
  state: 'wJ3k9Zq0Vb7LmTx2',
  nonce: 'pR8sYc4Hd1NfGa6U',
};

const basic: Array<[string, string]> = [['Authorization', 'Basic eDp5']];

/** The browser is sent to PSC, and back once its user is known. */
export function authorization(changes: Record<string, string> = {}): TestCall {
  return { path: '/auth', query: { ...rightRequest, ...changes }, status: 302 };
}

/** The code is exchanged, for tokens whose identity token says so. */
export function exchange(claims: Record<string, unknown> = {}, changes: TestCall = {}): TestCall {
  return {
    path: `${realm}/token`,
    form: { grant_type: 'authorization_code', code: 'c', redirect_uri: rightRequest['redirect_uri'] ?? '' },
    headers: basic,
    answer: tokens({ sub: 's', nonce: rightRequest['nonce'], exp: 4_102_444_800, acr: 'eidas1', ...claims }),
    ...changes,
  };
}

/** What the token endpoint answers. */
export function tokens(claims: Record<string, unknown>, access = 'jeton-1', alg = 'RS256'): Record<string, unknown> {
  return { access_token: access, expires_in: 120, refresh_token: `${access}-r`, id_token: jwt(claims, alg) };
}

/** A token of those claims; its signature is none. */
export function jwt(claims: Record<string, unknown>, alg = 'RS256'): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** The identity is read. */
export function userinfo(answer: unknown = { sub: 's' }, changes: TestCall = {}): TestCall {
  return { headers: [['authorization', 'Bearer jeton-1']], answer, ...changes };
}

/** A refresh. */
export function refresh(changes: TestCall = {}): TestCall {
  return {
    path: `${realm}/token`,
    form: { grant_type: 'refresh_token', refresh_token: 'jeton-1-r' },
    headers: basic,
    answer: tokens({ sub: 's' }, 'jeton-2'),
    ...changes,
  };
}

/** A logout. */
export function logout(query: Record<string, string>): TestCall {
  return { path: `${realm}/logout`, query, status: 302 };
}

/** A CIBA request. */
export function cibaRequest(changes: Record<string, string> = {}): TestCall {
  const form = {
    scope: 'openid scope_all',
    acr_values: 'eidas1',
    login_hint: '899900000017',
    binding_message: '42',
    ...changes,
  };
  return {
    path: `${realm}/ext/ciba/auth`,
    form,
    headers: basic,
    answer: { auth_req_id: 'q', expires_in: 120, interval: 5 },
  };
}

/** A poll, so long after the first call. */
export function poll(after: number, answer: unknown = { error: 'authorization_pending' }): TestCall {
  const form = { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'q' };
  const status = typeof answer === 'object' && answer !== null && 'error' in answer ? 400 : 200;
  return { path: `${realm}/token`, form, headers: basic, after, status, answer };
}

/** The certificate that the calls show. */
export const testPeer = { subject: 'CN=TEST', sha256: 'ab'.repeat(32) };

/** An exchange of the PSC token at the server of an API. */
export function apiExchange(changes: Record<string, string> = {}, call: TestCall = {}): TestCall {
  return {
    path: '/realms/insi/protocol/openid-connect/token',
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'jeton-1',
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_issuer: 'psc',
      scope: 'openid',
      ...changes,
    },
    peer: testPeer,
    answer: { access_token: jwt({ cnf: { 'x5t#S256': Buffer.from(testPeer.sha256).toString('base64') } }) },
    ...call,
  };
}
