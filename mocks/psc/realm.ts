import type { Environment } from '../../core/index.ts';
import { type Persona, testPersonas } from './personas.ts';
import { TokenSigner } from './token-signer.ts';
import type { Claims } from './userinfo.ts';

/** How long things live, in milliseconds. */
export interface Lifetimes {
  code: number;
  access: number;
  refresh: number;
  /** Longest idle time of a session, and its longest life. */
  idle: number;
  session: number;
}

/** Facts, PSC §3.3: 2 min, 30 min, 30 min idle, 4 h. The code's minute is Keycloak's own default (inferred). */
export const defaultLifetimes: Lifetimes = {
  code: 60_000,
  access: 120_000,
  refresh: 30 * 60_000,
  idle: 30 * 60_000,
  session: 4 * 3_600_000,
};

/** A service that PSC knows. */
export interface PscClient {
  id: string;
  secret: string;
  /** Addresses where a user may be sent back, compared exactly; absent: any, as the bench can't know the product's port. */
  redirectUris?: readonly string[];
}

/** How a PSC is made. */
export interface PscOptions {
  environment: Pick<Environment, 'clock' | 'random'>;
  clients: readonly PscClient[];
  personas?: readonly Persona[];
  lifetimes?: Partial<Lifetimes>;
  /** Origin of every address; absent: the one asked, as Keycloak does, so that the port may be any. */
  origin?: string;
  /** Told of every code and token issued, so that the register of secrets knows them. */
  onSecret?: (value: string) => void;
}

/** Control of the mocked PSC. */
export interface PscControl {
  /** Adds a professional to the login page, or changes the one of that id, in his open sessions too. */
  publish(persona: Persona, owner?: string): void;
  /** Ends the sessions of a professional (his national id), or all: no token of theirs is accepted any more. */
  revoke(subject?: string): void;
  /** Makes the access tokens issued so far lapse; refresh tokens still give new ones. */
  expireTokens(subject?: string): void;
  /** Forgets the professionals that an owner added and ends their sessions; without owner, forgets everything. */
  reset(owner?: string): void;
}

/** Means of authentication: an e-CPS on a telephone, or a card in its reader. */
export type Means = 'e-CPS' | 'CPS';

/** A user's session, shared by the services that he opens. */
export interface Session {
  /** Public: the claim `session_state`. */
  id: string;
  /** Secret: the browser's cookie. */
  cookie: string;
  persona: Persona;
  means: Means;
  openedAt: number;
  idleUntil: number;
  endsAt: number;
  /** Access tokens not lapsed before their time, by `jti`. */
  live: Set<string>;
}

/** What a service got of a session. */
export interface Grant {
  session: Session;
  client: PscClient;
  issuer: string;
  scope: readonly string[];
  nonce?: string;
}

/** A code not yet exchanged. */
export interface IssuedCode {
  grant: Grant;
  redirectUri: string;
  challenge?: { value: string; method: 'plain' | 'S256' };
  expiresAt: number;
  used: boolean;
}

/** The state of a mocked PSC: who may sign in, who has, and what was issued. */
export class PscRealm implements PscControl {
  readonly signer: TokenSigner;
  readonly lifetimes: Lifetimes;
  readonly origin: string | undefined;
  readonly #options: PscOptions;
  #added: ReadonlyArray<{ persona: Persona; owner?: string }> = [];
  readonly #sessions = new Map<string, Session>();
  readonly #codes = new Map<string, IssuedCode>();
  readonly #refreshes = new Map<string, Grant>();

  private constructor(options: PscOptions, signer: TokenSigner) {
    this.#options = options;
    this.signer = signer;
    this.origin = options.origin;
    this.lifetimes = { ...defaultLifetimes, ...options.lifetimes };
    for (const { secret } of options.clients) options.onSecret?.(secret);
  }

  /** Makes a realm and its signing key. */
  static async create(options: PscOptions): Promise<PscRealm> {
    return new PscRealm(options, await TokenSigner.create());
  }

