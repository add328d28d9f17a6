import { bodyOf, contextOf } from '../host/index.ts';
import { authenticated, invalidClient, json, oauthError } from './answers.ts';
import type { Grant, IssuedCode, PscClient, PscRealm } from './realm.ts';
import { digest, halfDigest } from './token-signer.ts';
import { type Claims, nameClaims, subjectOf } from './userinfo.ts';

/** The token endpoint: exchange of a code, and refresh. Descriptions of errors are Keycloak's (inferred). */
export async function token(realm: PscRealm, request: Request): Promise<Response> {
  const form = new URLSearchParams((await bodyOf(request)).toString('utf8'));
  const client = authenticated(realm, request, form);
  if (client === undefined) return invalidClient();
  const grant = granted(realm, client, form);
  if (grant instanceof Response) return grant;
  contextOf(request)?.attribute([grant.session.persona.id, grant.session.persona.nom.toUpperCase()]);
  realm.touch(grant.session);
  return json(newTokens(realm, grant));
}

function granted(realm: PscRealm, client: PscClient, form: URLSearchParams): Grant | Response {
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchanged(realm, client, form);
    case 'refresh_token':
      return refreshed(realm, client, form);
    case null:
      return oauthError('invalid_request', 'Missing form parameter: grant_type');
    default:
      return oauthError('unsupported_grant_type', 'Unsupported grant_type');
  }
}

function exchanged(realm: PscRealm, client: PscClient, form: URLSearchParams): Grant | Response {
  const issued = realm.code(form.get('code') ?? '');
  if (issued === undefined || issued.grant.client.id !== client.id) return refused('Code not valid');
  // A code used twice may have been stolen: what it gave is withdrawn too (RFC 6749 §4.1.2).
  if (issued.used) realm.close(issued.grant.session);
  const lapsed = issued.used || issued.expiresAt <= realm.now();
  issued.used = true;
  if (lapsed || !realm.isOpen(issued.grant.session)) return refused('Code not valid');
  if (form.get('redirect_uri') !== issued.redirectUri) return refused('Incorrect redirect_uri');
  return verifies(issued, form.get('code_verifier')) ? issued.grant : refused('PKCE verification failed');
}

// RFC 7636 §4.6. A verifier without a challenge is refused, as it shows that the challenge was lost on the way.
function verifies({ challenge }: IssuedCode, verifier: string | null): boolean {
  if (challenge === undefined || verifier === null) return challenge === undefined && verifier === null;
  return challenge.value === (challenge.method === 'S256' ? digest(verifier).toString('base64url') : verifier);
}

function refreshed(realm: PscRealm, client: PscClient, form: URLSearchParams): Grant | Response {
  const token = form.get('refresh_token') ?? '';
  const grant = realm.refresh(token);
  if (grant === undefined || grant.client.id !== client.id) return refused('Invalid refresh token');
  if (Number(realm.signer.verify(token)?.['exp']) * 1000 <= realm.now()) return refused('Token is not active');
  return realm.isOpen(grant.session) ? grant : refused('Session not active');
}

function newTokens(realm: PscRealm, grant: Grant): Claims {
  const { lifetimes } = realm;
  const { session, scope } = grant;
  const left = session.endsAt - realm.now();
  const accessLife = seconds(Math.min(lifetimes.access, left));
  const refreshLife = seconds(Math.min(lifetimes.refresh, left));
  const access = accessToken(realm, grant, accessLife);
  const refresh = realm.secret(
    realm.signer.sign({
      ...common(realm, grant, refreshLife),
      aud: grant.issuer,
      typ: 'Refresh',
      scope: scope.join(' '),
    }),
  );
  realm.keepRefresh(refresh, grant);
  return {
    access_token: access,
    expires_in: accessLife,
    refresh_expires_in: refreshLife,
    refresh_token: refresh,
    token_type: 'Bearer',
    // OpenID Connect Core §3.1.2.1: without that scope this is plain OAuth, and there is no identity token.
    ...(scope.includes('openid') ? { id_token: identityToken(realm, grant, { access, life: accessLife }) } : {}),
    'not-before-policy': 0,
    session_state: session.id,
    scope: scope.join(' '),
  };
}

function accessToken(realm: PscRealm, grant: Grant, life: number): string {
  const { session, scope, nonce } = grant;
  const claims = common(realm, grant, life);
  session.live.add(String(claims['jti']));
  return realm.secret(
    realm.signer.sign({
      ...claims,
      typ: 'Bearer',
      ...(nonce === undefined ? {} : { nonce }),
      ...assurance(grant),
      scope: scope.join(' '),
      SubjectNameID: session.persona.id,
      preferred_username: session.persona.id,
    }),
  );
}

function identityToken(realm: PscRealm, grant: Grant, { access, life }: { access: string; life: number }): string {
  const { session, nonce, client } = grant;
  return realm.secret(
    realm.signer.sign({
      ...common(realm, grant, life),
      aud: client.id,
      typ: 'ID',
      ...(nonce === undefined ? {} : { nonce }),
      at_hash: halfDigest(access),
      ...assurance(grant),
      email_verified: false,
      ...nameClaims(session.persona),
    }),
  );
}

function common(realm: PscRealm, { session, client, issuer }: Grant, life: number): Claims {
  const now = seconds(realm.now());
  return {
    exp: now + life,
    iat: now,
    auth_time: seconds(session.openedAt),
    jti: realm.newId(),
    iss: issuer,
    sub: subjectOf(session.persona),
    azp: client.id,
    session_state: session.id,
    sid: session.id,
  };
}

/** With a card, production says eidas2 and how (facts, PSC §3.2: seen in 2026); what it adds for an e-CPS is unknown. */
function assurance({ session }: Grant): Claims {
  return session.means === 'CPS' ? { acr: 'eidas2', authMode: 'CARD', auth_level: '1' } : { acr: 'eidas1' };
}

function refused(description: string): Response {
  return oauthError('invalid_grant', description);
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
