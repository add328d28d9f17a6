import { createHash, randomBytes } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import type { PscAccess } from '../services.ts';
import { ask } from './https-client.ts';
import { identityClaims } from './identity-token.ts';
import { type Members, parseMembers, pscRefusal } from './members.ts';

/** What the software remembers of a user whom it has sent to PSC. */
interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  redirectUri: string;
}

/** Tokens of a signed-in user. They stay in memory, and are gone with the process (MSS CONF.28). */
export interface Tokens {
  access: string;
  refresh: string;
  /** When the access token lapses, in ms. */
  until: number;
  /** The identity token itself, and its claims. */
  identity: string;
  claims: Members;
}

/** Pro Santé Connect, as this software speaks to it: OpenID Connect, from its server (EXI 22). */
export class PscService {
  readonly access: PscAccess;
  readonly #planted: DefectSet;
  readonly #attempts = new Map<string, Attempt>();
  #discovered: Promise<Members> | undefined;
  #count = 0;

  constructor(access: PscAccess, planted: DefectSet) {
    this.access = access;
    this.#planted = planted;
  }

  /** Address where a browser has to go to sign in, and the state that it has to bring back (facts, PSC §3.2). */
  async authorization(redirectUri: string): Promise<{ address: string; state: string }> {
    const nonce = this.#planted.has('psc-nonce-absent') ? '' : secret();
    const attempt = { state: this.#state(), nonce, verifier: secret(), redirectUri };
    this.#attempts.set(attempt.state, attempt);
    const url = new URL(await this.#endpoint('authorization_endpoint'));
    for (const [name, value] of Object.entries(this.#asked(attempt))) url.searchParams.set(name, value);
    return { address: url.href, state: attempt.state };
  }

  /** Exchanges the code that a user brings back from PSC. @throws {@link CabinetError} */
  async comeBack(answer: URLSearchParams): Promise<Tokens> {
    const attempt = this.#attempts.get(answer.get('state') ?? '') ?? this.#anyAttempt();
    if (attempt === undefined) throw pscRefusal('Ce retour de Pro Santé Connect ne répond à aucune demande.');
    this.#attempts.delete(attempt.state);
    const code = answer.get('code');
    if (code === null) {
      throw pscRefusal(`Connexion refusée : ${answer.get('error_description') ?? answer.get('error') ?? ''}`);
    }
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: attempt.redirectUri,
      code_verifier: attempt.verifier,
    };
    const tokens = await this.tokens(form);
    if ((tokens.claims['nonce'] ?? '') !== attempt.nonce && !this.#planted.has('psc-nonce-non-verifie')) {
      throw pscRefusal('Le jeton d’identité répond à une autre demande.');
    }
    return tokens;
  }

  /** Asks the token endpoint, and checks who the identity token says (OpenID Connect Core §3.1.3.7). */
  async tokens(form: Record<string, string>): Promise<Tokens> {
    const { status, members } = await this.post('token_endpoint', form);
    if (status !== 200) throw pscRefusal(`Pro Santé Connect a refusé : ${members['error_description'] ?? status}`);
    return this.take(members);
  }

  /** Tokens of an answer of the token endpoint. */
  async take(members: Members): Promise<Tokens> {
    const identity = String(members['id_token'] ?? '');
    const { issuer } = await this.#discovery();
    const keys = (await ask({ url: await this.#endpoint('jwks_uri'), ca: this.access.ca })).text;
    return {
      access: String(members['access_token']),
      refresh: String(members['refresh_token'] ?? ''),
      until: Date.now() + Number(members['expires_in']) * 1000,
      identity,
      claims: identityClaims(identity, { keys, issuer, clientId: this.access.clientId }),
    };
  }

  /** New tokens from the refresh token. */
  renew({ refresh }: Tokens): Promise<Tokens> {
    return this.tokens({ grant_type: 'refresh_token', refresh_token: refresh });
  }

  /** Posts to one of the service's own endpoints, under its credentials. */
  async post(endpoint: string, form: Record<string, string>): Promise<{ status: number; members: Members }> {
    const { clientId, clientSecret, ca } = this.access;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const headers = { Authorization: `Basic ${basic}` };
    const { status, text } = await ask({ url: await this.#endpoint(endpoint), ca, form, headers });
    return { status, members: parseMembers(text) };
  }

  /** What PSC knows of the user: JSON, or a signed token (facts, PSC §3.4). @throws {@link CabinetError} */
  async userinfo({ access, claims }: Tokens): Promise<Members> {
    const url = await this.#endpoint('userinfo_endpoint');
    const { status, text } = await ask({ url, ca: this.access.ca, headers: { Authorization: `Bearer ${access}` } });
    if (status !== 200) throw pscRefusal(`Pro Santé Connect n’a pas donné l’identité (HTTP ${status}).`);
    const [, payload = ''] = text.split('.');
    const read = text.startsWith('{') ? text : Buffer.from(payload, 'base64url').toString('utf8');
    const members = parseMembers(read);
    if (members['sub'] !== claims['sub'] && !this.#planted.has('psc-userinfo-autre-accepte'))
      throw pscRefusal('L’identité rendue est celle d’une autre personne.');
    return members;
  }

  /** Where the browser goes to sign out of PSC too, and then back (facts, PSC §3.6). */
  async endSession({ identity }: Tokens, redirectUri: string): Promise<string> {
    const url = new URL(await this.#endpoint('end_session_endpoint'));
    if (!this.#planted.has('psc-deconnexion-sans-jeton')) url.searchParams.set('id_token_hint', identity);
    url.searchParams.set('client_id', this.access.clientId);
    url.searchParams.set('post_logout_redirect_uri', redirectUri);
    url.searchParams.set('state', secret());
    return url.href;
  }

  /** Signs out without the browser, which is not there. */
  async end({ identity }: Tokens): Promise<void> {
    const form = { id_token_hint: identity, client_id: this.access.clientId };
    await ask({ url: await this.#endpoint('end_session_endpoint'), ca: this.access.ca, form });
  }

  #asked({ state, nonce, verifier, redirectUri }: Attempt): Record<string, string> {
    const planted = this.#planted;
    return {
      response_type: 'code',
      client_id: this.access.clientId,
      redirect_uri: redirectUri,
      scope: planted.has('psc-scope-incomplet') ? 'openid' : 'openid scope_all',
      ...(planted.has('psc-acr-absent') ? {} : { acr_values: planted.has('psc-acr-eidas2') ? 'eidas2' : 'eidas1' }),
      state,
      ...(nonce === '' ? {} : { nonce }),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
  }

  #state(): string {
    this.#count += 1;
    return this.#planted.has('psc-state-devinable') ? `${this.#count}` : secret();
  }

  /** For the planted defect that takes any user back, whatever state he brings. */
  #anyAttempt(): Attempt | undefined {
    return this.#planted.has('psc-state-non-verifie') ? [...this.#attempts.values()].at(-1) : undefined;
  }

  async #endpoint(name: string): Promise<string> {
    return String((await this.#discovery())[name]);
  }

  // Not `openid-configuration`: PSC has a path of its own (facts, PSC §3.1).
  #discovery(): Promise<Members> {
    const url = `${this.access.url.replace(/\/$/, '')}/.well-known/wallet-openid-configuration`;
    this.#discovered ??= ask({ url, ca: this.access.ca }).then(({ status, text }) => {
      if (status === 200) return parseMembers(text);
      throw pscRefusal(`Pro Santé Connect ne dit pas ses adresses (HTTP ${status}).`);
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
