import { CabinetError } from '../cabinet-error.ts';
import { pscRefusal } from './members.ts';
import { PscBrowser } from './psc-browser.ts';
import type { PscService, Tokens } from './psc-service.ts';

// An access token lives two minutes (facts, PSC §3.3); one that lapses during an operation is of no use.
const margin = 20_000;

/** Signs the owner of the personal mailbox in by Pro Santé Connect, and keeps his access token alive. */
export class PscClient {
  readonly #service: PscService;
  readonly #onEnd: () => void;
  #session: Tokens | undefined;
  #pending: Promise<Tokens> | undefined;

  /** `onEnd` is told when PSC gives no more tokens: mail sessions then have to be closed (ECO 1.2.6). */
  constructor(service: PscService, onEnd: () => void) {
    this.#service = service;
    this.#onEnd = onEnd;
  }

  /** Who is signed in, as shown; null when nobody is. */
  get signedIn(): string | null {
    if (this.#session === undefined) return null;
    const { claims } = this.#session;
    return `${claims['given_name']} ${claims['family_name']} (${claims['SubjectNameID']})`;
  }

  /** Address where a browser has to go to sign in (facts, PSC §3.2). */
  async authorization(redirectUri: string): Promise<string> {
    return (await this.#service.authorization(redirectUri)).address;
  }

  /** Takes the user back from PSC. @throws {@link CabinetError} */
  async comeBack(answer: URLSearchParams): Promise<void> {
    this.#session = await this.#service.comeBack(answer);
  }

  /** Signs in without a browser: see {@link PscBrowser}. */
  async signIn(nationalId: string): Promise<void> {
    const redirectUri = 'http://localhost/psc/retour';
    const address = await this.authorization(redirectUri);
    const back = await new PscBrowser(this.#service.access.ca).signIn(address, { redirectUri, nationalId });
    await this.comeBack(back.searchParams);
  }

  /** An access token that lives long enough for one operation; `nationalId` signs in when nobody is. */
  async token(nationalId: string): Promise<string> {
    this.#pending ??= this.#alive(nationalId).finally(() => {
      this.#pending = undefined;
    });
    return (await this.#pending).access;
  }

  /** How long the access token still lives, in ms; null when nobody is signed in. */
  get remaining(): number | null {
    return this.#session === undefined ? null : this.#session.until - Date.now();
  }

  /**
   * Renews the access token before it lapses; signs nobody in. While a session of the mailbox is kept open, this is how the
   * software learns that PSC's own has ended (ECO 1.2.6).
   */
  async keepAlive(): Promise<void> {
    await this.#pending;
    if (this.#session !== undefined) await this.#renew(this.#session);
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
    await this.#service.end(session);
  }

  async #alive(nationalId: string): Promise<Tokens> {
    if (this.#session !== undefined && this.#session.until > Date.now() + margin) return this.#session;
    if (this.#session !== undefined) await this.#renew(this.#session);
    if (this.#session === undefined) await this.signIn(nationalId);
    if (this.#session === undefined) throw pscRefusal('Pro Santé Connect n’a ouvert aucune session.');
    return this.#session;
  }

  async #renew(session: Tokens): Promise<void> {
    try {
      this.#session = await this.#service.renew(session);
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
}
