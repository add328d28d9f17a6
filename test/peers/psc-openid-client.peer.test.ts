import { readFileSync } from 'node:fs';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PscFault, testPhysician } from '../../mocks/index.ts';
import { openBench, type TestBench } from '../support/bench.ts';
import { httpsFetch } from '../support/https-fetch.ts';

/** openid-client (npm, certified relying party) against a started bench, on its real TLS port. */
const redirectUri = 'https://produit.test/retour';
const subject = testPhysician.id;
let opened: TestBench;
let fetch: ReturnType<typeof httpsFetch>;
let mutualFetch: ReturnType<typeof httpsFetch>;
let config: oidc.Configuration;

beforeAll(async () => {
  opened = await openBench();
  const { files } = opened.bench;
  const read = (path: string): string => readFileSync(path, 'utf8');
  const ca = read(files.ca);
  fetch = httpsFetch({ ca });
  mutualFetch = httpsFetch({ ca, cert: read(files.organisationCert), key: read(files.organisationKey) });
  config = await client();
});
afterAll(async () => await opened[Symbol.asyncDispose]());
beforeEach(() => opened.bench.controls.psc.reset());

interface ClientOptions {
  authentication?: oidc.ClientAuth;
  metadata?: Partial<oidc.ClientMetadata>;
  fetched?: typeof fetch;
  issuer?: string;
}

/** The client of the bench's product, by the discovery document at its own path. */
async function client({
  authentication,
  metadata = {},
  fetched = fetch,
  issuer,
}: ClientOptions = {}): Promise<oidc.Configuration> {
  const { env } = opened.bench;
  const secret = env['PROBANT_PSC_CLIENT_SECRET'] ?? '';
  const address = issuer ?? `${env['PROBANT_PSC_URL']}/.well-known/wallet-openid-configuration`;
  return oidc.discovery(
    new URL(address),
    env['PROBANT_PSC_CLIENT_ID'] ?? '',
    metadata,
    authentication ?? oidc.ClientSecretBasic(secret),
    { [oidc.customFetch]: (url: string, init: unknown) => fetched(url, init as RequestInit) },
  );
}

interface Attempt {
  verifier: string;
  state: string;
  nonce: string;
  parameters: Record<string, string>;
}

async function attempt(): Promise<Attempt> {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const parameters = {
    redirect_uri: redirectUri,
    scope: 'openid scope_all',
    acr_values: 'eidas1',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  return { verifier, state, nonce, parameters };
}

/** Presses the button of the physician, and gives the address to which the browser is sent back. */
async function press(address: URL): Promise<URL> {
  const body = new URLSearchParams({ persona: subject });
  const answer = await fetch(address.href, { method: 'POST', body });
  return new URL(answer.headers.get('location') ?? '');
}

async function signIn(
  by: oidc.Configuration = config,
): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  const { parameters, verifier, state, nonce } = await attempt();
  const back = await press(oidc.buildAuthorizationUrl(by, parameters));
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  return oidc.authorizationCodeGrant(by, back, checks);
}

