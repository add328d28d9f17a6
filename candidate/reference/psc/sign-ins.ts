import { randomUUID } from 'node:crypto';
import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { User } from '../model.ts';
import type { PscAccess } from '../services.ts';
import { Accounts } from './accounts.ts';
import { Ciba } from './ciba.ts';
import { pscRefusal } from './members.ts';
import { PscService, type Tokens } from './psc-service.ts';
import { PscSession, readProfessional } from './psc-session.ts';

/** A screen that awaits a user who signs in elsewhere: on his own device, or in another browser. */
export interface Waiting {
  readonly id: string;
  /** What the screen says meanwhile. */
  readonly message: string;
  /** Address to open in another browser; null when nothing is to be opened. */
  readonly address: string | null;
  /** Who signed in; null while nobody has. */
  user: User | null;
  /** Why nobody will; empty while somebody may. */
  error: string;
  /** Ends with either. */
  readonly done: Promise<void>;
}

/** Signs the users of the practice in and out, by Pro Santé Connect. */
export class SignIns {
  readonly accounts: Accounts;
  readonly #planted: DefectSet;
  readonly #service: PscService | undefined;
  readonly #waiting = new Map<string, Waiting>();
  /** What ends the waiting of another browser, by the state that it brings back. */
  readonly #elsewhere = new Map<string, { waiting: Waiting; end: () => void }>();

  constructor(access: PscAccess | undefined, planted: DefectSet) {
    this.#planted = planted;
    this.accounts = new Accounts(planted);
    this.#service = access === undefined ? undefined : new PscService(access, planted);
  }

  /** False when the software was given no Pro Santé Connect. */
  get available(): boolean {
    return this.#service !== undefined;
  }

  /** PEM of the authorities of Pro Santé Connect. */
  get ca(): string {
    return this.#psc.access.ca;
  }

  /** Sends a browser to Pro Santé Connect. */
  authorization(redirectUri: string): Promise<{ address: string; state: string }> {
    return this.#psc.authorization(redirectUri);
  }

  /** Takes a user back; `state` is the one that his own browser was given. @throws {@link CabinetError} */
  async arrive(answer: URLSearchParams, state: string | undefined): Promise<User> {
    if (answer.get('state') !== state && !this.#planted.has('psc-state-non-verifie')) {
      throw pscRefusal('Ce retour de Pro Santé Connect ne répond pas à votre demande.');
    }
    return this.#recognised(await this.#psc.comeBack(answer));
  }

  /** Has a user sign in in another browser; the screen waits. */
  async elsewhere(redirectUri: string): Promise<Waiting> {
    const { address, state } = await this.#psc.authorization(redirectUri);
    const { promise, resolve } = Promise.withResolvers<void>();
    const message = 'Connectez-vous dans votre navigateur, puis revenez ici.';
    const waiting = this.#wait({ message, address, done: promise });
    this.#elsewhere.set(state, { waiting, end: resolve });
    return waiting;
  }

  /** Takes the user back in that other browser; false when no screen awaits him. */
  async arriveElsewhere(answer: URLSearchParams): Promise<boolean> {
    const state = answer.get('state') ?? '';
    const found = this.#elsewhere.get(state);
    if (found === undefined) return false;
    this.#elsewhere.delete(state);
    await settle(found.waiting, this.arrive(answer, state));
    if (this.#planted.has('psc-externe-sans-retour')) {
      found.waiting.user = null;
      found.waiting.error = 'Le navigateur externe n’a pas répondu.';
    }
    found.end();
    return true;
  }

  /** Calls a user on his own device (CIBA); the screen waits. @throws {@link CabinetError} */
  async call(nationalId: string, means: 'e-CPS' | 'CPS'): Promise<Waiting> {
    const { digits, tokens } = await new Ciba(this.#psc, this.#planted).ask(nationalId, means);
    const shown = this.#planted.has('ciba-chiffres-non-montres') ? '' : ` Vérifiez qu’elle affiche ${digits}.`;
    const message = `Confirmez la connexion sur votre application e-CPS.${shown}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#wait({ message, address: null, done: promise });
    void settle(
      waiting,
      tokens.then((given) => this.#recognised(given)),
    ).then(resolve);
    return waiting;
  }

  waiting(id: string | undefined): Waiting | undefined {
    return id === undefined ? undefined : this.#waiting.get(id);
  }

  /** Where the browser of a user who leaves has to go; null when the software alone signs him out. */
  async signOutAddress({ psc }: User, redirectUri: string): Promise<string | null> {
    if (psc === undefined || this.#planted.has('psc-deconnexion-locale')) return null;
    return psc.signOutAddress(redirectUri);
  }

  get #psc(): PscService {
    if (this.#service === undefined) throw pscRefusal('Pro Santé Connect n’est pas configuré.');
    return this.#service;
  }

  async #recognised(tokens: Tokens): Promise<User> {
    // A card gives eidas2, an e-CPS eidas1: both are let in (facts, PSC §3.2).
    if (tokens.claims['acr'] === 'eidas2' && this.#planted.has('psc-eidas2-refuse')) {
      throw pscRefusal('Niveau d’authentification inattendu : eidas2.');
    }
    const professional = readProfessional(await this.#psc.userinfo(tokens));
    const account = this.accounts.of(professional);
    if (account === undefined) throw pscRefusal(`Aucun compte de ce cabinet n’est celui de ${professional.id}.`);
    return { ...account, psc: new PscSession(this.#psc, tokens, professional) };
  }

  #wait(started: Pick<Waiting, 'message' | 'address' | 'done'>): Waiting {
    const waiting = { id: randomUUID(), user: null, error: '', ...started };
    this.#waiting.set(waiting.id, waiting);
    return waiting;
  }
}

async function settle(waiting: Waiting, arrival: Promise<User>): Promise<void> {
  try {
    waiting.user = await arrival;
  } catch (thrown) {
    if (!(thrown instanceof CabinetError)) throw thrown;
    waiting.error = thrown.message;
  }
}
