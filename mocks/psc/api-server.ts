import { dropWhile } from './drop-while.ts';
import { seconds } from './lifetimes.ts';
import type { Persona } from './personas.ts';
import type { ConfirmationEncoding } from './psc-control.ts';
import type { PscRealm } from './realm.ts';
import { halfDigest, TokenSigner } from './token-signer.ts';
import { type Claims, nameClaims } from './userinfo.ts';

/** What a service got of an API, in exchange for the access token of a user. */
export interface ApiGrant {
  persona: Persona;
  client: string;
  issuer: string;
  scope: readonly string[];
  /** The PSC session whose token was exchanged. */
  sessionState: string;
  /** SHA-256 of the certificate shown, hexadecimal; absent where there is no TLS (msw in a unit test). */
  thumbprint?: string;
}

interface Issued {
  grant: ApiGrant;
  expiresAt: number;
}

/** What an API learns of a token shown to it; `reason` is French. */
export type ApiTokenVerdict =
  | { active: true; subject: string; client: string; scope: string[]; claims: Claims }
  | { active: false; reason: string };

/**
 * The authorization server of an API Pro Santé Connectée: it takes a PSC access token under mutual TLS and gives a token of
 * its own, tied to the certificate (facts, PSC §3.7). Its tokens have the claims of the ANS proxy's published tests.
 */
export class ApiServer {
  readonly name: string;
  readonly #realm: PscRealm;
  // Made at the first exchange: a bench that plays none pays nothing.
  #signer: Promise<TokenSigner> | undefined;
  readonly #access = new Map<string, Issued>();
  readonly #refreshes = new Map<string, Issued>();

  constructor(name: string, realm: PscRealm) {
    this.name = name;
    this.#realm = realm;
  }

  signer(): Promise<TokenSigner> {
    this.#signer ??= TokenSigner.create();
    return this.#signer;
  }

  /** New tokens. */
  async issue(grant: ApiGrant): Promise<Claims> {
    const realm = this.#realm;
    const signer = await this.signer();
    const { apiAccess, apiRefresh } = realm.lifetimesOf(grant.persona.id);
    const identity = { ...this.#common(grant, apiAccess), ...subjectClaims(grant, this.#confirmation(grant)) };
    const access = this.#keep(this.#access, grant, {
      ...identity,
      ...{ aud: ['account', grant.client], typ: 'Bearer', scope: grant.scope.join(' ') },
    });
    const token = realm.secret(signer.sign(access));
    const refresh = this.#keep(this.#refreshes, grant, {
      ...this.#common(grant, apiRefresh),
      ...{ aud: grant.issuer, typ: 'Refresh', scope: grant.scope.join(' ') },
    });
    const idToken = { ...identity, jti: realm.newId(), aud: grant.client, typ: 'ID', at_hash: halfDigest(token) };
    return {
      access_token: token,
      expires_in: seconds(apiAccess),
      refresh_expires_in: seconds(apiRefresh),
      refresh_token: realm.secret(signer.signInternal(refresh)),
      token_type: 'Bearer',
      ...(grant.scope.includes('openid') ? { id_token: realm.secret(signer.sign(idToken)) } : {}),
      'not-before-policy': 0,
      session_state: grant.sessionState,
      scope: grant.scope.join(' '),
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    };
  }

  /** What a refresh token renews. */
  async refreshed(token: string): Promise<ApiGrant | undefined> {
    const claims = (await this.signer()).verify(token);
    const issued = claims?.['typ'] === 'Refresh' ? this.#refreshes.get(String(claims['jti'])) : undefined;
    return issued !== undefined && this.#realm.now() < issued.expiresAt ? issued.grant : undefined;
  }

  /** Judges an access token of this API, shown under a certificate (RFC 8705 §3). */
  async judge(token: string, thumbprint: string | undefined): Promise<ApiTokenVerdict> {
    const claims = (await this.signer()).verify(token);
    if (claims?.['typ'] !== 'Bearer') return inactive('ce n’est pas un jeton d’accès de cette API');
    if (Number(claims['exp']) * 1000 <= this.#realm.now()) return inactive('le jeton d’accès de l’API a expiré');
    const issued = this.#access.get(String(claims['jti']));
    if (issued === undefined) return inactive('le jeton d’accès de l’API a été révoqué');
    const { grant } = issued;
    if (grant.thumbprint !== undefined && grant.thumbprint !== thumbprint?.toLowerCase()) {
      return inactive('le jeton est lié à un autre certificat que celui de la connexion (cnf)');
    }
    return { active: true, subject: grant.persona.id, client: grant.client, scope: [...grant.scope], claims };
  }

  /** The claims of an active token, for services that introspect it whatever their certificate. */
  async introspect(token: string): Promise<Claims | undefined> {
    const claims = (await this.signer()).verify(token);
    const issued = this.#access.get(String(claims?.['jti'])) ?? this.#refreshes.get(String(claims?.['jti']));
    return issued !== undefined && this.#realm.now() < issued.expiresAt ? claims : undefined;
  }

  /** Withdraws the tokens of a subject, or all. */
  revoke(subject?: string): void {
    this.expire(subject);
    forget(this.#refreshes, subject);
  }

  /** Withdraws the access tokens only. */
  expire(subject?: string): void {
    forget(this.#access, subject);
  }

  #confirmation({ persona, thumbprint }: ApiGrant): string | undefined {
    const encoding = this.#realm.behaviours.of(persona.id).confirmation ?? 'ans';
    return thumbprint === undefined ? undefined : confirmationOf(thumbprint, encoding);
  }

  #common({ issuer, client, sessionState }: ApiGrant, life: number): Claims {
    const now = seconds(this.#realm.now());
    return {
      exp: now + seconds(life),
      iat: now,
      jti: this.#realm.newId(),
      iss: issuer,
      azp: client,
      session_state: sessionState,
      sid: sessionState,
    };
  }

  #keep(kept: Map<string, Issued>, grant: ApiGrant, claims: Claims): Claims {
    dropWhile(kept, ({ expiresAt }) => expiresAt <= this.#realm.now());
    kept.set(String(claims['jti']), { grant, expiresAt: Number(claims['exp']) * 1000 });
    return claims;
  }
}

/** The claim `x5t#S256` of a certificate whose SHA-256 is given in hexadecimal. */
export function confirmationOf(thumbprint: string, encoding: ConfirmationEncoding): string {
  const hex = thumbprint.toLowerCase();
  return encoding === 'ans' ? Buffer.from(hex).toString('base64') : Buffer.from(hex, 'hex').toString('base64url');
}

function subjectClaims({ persona }: ApiGrant, confirmation: string | undefined): Claims {
  return {
    // The API's server has accounts of its own, which the facts show as opaque identifiers.
    sub: Buffer.from(persona.id).toString('hex'),
    acr: '1',
    email_verified: false,
    name: `${persona.prenom} ${persona.nom}`,
    ...nameClaims(persona),
    ...(confirmation === undefined ? {} : { cnf: { 'x5t#S256': confirmation } }),
  };
}

function forget(kept: Map<string, Issued>, subject: string | undefined): void {
  for (const [jti, { grant }] of kept) if (subject === undefined || grant.persona.id === subject) kept.delete(jti);
}

function inactive(reason: string): ApiTokenVerdict {
  return { active: false, reason };
}