describe('openid-client', () => {
  it('signs in with PKCE, reads the user, refreshes, introspects and revokes', async () => {
    const tokens = await signIn();
    const user = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    const before = await oidc.tokenIntrospection(config, renewed.access_token);
    await oidc.tokenRevocation(config, renewed.access_token);
    const after = await oidc.tokenIntrospection(config, renewed.access_token);
    expect([tokens.expires_in, user['SubjectNameID'], before.active, after.active]).toEqual([
      120,
      subject,
      true,
      false,
    ]);
  });

  it.each(['client_secret_post', 'client_secret_jwt'] as const)('proves who it is by %s', async (method) => {
    const secret = opened.bench.env['PROBANT_PSC_CLIENT_SECRET'] ?? '';
    const proofs = { client_secret_post: oidc.ClientSecretPost, client_secret_jwt: oidc.ClientSecretJwt };
    const tokens = await signIn(await client({ authentication: proofs[method](secret) }));
    expect(tokens.claims()?.['SubjectNameID']).toBe(subject);
  });

  it('proves who it is by the certificate of its organisation', async () => {
    const by = await client({
      authentication: oidc.TlsClientAuth(),
      fetched: mutualFetch,
      metadata: { use_mtls_endpoint_aliases: true },
    });
    expect((await signIn(by)).claims()?.['SubjectNameID']).toBe(subject);
  });

  it('pushes its request before sending the browser', async () => {
    const { parameters, verifier, state, nonce } = await attempt();
    const address = await oidc.buildAuthorizationUrlWithPAR(config, parameters);
    const back = await press(address);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
    const tokens = await oidc.authorizationCodeGrant(config, back, checks);
    expect([[...address.searchParams.keys()].sort(), tokens.expires_in]).toEqual([['client_id', 'request_uri'], 120]);
  });

  it('reads a userinfo that is a signed token', async () => {
    opened.bench.controls.psc.program({ subject, userinfo: 'jwt' });
    const by = await client({ metadata: { userinfo_signed_response_alg: 'RS256' } });
    const tokens = await signIn(by);
    const user = await oidc.fetchUserInfo(by, tokens.access_token, tokens.claims()?.sub ?? '');
    expect(user['SubjectNameID']).toBe(subject);
  });

  it('polls a CIBA request until its user accepts', async () => {
    const { psc } = opened.bench.controls;
    psc.program({ subject, lifetimes: { cibaInterval: 1_000 } });
    const parameters = {
      scope: 'openid scope_all',
      login_hint: subject,
      binding_message: '42',
      channel: 'MOBILE',
      acr_values: 'eidas1',
    };
    const asked = await oidc.initiateBackchannelAuthentication(config, parameters);
    const polling = oidc.pollBackchannelAuthenticationGrant(config, asked);
    const [waiting] = psc.pendingCiba(subject);
    psc.ciba(subject, 'accepte');
    expect([asked.expires_in, waiting?.bindingMessage, (await polling).claims()?.['SubjectNameID']]).toEqual([
      120,
      '42',
      subject,
    ]);
  });

  it('is told that the user refused a CIBA request', async () => {
    const { psc } = opened.bench.controls;
    psc.program({ subject, lifetimes: { cibaInterval: 1_000 } });
    psc.ciba(subject, 'refuse');
    const asked = await oidc.initiateBackchannelAuthentication(config, {
      scope: 'openid scope_all',
      login_hint: subject,
      binding_message: '07',
    });
    await expect(oidc.pollBackchannelAuthenticationGrant(config, asked)).rejects.toMatchObject({
      error: 'access_denied',
    });
  });

  it('signs out, and is sent back with its state', async () => {
    const tokens = await signIn();
    const asked = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: redirectUri, state: 'fin' };
    const answer = await fetch(oidc.buildEndSessionUrl(config, asked).href);
    const { active } = await oidc.tokenIntrospection(config, tokens.access_token);
    expect([answer.headers.get('location'), active]).toEqual([`${redirectUri}?state=fin`, false]);
  });

  it('is refused a refresh once its session was ended', async () => {
    const tokens = await signIn();
    opened.bench.controls.psc.revoke(subject);
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('exchanges its token at the server of an API, under its certificate', async () => {
    const { access_token } = await signIn();
    const { origin } = new URL(opened.bench.endpoints.psc);
    const issuer = `${origin}/realms/insi/.well-known/openid-configuration`;
    const api = await client({ authentication: oidc.TlsClientAuth(), fetched: mutualFetch, issuer });
    const given = await oidc.genericGrantRequest(api, 'urn:ietf:params:oauth:grant-type:token-exchange', {
      subject_token: access_token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_issuer: 'psc',
      scope: 'openid',
    });
    expect([given.expires_in, given.claims()?.['SubjectNameID']]).toEqual([3600, subject]);
  });

  it.each([
    'etat_faux',
    'etat_absent',
    'emetteur_retour_faux',
    'nonce_faux',
    'nonce_absent',
    'emetteur_faux',
    'audience_fausse',
    'jeton_expire',
    'signature_fausse',
    'cle_inconnue',
    'algorithme_none',
  ] satisfies PscFault[])('refuses what was sent wrong on purpose: %s', async (fault) => {
    const strict = await client();
    oidc.enableNonRepudiationChecks(strict);
    await signIn(strict);
    opened.bench.controls.psc.program({ subject, faults: [fault] });
    await expect(signIn(strict)).rejects.toThrow();
  });

  it('refuses a userinfo of another subject', async () => {
    opened.bench.controls.psc.program({ subject, faults: ['sujet_userinfo_faux'] });
    const tokens = await signIn();
    await expect(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')).rejects.toThrow();
  });
});