  publish(persona: Persona, owner?: string): void {
    const others = this.#added.filter((one) => one.persona.id !== persona.id);
    this.#added = [...others, { persona, ...(owner === undefined ? {} : { owner }) }];
    for (const session of this.#sessionsOf(persona.id)) session.persona = persona;
  }

  revoke(subject?: string): void {
    for (const session of this.#sessionsOf(subject)) this.close(session);
  }

  expireTokens(subject?: string): void {
    for (const session of this.#sessionsOf(subject)) session.live.clear();
  }

  reset(owner?: string): void {
    const gone = this.#added.filter((one) => owner === undefined || one.owner === owner);
    this.#added = this.#added.filter((one) => !gone.includes(one));
    if (owner === undefined) this.revoke();
    for (const { persona } of gone) this.revoke(persona.id);
  }

  /** Now, in milliseconds. */
  now(): number {
    return this.#options.environment.clock.now();
  }

  /** An unguessable value of 192 bits, registered as a secret. */
  newSecret(): string {
    return this.secret(this.newId(24));
  }

  /** An unguessable identifier that is no secret. */
  newId(length = 16): string {
    return this.#options.environment.random.bytes(length).toString('base64url');
  }

  /** Tells the register of secrets, and gives the value back. */
  secret(value: string): string {
    this.#options.onSecret?.(value);
    return value;
  }

  /** Whom the login page offers: those added replace those of the same id. */
  personas(): Persona[] {
    const added = new Map(this.#added.map(({ persona }) => [persona.id, persona]));
    const known = (this.#options.personas ?? testPersonas).map((persona) => added.get(persona.id) ?? persona);
    return [...new Set([...known, ...added.values()])];
  }

  client(id: string | undefined): PscClient | undefined {
    return this.#options.clients.find((client) => client.id === id);
  }

  open(persona: Persona, means: Means): Session {
    const now = this.now();
    const session: Session = {
      id: this.newId(),
      cookie: this.newSecret(),
      persona,
      means,
      openedAt: now,
      idleUntil: now + this.lifetimes.idle,
      endsAt: now + this.lifetimes.session,
      live: new Set(),
    };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** Ends a session. */
  close(session: Session): void {
    this.#sessions.delete(session.id);
  }

  /** True while a session is neither closed, nor idle for too long, nor too old. */
  isOpen(session: Session): boolean {
    return this.#sessions.has(session.id) && this.now() < Math.min(session.idleUntil, session.endsAt);
  }

  session(id: unknown): Session | undefined {
    const session = typeof id === 'string' ? this.#sessions.get(id) : undefined;
    return session !== undefined && this.isOpen(session) ? session : undefined;
  }

  sessionOfCookie(cookie: string): Session | undefined {
    return [...this.#sessions.values()].find((session) => session.cookie === cookie && this.isOpen(session));
  }

  /** Keeps a session from ending for having been idle. */
  touch(session: Session): void {
    session.idleUntil = this.now() + this.lifetimes.idle;
  }

  keepCode(issued: Omit<IssuedCode, 'expiresAt' | 'used'>): string {
    const code = this.newSecret();
    this.#codes.set(code, { ...issued, expiresAt: this.now() + this.lifetimes.code, used: false });
    return code;
  }

  code(code: string): IssuedCode | undefined {
    return this.#codes.get(code);
  }

  keepRefresh(token: string, grant: Grant): void {
    this.#refreshes.set(token, grant);
  }

  refresh(token: string): Grant | undefined {
    return this.#refreshes.get(token);
  }

  /** The claims of an access token that is accepted now, or why it is not. */
  accessClaims(token: string): { claims: Claims; session: Session } | { reason: string } {
    const claims = this.signer.verify(token);
    if (claims === undefined) return { reason: 'le jeton n’est pas signé par ce Pro Santé Connect' };
    if (claims['typ'] !== 'Bearer') return { reason: 'ce n’est pas un jeton d’accès' };
    if (Number(claims['exp']) * 1000 <= this.now()) return { reason: 'le jeton d’accès a expiré' };
    const session = this.session(claims['session_state']);
    if (session === undefined) return { reason: 'la session Pro Santé Connect est close' };
    if (!session.live.has(String(claims['jti']))) return { reason: 'le jeton d’accès a expiré' };
    return { claims, session };
  }

  #sessionsOf(subject: string | undefined): Session[] {
    const sessions = [...this.#sessions.values()];
    return subject === undefined ? sessions : sessions.filter(({ persona }) => persona.id === subject);
  }
}
