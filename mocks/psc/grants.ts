import { certificateOf, oauthError } from './answers.ts';
import { bindingError } from './api-endpoints.ts';
import { isVerifier, scopeOf } from './authorization-checks.ts';
import type { CibaRequest } from './ciba-requests.ts';
import { digest } from './jws.ts';
import type { PscClient } from './psc-client.ts';
import type { PscRealm } from './realm.ts';
import type { Grant, IssuedCode } from './session.ts';

/** A request for tokens, of a service that proved who it is. */
export interface TokenRequest {
  realm: PscRealm;
  request: Request;
  client: PscClient;
  form: URLSearchParams;
}

/** Exchange of a code. Errors are Keycloak's, in its order (inferred for PSC). */
export function exchangedCode({ realm, request, client, form }: TokenRequest): Grant | Response {
  const code = form.get('code');
  if (code === null) return missing('code');
  const issued = realm.code(code);
  if (issued === undefined) return refused('Code not valid');
  // A code used twice may have been stolen: what it gave is withdrawn too (RFC 6749 §4.1.2).
  if (issued.used) realm.close(issued.grant.session);
  const again = issued.used;
  issued.used = true;
  if (again) return refused('Code not valid');
  if (issued.expiresAt <= realm.now()) return refused('Code is expired');
  if (form.get('redirect_uri') !== issued.redirectUri) return refused('Incorrect redirect_uri');
  if (issued.grant.client.id !== client.id) return refused('Auth error: Found different client_id in clientSession');
  if (!realm.isOpen(issued.grant.session)) return refused('Session not active');
  const wrong = verifierError(issued, form.get('code_verifier'));
  return wrong === undefined ? bound(request, issued.grant) : refused(wrong);
}

// RFC 7636 §4.6. A verifier without a challenge is refused, as it shows that the challenge was lost on the way.
function verifierError({ challenge }: IssuedCode, verifier: string | null): string | undefined {
  if (challenge === undefined) {
    return verifier === null ? undefined : 'PKCE code verifier specified but challenge not present in authorization';
  }
  if (verifier === null) return 'PKCE code verifier not specified';
  if (!isVerifier(verifier)) return 'PKCE verification failed: Invalid code verifier';
  const proof = challenge.method === 'S256' ? digest(verifier).toString('base64url') : verifier;
  return proof === challenge.value ? undefined : 'PKCE verification failed: Code mismatch';
}

/**
 * Refresh. The facts give the life of a refresh token (30 min), and are silent about rotation: as Keycloak does by default,
 * each refresh gives a new one, and the former serves until it expires, unless the realm was told `refreshOnce`.
 */
export function refreshed({ realm, request, client, form }: TokenRequest): Grant | Response {
  const token = form.get('refresh_token');
  if (token === null) return oauthError('invalid_request', 'No refresh token');
  const claims = realm.signer.verify(token);
  if (claims?.['typ'] !== 'Refresh') return refused('Invalid refresh token');
  if (claims['azp'] !== client.id) {
    return refused("Invalid refresh token. Token client and authorized client don't match");
  }
  if (Number(claims['exp']) * 1000 <= realm.now()) return refused('Token is not active');
  if (realm.session(claims['sid']) === undefined) return refused('Session not active');
  const found = realm.refresh(token);
  if (found === undefined) return refused('Maximum allowed refresh token reuse exceeded');
  const { grant } = found;
  if (grant.thumbprint !== undefined && grant.thumbprint !== certificateOf(request)?.sha256) {
    return oauthError('invalid_grant', bindingError, 401);
  }
  if (realm.refreshOnce) grant.session.refreshes.delete(String(claims['jti']));
  return narrowed(grant, form);
}

/** A refresh may ask for less (RFC 6749 §6), never for more. */
function narrowed(grant: Grant, form: URLSearchParams): Grant | Response {
  const scope = form.get('scope');
  if (scope === null || scope === '') return grant;
  const asked = scopeOf(form);
  if (asked.every((one) => grant.scope.includes(one))) return { ...grant, scope: asked };
  return oauthError('invalid_scope', `Invalid scopes: ${scope}`);
}

/** A poll of a CIBA request (facts, PSC §3.5). Order and errors are Keycloak's; `authorization_pending` is PSC's. */
export function polled({ realm, request, client, form }: TokenRequest): Grant | Response {
  if (client.ciba === false) return refused('Client not allowed OIDC CIBA Grant');
  const secret = form.get('auth_req_id');
  if (secret === null) return missing('auth_req_id');
  const asked = realm.cibaRequests.get(secret);
  if (asked === undefined) return refused('Invalid Auth Req ID');
  if (asked.client !== client.id) return refused('unauthorized client');
  const wait = pollError(realm, asked);
  if (wait !== undefined) return wait;
  realm.cibaRequests.delete(secret);
  const session = realm.open(asked.persona, asked.channel === 'CARD' ? 'CPS' : 'e-CPS');
  return bound(request, { session, client, issuer: asked.issuer, scope: asked.scope });
}

/** The text that PSC documents (facts, PSC §3.5). */
export const pendingDescription =
  "The authorization request is still pending as the end-user hasn't yet been authenticated.";

function pollError(realm: PscRealm, asked: CibaRequest): Response | undefined {
  const now = realm.now();
  if (now >= asked.expiresAt) return oauthError('expired_token', 'authentication timed out');
  if (now < asked.pollFrom) return oauthError('slow_down', 'too early to access');
  asked.pollFrom = now + asked.interval;
  if (asked.state === 'refuse') return oauthError('access_denied', 'not authorized');
  if (asked.state === 'accepte') return undefined;
  return oauthError('authorization_pending', pendingDescription);
}

/** Ties what a service gets to the certificate that it shows, when it registered that (RFC 8705 §3). */
function bound(request: Request, grant: Grant): Grant | Response {
  if (grant.client.boundTokens !== true) return grant;
  const certificate = certificateOf(request);
  if (certificate === undefined) {
    return oauthError('invalid_request', 'Client Certification missing for MTLS HoK Token Binding');
  }
  return { ...grant, thumbprint: certificate.sha256 };
}

function missing(name: string): Response {
  return oauthError('invalid_request', `Missing parameter: ${name}`);
}

function refused(description: string): Response {
  return oauthError('invalid_grant', description);
}
