import { createHash, createPublicKey, type JsonWebKey, randomBytes, verify } from 'node:crypto';
import { CabinetError } from '../cabinet-error.ts';
import type { PscAccess } from '../services.ts';
import { ask } from './https-client.ts';
import { PscBrowser } from './psc-browser.ts';

/** What the software remembers of a user whom it has sent to PSC. */
interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
}

/** A user who is signed in. Tokens stay in memory, and are gone with the process (MSS CONF.28). */
interface SignedIn {
  access: string;
  refresh: string;
  /** When the access token lapses, in ms. */
  until: number;
  identity: string;
  nom: string;
}

type Members = Record<string, unknown>;

// An access token lives two minutes (facts, PSC §3.3); one that lapses during an operation is of no use.
const margin = 20_000;

/** Signs the owner of the personal mailbox in by Pro Santé Connect, and keeps his access token alive. */
export class PscClient {
  readonly #access: PscAccess;
  readonly #attempts = new Map<string, Attempt>();
  readonly #onEnd: () => void;
  #discovered: Promise<Members> | undefined;
  #session: SignedIn | undefined;
  #pending: Promise<SignedIn> | undefined;

  /** `onEnd` is told when PSC gives no more tokens: mail sessions then have to be closed (ECO 1.2.6). */
  constructor(access: PscAccess, onEnd: () => void) {
    this.#access = access;
    this.#onEnd = onEnd;
  }

  /** Who is signed in, as shown; null when nobody is. */
  get signedIn(): string | null {
    return this.#session?.nom ?? null;
  }

