import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { bodyText, headerOf, jsonValue, splitAddress } from '../http-calls.ts';
import { observed } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

const callSchema = z.object({
  n: z.number(),
  at: z.string(),
  attribution: z.enum(['personne', 'autre', 'inconnue']),
  tls: z
    .object({
      authorized: z.boolean(),
      peer: z.object({ subject: z.string(), sha256: z.string().optional() }).optional(),
    })
    .nullable(),
  request: z
    .object({
      method: z.string(),
      path: z.string(),
      headers: z.array(z.tuple([z.string(), z.string()])),
      input: z.string(),
    })
    .optional(),
  response: z.object({ status: z.number(), input: z.string() }).optional(),
});

/** Where PSC was called (facts, PSC §3.1). */
export type Endpoint =
  | 'decouverte'
  | 'autorisation'
  | 'par'
  | 'jeton'
  | 'userinfo'
  | 'cles'
  | 'introspection'
  | 'revocation'
  | 'deconnexion'
  | 'ciba'
  | 'jeton-api'
  | 'autre';

/** A call to PSC, as the wire shows it. */
export interface PscCall {
  /** Rank in the slice, from 1. */
  rank: number;
  n: number;
  /** Milliseconds. */
  at: number;
  endpoint: Endpoint;
  method: string;
  /** Of the person of the scenario for sure; false where nothing in the call tells. */
  own: boolean;
  query: URLSearchParams;
  form: URLSearchParams;
  headers: ReadonlyArray<readonly [string, string]>;
  tls: z.infer<typeof callSchema>['tls'];
  status: number;
  /** Body of the answer. */
  answer: string;
  /** `appel 3 (jeton) · code`, for a finding's place. */
  where(place: string): string;
}

/**
 * The calls of the slice that may be of the scenario's person, in order. The login page, the keys and what PSC refuses name
 * nobody: they are taken too; what is another's is not.
 */
export function callsOf(inputs: RuleInputs): PscCall[] {
  const { exchanges } = observed(inputs, 'echanges', z.object({ exchanges: z.array(callSchema) }));
  return exchanges
    .filter(({ attribution }) => attribution !== 'autre')
    .flatMap((exchange, i) => (exchange.request === undefined ? [] : [callOf(inputs, exchange, i + 1)]));
}

function callOf(inputs: RuleInputs, exchange: z.infer<typeof callSchema>, rank: number): PscCall {
  const { n, at, attribution, tls, request, response } = exchange;
  const { path, query } = splitAddress(request?.path ?? '');
  const endpoint = endpointOf(path);
  return {
    rank,
    n,
    at: Date.parse(at),
    endpoint,
    method: request?.method ?? '',
    own: attribution === 'personne',
    query: new URLSearchParams(query),
    form: new URLSearchParams(request?.method === 'POST' ? bodyText(inputs, request.input) : ''),
    headers: request?.headers ?? [],
    tls,
    status: response?.status ?? 0,
    answer: bodyText(inputs, response?.input),
    where: (place) => `appel ${rank} (${endpoint}) · ${place}`,
  };
}

const endpoints: ReadonlyArray<readonly [RegExp, Endpoint]> = [
  [/\/\.well-known\/wallet-openid-configuration$/, 'decouverte'],
  [/^\/auth$/, 'autorisation'],
  [/^\/auth\/realms\/[^/]+\/protocol\/openid-connect\/auth$/, 'autorisation'],
  [/^\/auth\/realms\/[^/]+\/protocol\/openid-connect\/token$/, 'jeton'],
  [/^\/realms\/[^/]+\/protocol\/openid-connect\/token$/, 'jeton-api'],
  [/\/protocol\/openid-connect\/userinfo$/, 'userinfo'],
  [/\/protocol\/openid-connect\/certs$/, 'cles'],
  [/\/protocol\/openid-connect\/token\/introspect$/, 'introspection'],
  [/\/protocol\/openid-connect\/revoke$/, 'revocation'],
  [/\/protocol\/openid-connect\/logout$/, 'deconnexion'],
  [/\/protocol\/openid-connect\/ext\/par\/request$/, 'par'],
  [/\/protocol\/openid-connect\/ext\/ciba\/auth$/, 'ciba'],
];

function endpointOf(path: string): Endpoint {
  return endpoints.find(([shape]) => shape.test(path))?.[1] ?? 'autre';
}

/** What a call asks, in its query or in its form. */
export function asked(call: PscCall, name: string): string | null {
  return call.form.get(name) ?? call.query.get(name);
}

/** An authorization request: its call, and the parameters that it gives or pushed before (RFC 9126). */
export interface AuthorizationRequest {
  call: PscCall;
  parameters: URLSearchParams;
}

/** The authorization requests, each once: the login page is posted to the address of the request that it answers. */
export function authorizationRequests(calls: readonly PscCall[]): AuthorizationRequest[] {
  const seen = new Set<string>();
  return calls.flatMap((call) => {
    const parameters = call.endpoint === 'par' || !call.query.has('client_id') ? call.form : call.query;
    if (call.endpoint !== 'par' && call.endpoint !== 'autorisation') return [];
    if (parameters.has('request_uri') || !parameters.has('client_id')) return [];
    const key = parameters.toString();
    if (call.endpoint === 'autorisation' && seen.has(key)) return [];
    seen.add(key);
    return [{ call, parameters }];
  });
}

