import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asked, basic, query, refusal, service, TestPsc } from '../../test/support/psc.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyed = { id: 'a-cle', secret: 'sans-objet', keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] };
const psc = await TestPsc.open({ clients: [service, keyed] });
const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

let assertions = 0;

function claimsOf(id: string, changed: Record<string, unknown> = {}): Record<string, unknown> {
  assertions += 1;
  const exp = Math.floor(psc.now() / 1000) + 60;
  return { iss: id, sub: id, aud: psc.issuer, exp, jti: `assertion-${assertions}`, ...changed };
}

function signedByKey(claims: Record<string, unknown>, key = privateKey): string {
  const text = `${part({ alg: 'ES256', kid: 'k1' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function signedBySecret(claims: Record<string, unknown>): string {
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', service.secret).update(text).digest('base64url')}`;
}

/** What a service gets that proved who it is: its request reaches the grant, which lacks a token. */
const accepted = [400, 'invalid_request', 'No refresh token'];

async function asking(fields: Record<string, string>, credentials: string | null = null): Promise<unknown[]> {
  return refusal(await psc.post('token', { grant_type: 'refresh_token', ...fields }, credentials));
}

function byAssertion(assertion: string): Promise<unknown[]> {
  return asking({ client_assertion_type: type, client_assertion: assertion });
}

describe('client authentication', () => {
  it.each([
    ['client_secret_basic', () => asking({}, basic())],
    ['client_secret_basic without form encoding, as many clients send it', () => asking({}, plainBasic())],
    ['client_secret_post', () => asking({ client_id: service.id, client_secret: service.secret })],
    ['client_secret_jwt', () => byAssertion(signedBySecret(claimsOf(service.id)))],
    ['private_key_jwt', () => byAssertion(signedByKey(claimsOf(keyed.id)))],
    [
      'private_key_jwt for the token endpoint',
      () => byAssertion(signedByKey(claimsOf(keyed.id, { aud: [`${psc.endpoint}/token`] }))),
    ],
  ])('takes %s', async (_, proof) => {
    expect(await proof()).toEqual(accepted);
  });

  function plainBasic(): string {
    return `Basic ${Buffer.from(`${service.id}:${service.secret}`).toString('base64')}`;
  }

  const wrong = 'Invalid client or Invalid client credentials';
  it.each([
    ['a wrong secret', () => asking({}, basic({ ...service, secret: 'faux' })), 401, 'unauthorized_client', wrong],
    ['no secret', () => asking({ client_id: service.id }), 401, 'unauthorized_client', wrong],
    ['an unknown service', () => asking({}, basic({ id: 'inconnu', secret: 'x' })), 401, 'invalid_client', wrong],
    ['nobody', () => asking({}), 400, 'invalid_client', 'Missing client_id parameter'],
  ])('refuses %s', async (_, proof, ...expected) => {
    expect(await proof()).toEqual(expected);
  });

  it.each([
    [
      'of another key',
      () => signedByKey(claimsOf(keyed.id), createPrivateKey(pem())),
      'Signature on JWT token failed validation',
    ],
    ['that has lapsed', () => signedByKey(claimsOf(keyed.id, { exp: 1 })), 'Token is not active'],
    ['without end', () => signedByKey(claimsOf(keyed.id, { exp: undefined })), 'Token is not active'],
    [
      'for another server',
      () => signedByKey(claimsOf(keyed.id, { aud: 'https://autre.test' })),
      "Token audience doesn't match domain",
    ],
    ['of another issuer', () => signedByKey(claimsOf(keyed.id, { iss: 'autre' })), 'Issuer mismatch'],
    ['without identifier', () => signedByKey(claimsOf(keyed.id, { jti: undefined })), 'Missing jti claim'],
  ])('refuses an assertion %s', async (_, assertion, reason) => {
    const text = `Client authentication with signed JWT failed: ${reason}`;
    expect(await byAssertion(assertion())).toEqual([400, 'invalid_client', text]);
  });

  function pem(): string {
    return other.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  it.each(['', 'AAAA', 'A'.repeat(86), '!!'])(
    'refuses an assertion whose signature is no signature: "%s"',
    async (signature) => {
      const assertion = `${part({ alg: 'ES256', kid: 'k1' })}.${part(claimsOf(keyed.id))}.${signature}`;
      expect((await byAssertion(assertion))[1]).toBe('invalid_client');
    },
  );

  it.each(['RS256', 'PS256', 'EdDSA', 'HS256', 'ES512'])(
    'refuses an assertion that claims %s of an EC key',
    async (alg) => {
      const [, claims, signature] = signedByKey(claimsOf(keyed.id)).split('.');
      expect((await byAssertion(`${part({ alg, kid: 'k1' })}.${claims}.${signature}`))[1]).toBe('invalid_client');
    },
  );

  it('refuses an unsigned assertion', async () => {
    const assertion = `${part({ alg: 'none' })}.${part(claimsOf(keyed.id))}.`;
    expect((await byAssertion(assertion))[1]).toBe('invalid_client');
  });

  it('takes an assertion once', async () => {
    const assertion = signedByKey(claimsOf(keyed.id));
    await byAssertion(assertion);
    const again = await byAssertion(assertion);
    expect(again[2]).toBe('Client authentication with signed JWT failed: Token reuse detected');
  });

  it('guards revocation, introspection, CIBA and pushed requests too', async () => {
    const paths = ['revoke', 'token/introspect', 'ext/ciba/auth', 'ext/par/request'];
    const answers = await Promise.all(
      paths.map((path) => psc.post(path, { ...asked, token: 'x' }, basic({ ...service, secret: 'faux' }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });
});

describe('the token endpoint', () => {
  it.each([
    ['no grant type', {}, [400, 'invalid_request', 'Missing form parameter: grant_type']],
    ['an unknown grant', { grant_type: 'autre' }, [400, 'unsupported_grant_type', 'Unsupported grant_type']],
    [
      'token exchange, which is for the servers of APIs',
      { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' },
      [400, 'unsupported_grant_type', 'Unsupported grant_type'],
    ],
    [
      'a password',
      { grant_type: 'password', username: 'x', password: 'y' },
      [400, 'unauthorized_client', 'Client not allowed for direct access grants'],
    ],
  ])('refuses %s', async (_, fields, expected) => {
    expect(await refusal(await psc.post('token', fields))).toEqual(expected);
  });

  it('refuses a parameter given twice', async () => {
    const answer = await psc.fetch(`${psc.endpoint}/token`, {
      method: 'POST',
      body: `${query({ grant_type: 'refresh_token', refresh_token: 'a' })}&refresh_token=b`,
      headers: { authorization: basic(), 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(await refusal(answer)).toEqual([400, 'invalid_request', 'duplicated parameter']);
  });
});