  /** Address where a browser has to go to sign in (facts, PSC §3.2). */
  async authorization(redirectUri: string): Promise<string> {
    const attempt = { state: secret(), nonce: secret(), verifier: secret(), redirectUri };
    this.#attempts.set(attempt.state, attempt);
    const url = new URL(String((await this.#discovery())['authorization_endpoint']));
    const asked = {
      response_type: 'code',
      client_id: this.#access.clientId,
      redirect_uri: redirectUri,
      scope: 'openid scope_all',
      acr_values: 'eidas1',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: createHash('sha256').update(attempt.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    return url.href;
  }

  /** Takes the user back from PSC. @throws {@link CabinetError} */
  async comeBack(answer: URLSearchParams): Promise<void> {
    const attempt = this.#attempts.get(answer.get('state') ?? '');
    if (attempt === undefined) throw refusal('Ce retour de Pro Santé Connect ne répond à aucune demande.');
    this.#attempts.delete(attempt.state);
    const code = answer.get('code');
    if (code === null)
      throw refusal(`Connexion refusée : ${answer.get('error_description') ?? answer.get('error') ?? ''}`);
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: attempt.redirectUri,
      code_verifier: attempt.verifier,
    };
    this.#session = await this.#take(await this.#tokens(form), attempt.nonce);
  }

  /** Signs in without a browser: see {@link PscBrowser}. */
  async signIn(nationalId: string): Promise<void> {
    const redirectUri = 'http://localhost/psc/retour';
    const address = await this.authorization(redirectUri);
    const back = await new PscBrowser(this.#access.ca).signIn(address, redirectUri, nationalId);
    await this.comeBack(back.searchParams);
  }

  /** An access token that lives long enough for one operation; `nationalId` signs in when nobody is. */
  async token(nationalId: string): Promise<string> {
    this.#pending ??= this.#alive(nationalId).finally(() => {
      this.#pending = undefined;
    });
    return (await this.#pending).access;
  }

  /** Forgets the access token that a service has just refused, so that the next one is new. */
  refused(): void {
    if (this.#session !== undefined) this.#session.until = 0;
  }

  /** Signs out of PSC too, when the user asks for it (facts, PSC §3.6). */
  async signOut(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#end();
    const url = String((await this.#discovery())['end_session_endpoint']);
    await ask({
      url,
      ca: this.#access.ca,
      form: { id_token_hint: session.identity, client_id: this.#access.clientId },
    });
  }

  async #alive(nationalId: string): Promise<SignedIn> {
    if (this.#session !== undefined && this.#session.until > Date.now() + margin) return this.#session;
    if (this.#session !== undefined) await this.#renew(this.#session);
    if (this.#session === undefined) await this.signIn(nationalId);
    if (this.#session === undefined) throw refusal('Pro Santé Connect n’a ouvert aucune session.');
    return this.#session;
  }

  async #renew(session: SignedIn): Promise<void> {
    try {
      const form = { grant_type: 'refresh_token', refresh_token: session.refresh };
      this.#session = await this.#take(await this.#tokens(form), null);
    } catch (thrown) {
      // The refresh token is no longer valid: mail sessions close (ECO 1.2.6), and the user has to sign in again.
      this.#end();
      if (!(thrown instanceof CabinetError)) throw thrown;
    }
  }

  #end(): void {
    this.#session = undefined;
    this.#onEnd();
  }

  async #tokens(form: Record<string, string>): Promise<Members> {
    const { clientId, clientSecret, ca } = this.#access;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const url = String((await this.#discovery())['token_endpoint']);
    const { status, text } = await ask({ url, ca, form, headers: { Authorization: `Basic ${basic}` } });
    const members = parse(text);
    if (status !== 200) throw refusal(`Pro Santé Connect a refusé : ${members['error_description'] ?? status}`);
    return members;
  }

  /** Reads the tokens; the identity token says who signed in (OpenID Connect Core §3.1.3.7). */
  async #take(tokens: Members, nonce: string | null): Promise<SignedIn> {
    const identity = String(tokens['id_token'] ?? '');
    const claims = await this.#identityClaims(identity);
    if (nonce !== null && claims['nonce'] !== nonce) throw refusal('Le jeton d’identité répond à une autre demande.');
    return {
      access: String(tokens['access_token']),
      refresh: String(tokens['refresh_token'] ?? ''),
      until: Date.now() + Number(tokens['expires_in']) * 1000,
      identity,
      nom: `${claims['given_name']} ${claims['family_name']} (${claims['SubjectNameID']})`,
    };
  }

  async #identityClaims(token: string): Promise<Members> {
    const [header = '', claims = '', signature = ''] = token.split('.');
    const { keys } = parse((await ask({ url: await this.#keysUrl(), ca: this.#access.ca })).text);
    const { kid } = parse(Buffer.from(header, 'base64url').toString('utf8'));
    const key = (Array.isArray(keys) ? (keys as Array<JsonWebKey & { kid?: string }>) : []).find(
      (one) => one.kid === kid,
    );
    if (key === undefined) throw refusal('Le jeton d’identité est signé par une clé inconnue.');
    const signed = Buffer.from(`${header}.${claims}`);
    const valid = verify(
      'sha256',
      signed,
      createPublicKey({ key, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    );
    if (!valid) throw refusal('La signature du jeton d’identité est fausse.');
    return this.#checked(parse(Buffer.from(claims, 'base64url').toString('utf8')));
  }

  async #checked(claims: Members): Promise<Members> {
    const audience = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
    const { issuer } = await this.#discovery();
    if (claims['iss'] !== issuer) throw refusal('Le jeton d’identité vient d’un autre émetteur.');
    if (!audience.includes(this.#access.clientId)) throw refusal('Le jeton d’identité est pour un autre logiciel.');
    if (Number(claims['exp']) * 1000 <= Date.now()) throw refusal('Le jeton d’identité a expiré.');
    return claims;
  }

  async #keysUrl(): Promise<string> {
    return String((await this.#discovery())['jwks_uri']);
  }

  // Not `openid-configuration`: PSC has a path of its own (facts, PSC §3.1).
  #discovery(): Promise<Members> {
    const url = `${this.#access.url.replace(/\/$/, '')}/.well-known/wallet-openid-configuration`;
    this.#discovered ??= ask({ url, ca: this.#access.ca }).then(({ status, text }) => {
      if (status === 200) return parse(text);
      throw refusal(`Pro Santé Connect ne dit pas ses adresses (HTTP ${status}).`);
    });
    // A failure is not remembered: PSC may be back at the next try.
    this.#discovered.catch(() => {
      this.#discovered = undefined;
    });
    return this.#discovered;
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function parse(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function refusal(text: string): CabinetError {
  return new CabinetError('service_indisponible', text);
}
