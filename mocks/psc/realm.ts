import { type Environment, processEnvironment } from '../../core/index.ts';
import { ApiServer } from './api-server.ts';
import { Behaviours } from './behaviours.ts';
import { type CibaRequest, CibaRequests } from './ciba-requests.ts';
import { sessionCookieOf } from './cookies.ts';
import { dropWhile } from './drop-while.ts';
import { defaultLifetimes, type Lifetimes } from './lifetimes.ts';
import { type Persona, testPersonas } from './personas.ts';
import type { PscClient } from './psc-client.ts';
import type { CibaOutcome, LogoutNotice, PendingCiba, PscBehaviour, PscControl, PscFault } from './psc-control.ts';
import type { Grant, IssuedCode, Means, PushedRequest, Session } from './session.ts';
import { TokenSigner } from './token-signer.ts';
import type { Claims } from './userinfo.ts';

/** How a PSC is made. */
export interface PscOptions {
  /** The process's own clock and random unless given. */
  environment?: Pick<Environment, 'clock' | 'random'>;
  clients: readonly PscClient[];
  personas?: readonly Persona[];
  lifetimes?: Partial<Lifetimes>;
  /** Origin of every address; absent: the one asked, as Keycloak does, so that the port may be any. */
  origin?: string;
  /** True: a refresh token serves once. Facts are silent; Keycloak's default, here too, is that it serves until it expires. */
  refreshOnce?: boolean;
  /** Names of the APIs whose authorization servers exchange PSC tokens (facts, PSC §3.7). */
  apis?: readonly string[];
  /** Told of every code and token issued, so that the register of secrets knows them. */
  onSecret?: (value: string) => void;
}

const remembered = 10 * 60_000;

/** The API of the ANS's conformity tests, whose authorization server the facts quote, and INSi by Pro Santé Connect. */
const defaultApis = ['signsessiondata', 'insi'];

/** The state of a mocked PSC: who may sign in, who has, and what was issued. */
export class PscRealm implements PscControl {
  readonly signer: TokenSigner;
  readonly behaviours = new Behaviours();
  readonly cibaRequests = new CibaRequests();
  readonly refreshOnce: boolean;
  readonly #options: PscOptions;
  readonly #environment: Pick<Environment, 'clock' | 'random'>;
  readonly #apis: ReadonlyMap<string, ApiServer>;
  #added: ReadonlyArray<{ persona: Persona; owner?: string }> = [];
  readonly #sessions = new Map<string, Session>();
  readonly #codes = new Map<string, IssuedCode>();
  readonly #pushed = new Map<string, PushedRequest>();
  readonly #assertions = new Map<string, number>();
  #notices: readonly LogoutNotice[] = [];

