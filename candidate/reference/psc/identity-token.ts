import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { type Members, parseMembers, pscRefusal } from './members.ts';

/** What an identity token is checked against (OpenID Connect Core §3.1.3.7). */
export interface ExpectedToken {
  /** The published keys: the body of `jwks_uri`. */
  keys: string;
  issuer: unknown;
  clientId: string;
}

/** The claims of an identity token, once its signature, its issuer, its audience and its term hold. @throws CabinetError */
export function identityClaims(token: string, { keys: published, issuer, clientId }: ExpectedToken): Members {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const { keys } = parseMembers(published);
  const { kid } = parseMembers(Buffer.from(header, 'base64url').toString('utf8'));
  const key = (Array.isArray(keys) ? (keys as Array<JsonWebKey & { kid?: string }>) : []).find(
    (one) => one.kid === kid,
  );
  if (key === undefined) throw pscRefusal('Le jeton d’identité est signé par une clé inconnue.');
  const signed = Buffer.from(`${header}.${claims}`);
  const valid = verify('sha256', signed, createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
  if (!valid) throw pscRefusal('La signature du jeton d’identité est fausse.');
  return checked(parseMembers(Buffer.from(claims, 'base64url').toString('utf8')), { issuer, clientId });
}

function checked(claims: Members, { issuer, clientId }: Pick<ExpectedToken, 'issuer' | 'clientId'>): Members {
  const audience = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
  if (claims['iss'] !== issuer) throw pscRefusal('Le jeton d’identité vient d’un autre émetteur.');
  if (!audience.includes(clientId)) throw pscRefusal('Le jeton d’identité est pour un autre logiciel.');
  if (Number(claims['exp']) * 1000 <= Date.now()) throw pscRefusal('Le jeton d’identité a expiré.');
  return claims;
}
