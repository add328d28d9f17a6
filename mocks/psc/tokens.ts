import { confirmationOf } from './api-server.ts';
import { encode } from './jws.ts';
import { seconds } from './lifetimes.ts';
import type { PscRealm } from './realm.ts';
import type { Grant } from './session.ts';
import { halfDigest } from './token-signer.ts';
import { type Claims, nameClaims, subjectOf } from './userinfo.ts';

/** What the token endpoint gives of a grant: access, refresh and identity tokens. */
export function newTokens(realm: PscRealm, grant: Grant): Claims {
  const { session, scope, client, issuer } = grant;
  const lifetimes = realm.lifetimesOf(session.persona.id);
  const left = session.endsAt - realm.now();
  const accessLife = seconds(Math.min(lifetimes.access, left));
  const refreshLife = seconds(Math.min(lifetimes.refresh, left));
  const access = accessToken(realm, grant, accessLife);
  session.clients.set(client.id, { client, issuer });
  return {
    access_token: access,
    expires_in: accessLife,
    refresh_expires_in: refreshLife,
    refresh_token: refreshToken(realm, grant, refreshLife),
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
      ...assurance(realm, grant),
      ...binding(grant),
      scope: scope.join(' '),
      SubjectNameID: session.persona.id,
      preferred_username: session.persona.id,
    }),
  );
}

function refreshToken(realm: PscRealm, grant: Grant, life: number): string {
  const claims = common(realm, grant, life);
  grant.session.refreshes.set(String(claims['jti']), grant);
  const scope = grant.scope.join(' ');
  return realm.secret(
    realm.signer.signInternal({ ...claims, aud: grant.issuer, typ: 'Refresh', ...binding(grant), scope }),
  );
}

function identityToken(realm: PscRealm, grant: Grant, { access, life }: { access: string; life: number }): string {
  const { session, nonce, client } = grant;
  const claims = {
    ...common(realm, grant, life),
    aud: client.id,
    typ: 'ID',
    ...(nonce === undefined ? {} : { nonce }),
    at_hash: halfDigest(access),
    ...assurance(realm, grant),
    email_verified: false,
    ...nameClaims(session.persona),
  };
  return realm.secret(signedWithFaults(realm, session.persona.id, claims));
}

// What PSC-05 wants a product to validate may be sent wrong on purpose: one claim, or the signature.
function signedWithFaults(realm: PscRealm, subject: string, right: Claims): string {
  const claims = { ...right };
  if (realm.has(subject, 'nonce_faux')) claims['nonce'] = realm.newId();
  if (realm.has(subject, 'nonce_absent')) delete claims['nonce'];
  if (realm.has(subject, 'emetteur_faux')) claims['iss'] = 'https://autre-emetteur.test/auth/realms/esante-wallet';
  if (realm.has(subject, 'audience_fausse')) claims['aud'] = 'probant_autre_service';
  if (realm.has(subject, 'jeton_expire')) claims['exp'] = Number(claims['iat']) - 3600;
  if (realm.has(subject, 'algorithme_none')) return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
  const kid = realm.has(subject, 'cle_inconnue') ? { kid: realm.newId() } : {};
  const signed = realm.signer.sign(claims, kid);
  if (!realm.has(subject, 'signature_fausse')) return signed;
  const signature = Buffer.from(signed.split('.')[2] ?? '', 'base64url').map((byte) => byte ^ 0xff);
  return signed.replace(/[^.]+$/, Buffer.from(signature).toString('base64url'));
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
function assurance(realm: PscRealm, { session }: Grant): Claims {
  const acr = realm.behaviours.of(session.persona.id).acr ?? (session.means === 'CPS' ? 'eidas2' : 'eidas1');
  return acr === 'eidas2' ? { acr, authMode: 'CARD', auth_level: '1' } : { acr };
}

// PSC's own tokens, as Keycloak's, have the encoding of RFC 8705; that of the ANS was seen on API tokens only.
function binding({ thumbprint }: Grant): Claims {
  return thumbprint === undefined ? {} : { cnf: { 'x5t#S256': confirmationOf(thumbprint, 'rfc8705') } };
}