  private constructor(options: PscOptions, signer: TokenSigner) {
    this.#options = options;
    this.#environment = options.environment ?? processEnvironment();
    this.signer = signer;
    this.refreshOnce = options.refreshOnce ?? false;
    this.#apis = new Map((options.apis ?? defaultApis).map((name) => [name, new ApiServer(name, this)]));
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

  program(behaviour: PscBehaviour): void {
    this.behaviours.program(behaviour);
  }

  ciba(subject: string, outcome: CibaOutcome, owner?: string): void {
    this.behaviours.decide(subject, outcome, owner);
    this.cibaRequests.decide(this.cibaRequests.pending(this.now(), subject), outcome);
  }

  pendingCiba(subject?: string): PendingCiba[] {
    return this.cibaRequests
      .pending(this.now(), subject)
      .map(({ id, subject: whose, client, bindingMessage, channel }) => ({
        id,
        subject: whose,
        client,
        bindingMessage,
        channel,
      }));
  }

  revoke(subject?: string): void {
    for (const session of this.#sessionsOf(subject)) this.close(session);
    for (const api of this.#apis.values()) api.revoke(subject);
  }

  expireTokens(subject?: string): void {
    for (const session of this.#sessionsOf(subject)) session.live.clear();
    for (const api of this.#apis.values()) api.expire(subject);
  }

  rotateKeys(former: 'publiees' | 'retirees' = 'publiees'): Promise<void> {
    return this.signer.rotate(former);
  }

  logoutNotices(): LogoutNotice[] {
    return [...this.#notices];
  }

  reset(owner?: string): void {
    const gone = this.#added.filter((one) => owner === undefined || one.owner === owner);
    this.#added = this.#added.filter((one) => !gone.includes(one));
    this.behaviours.reset(owner);
    for (const { persona } of gone) this.revoke(persona.id);
    if (owner !== undefined) return;
    this.revoke();
    this.cibaRequests.clear();
    this.#notices = [];
  }

  /** Now, in milliseconds. */
  now(): number {
    return this.#environment.clock.now();
  }

  /** The issuer, whose address is that of the realm. */
  issuerOf(request: Request): string {
    return `${this.originOf(request)}/auth/realms/esante-wallet`;
  }

  /** Where the realm is. */
  originOf(request: Request): string {
    return this.#options.origin ?? new URL(request.url).origin;
  }

  /** How long things live for a subject. */
  lifetimesOf(subject: string): Lifetimes {
    return { ...defaultLifetimes, ...this.#options.lifetimes, ...this.behaviours.of(subject).lifetimes };
  }

  /** True when something was prepared to go wrong. */
  has(subject: string, fault: PscFault): boolean {
    return this.behaviours.has(subject, fault);
  }

  /** An unguessable value of 192 bits, registered as a secret. */
  newSecret(): string {
    return this.secret(this.newId(24));
  }

  /** An unguessable identifier that is no secret. */
  newId(length = 16): string {
    return this.#environment.random.bytes(length).toString('base64url');
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

  persona(id: string): Persona | undefined {
    return this.personas().find((one) => one.id === id);
  }

  client(id: string | undefined): PscClient | undefined {
    return this.#options.clients.find((client) => client.id === id);
  }

  /**
   * The service whose certificate has that subject. One whose certificate was not registered is known by its name, or by
   * being the only one.
   */
  clientOfCertificate(subject: string | undefined, id: string | undefined): PscClient | undefined {
    const { clients } = this.#options;
    const owner = clients.find(({ certificateSubject: of }) => of !== undefined && of === subject);
    const open = clients.filter((client) => client.certificateSubject === undefined);
    return owner ?? open.find((client) => client.id === id || (id === undefined && clients.length === 1));
  }

  api(name: string): ApiServer | undefined {
    return this.#apis.get(name);
  }

  open(persona: Persona, means: Means): Session {
    const now = this.now();
    const { idle, session: longest } = this.lifetimesOf(persona.id);
    dropWhile(this.#sessions, (old) => !this.isOpen(old));
    const session: Session = {
      id: this.newId(),
      cookie: this.newSecret(),
      persona,
      means,
      openedAt: now,
      idleUntil: now + idle,
      endsAt: now + longest,
      live: new Set(),
      refreshes: new Map(),
      clients: new Map(),
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

  /** The session of the browser that makes a request. */
  sessionOfRequest(request: Request): Session | undefined {
    const cookie = sessionCookieOf(request);
    if (cookie === undefined) return undefined;
    return [...this.#sessions.values()].find((session) => session.cookie === cookie && this.isOpen(session));
  }

  /** Keeps a session from ending for having been idle. */
  touch(session: Session): void {
    session.idleUntil = this.now() + this.lifetimesOf(session.persona.id).idle;
  }

  keepCode(issued: Omit<IssuedCode, 'expiresAt' | 'used'>): string {
    const code = this.newSecret();
    const { session } = issued.grant;
    const expiresAt = this.now() + this.lifetimesOf(session.persona.id).code;
    // A code that comes again closes the session (RFC 6749 §4.1.2): the used ones are remembered for a while.
    dropWhile(this.#codes, (old) => old.expiresAt + remembered <= this.now());
    this.#codes.set(code, { ...issued, expiresAt, used: false });
    return code;
  }

  code(code: string): IssuedCode | undefined {
    return this.#codes.get(code);
  }

  /** Keeps pushed parameters; gives what names them, and for how long, in milliseconds. */
  keepPushed(client: PscClient, parameters: URLSearchParams): { uri: string; life: number } {
    const life = { ...defaultLifetimes, ...this.#options.lifetimes }.pushed;
    dropWhile(this.#pushed, ({ expiresAt }) => expiresAt <= this.now());
    const uri = `urn:ietf:params:oauth:request_uri:${this.newSecret()}`;
    this.#pushed.set(uri, { client, parameters, expiresAt: this.now() + life });
    return { uri, life };
  }

  /** Pushed parameters, which serve once. */
  takePushed(uri: string): PushedRequest | undefined {
    const pushed = this.#pushed.get(uri);
    this.#pushed.delete(uri);
    return pushed !== undefined && this.now() < pushed.expiresAt ? pushed : undefined;
  }

  /** True the first time that an assertion serves, until it lapses. */
  usesAssertion(key: string, until: number): boolean {
    dropWhile(this.#assertions, (end) => end <= this.now());
    if (this.#assertions.has(key)) return false;
    this.#assertions.set(key, until);
    return true;
  }

  keepCiba(request: CibaRequest): string {
    const secret = this.newSecret();
    this.cibaRequests.keep(secret, request);
    this.cibaRequests.decide([request], this.behaviours.outcome(request.subject));
    return secret;
  }

  notice(notice: LogoutNotice): void {
    this.#notices = [...this.#notices, notice].slice(-200);
  }

  /** What a refresh token renews, whatever its age; undefined for anything else. */
  refresh(token: string): { claims: Claims; grant: Grant } | undefined {
    const claims = this.signer.verify(token);
    if (claims?.['typ'] !== 'Refresh') return undefined;
    const grant = this.#sessions.get(String(claims['sid']))?.refreshes.get(String(claims['jti']));
    return grant === undefined ? undefined : { claims, grant };
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