/** The calls to the token endpoint that ask for tokens in that way. */
export function tokenRequests(calls: readonly PscCall[], grant: 'authorization_code' | 'refresh_token'): PscCall[] {
  return calls.filter((call) => call.endpoint === 'jeton' && asked(call, 'grant_type') === grant);
}

/** The calls that read the identity, and got it. */
export function identityReads(calls: readonly PscCall[]): PscCall[] {
  return calls.filter(({ endpoint, status }) => endpoint === 'userinfo' && status === 200);
}

/** The first call that read the identity with each access token. */
export function firstReads(calls: readonly PscCall[]): ReadonlyMap<string, PscCall> {
  const latestFirst = identityReads(calls).toReversed();
  return new Map(latestFirst.flatMap((call) => accessTokens(call).map((access) => [access, call])));
}

/** The member of a JSON answer, or nothing. */
export function answered(call: PscCall): Record<string, unknown> {
  return jsonOf(call.answer);
}

function jsonOf(text: string): Record<string, unknown> {
  const value = jsonValue(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Claims of a JSON Web Token, its signature not looked at: the mock’s own, or broken on purpose. */
export function claimsOf(token: unknown): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header = '', payload = ''] = String(token ?? '').split('.');
  const read = (part: string): Record<string, unknown> => jsonOf(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: read(header), claims: read(payload) };
}

/** Tokens that PSC gave. */
export interface GivenTokens {
  call: PscCall;
  access: string;
  refresh: string;
  id: string;
  /** Milliseconds. */
  accessUntil: number;
}

/** The tokens that the token endpoint gave, in order. */
export function givenTokens(calls: readonly PscCall[]): GivenTokens[] {
  return calls
    .filter(({ endpoint, status }) => endpoint === 'jeton' && status === 200)
    .map((call) => {
      const { access_token, refresh_token, id_token, expires_in } = answered(call);
      const lives = typeof expires_in === 'number' ? expires_in * 1000 : Number.POSITIVE_INFINITY;
      return {
        call,
        access: String(access_token ?? ''),
        refresh: String(refresh_token ?? ''),
        id: String(id_token ?? ''),
        accessUntil: call.at + lives,
      };
    });
}

/** The access tokens that a call bears, or exchanges. */
export function accessTokens(call: PscCall): string[] {
  const bearer = /^bearer +(\S+)$/i.exec(headerOf(call, 'authorization') ?? '')?.[1];
  return [bearer, asked(call, 'access_token'), asked(call, 'subject_token')].filter((token) => !!token) as string[];
}

/** Names of the tokens that were given together. */
export function namesOf({ access, refresh }: GivenTokens): string[] {
  return [...(access === '' ? [] : [`accès ${access}`]), ...(refresh === '' ? [] : [`rafraîchissement ${refresh}`])];
}

/** The calls that go on with a token, after the call from which it should not serve. */
export function usesAfter(calls: readonly PscCall[], since: ReadonlyMap<string, number>): PscCall[] {
  return calls.filter((call) => goingOn(call).some((name) => (since.get(name) ?? Number.POSITIVE_INFINITY) < call.n));
}

/** Names of the tokens with which a call goes on: it does not verify, withdraw or end them. */
function goingOn(call: PscCall): string[] {
  if (['introspection', 'revocation', 'deconnexion'].includes(call.endpoint)) return [];
  const refresh = asked(call, 'refresh_token');
  return [
    ...accessTokens(call).map((access) => `accès ${access}`),
    ...(refresh === null ? [] : [`rafraîchissement ${refresh}`]),
  ];
}

/** One finding where nothing was seen that the rule could judge: it must not pass on nothing. */
export function nothingSeen(expected: string): Finding[] {
  return [
    discrepancy({
      code: 'aucun-appel',
      where: 'echanges',
      expected,
      got: null,
      message: 'Rien n’est passé sur le fil que cette règle puisse juger.',
      remedy:
        'Réglez dans le produit l’adresse PROBANT_PSC_URL du banc, puis refaites le geste (connexion, rafraîchissement, demande CIBA) pendant le scénario.',
    }),
  ];
}

/** One finding where the wrong answer was not seen on the wire: the product could not have refused it. */
export function notShown(what: string): Finding[] {
  return [
    discrepancy({
      code: 'panne-non-montree',
      where: 'echanges',
      expected: what,
      got: null,
      message: 'La réponse préparée n’est pas passée sur le fil : le produit n’a rien eu à refuser ni à accepter.',
      remedy:
        'Préparez la réponse (POST /psc/program du banc, ou l’étape du scénario) avant d’ouvrir la connexion, puis refaites toute la connexion, du bouton Pro Santé Connect à l’identité.',
    }),
  ];
}

/** True for an http address of the station itself, without fragment. */
export function isLoopback(address: string): boolean {
  return /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/[^\s#]*)?$/.test(address);
}

/** An instant as a finding shows it; what PSC answered may make one that no date can be. */
export function instant(milliseconds: number): string {
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : 'sans terme';
}
