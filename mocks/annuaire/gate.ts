import { type Environment, uuid } from '../../core/index.ts';

/** A key of the API. */
export interface ApiKey {
  cle: string;
  /** `valide` unless told; a suspended one is known but refused (403). */
  etat?: 'valide' | 'suspendue';
}

/** How the API behaves where the real one is not known, or differs between its texts. */
export interface FhirSettings {
  /** Status of a bad parameter: the documentation says 400, the open-source server 500. */
  statutErreur: 400 | 500;
  /** Calls admitted each second for a key: 17 (documentation). */
  quota: number;
  /** How long a page stays, from its last use, in milliseconds: inferred. */
  dureePage: number;
  /**
   * `admis`: a search on changes older than thirty days is answered (as the open-source server does); `refuse`: it gets an
   * error of the bench, so that a product that asks for too much is seen.
   */
  deltaAncien: 'admis' | 'refuse';
}

const defaults: FhirSettings = { statutErreur: 400, quota: 17, dureePage: 600_000, deltaAncien: 'admis' };

/** What the gateway says of a call. */
export type Passage =
  | { admitted: true }
  | { admitted: false; reason: 'absente' | 'inconnue' | 'suspendue' }
  | { admitted: false; reason: 'quota'; limit: number; resetAt: number };

/** The gateway in front of the API: keys, calls a second, and the settings of the bench. */
export class Gate {
  /** The key that the product is given. */
  readonly firstKey: string;
  readonly #clock: Environment['clock'];
  readonly #own: ReadonlySet<string>;
  #keys: ReadonlyArray<ApiKey & { owner?: string }> = [];
  #settings: ReadonlyArray<{ settings: Partial<FhirSettings>; owner?: string }> = [];
  /** Only known keys have one. */
  readonly #windows = new Map<string, { startedAt: number; calls: number }>();

  constructor({ clock, random }: Pick<Environment, 'clock' | 'random'>, keys?: readonly string[]) {
    this.#clock = clock;
    this.firstKey = keys?.[0] ?? uuid(random);
    this.#own = new Set([this.firstKey, ...(keys ?? [])]);
  }

  /** The settings in force: the last ones given win. */
  get settings(): FhirSettings {
    return Object.assign({ ...defaults }, ...this.#settings.map(({ settings }) => settings)) as FhirSettings;
  }

  add(keys: readonly ApiKey[], owner?: string): void {
    this.#keys = [...this.#keys, ...keys.map((key) => ({ ...key, ...(owner === undefined ? {} : { owner }) }))];
  }

  configure(settings: Partial<FhirSettings>, owner?: string): void {
    this.#settings = [...this.#settings, { settings, ...(owner === undefined ? {} : { owner }) }];
  }

  reset(owner?: string): void {
    this.#keys = owner === undefined ? [] : this.#keys.filter((key) => key.owner !== owner);
    this.#settings = owner === undefined ? [] : this.#settings.filter((one) => one.owner !== owner);
    if (owner === undefined) this.#windows.clear();
  }

  /** Counts a call, and says whether it goes through. */
  admit(key: string | null): Passage {
    if (key === null || key === '') return { admitted: false, reason: 'absente' };
    const state = this.#keys.findLast(({ cle }) => cle === key)?.etat ?? (this.#isKnown(key) ? 'valide' : undefined);
    if (state === undefined) return { admitted: false, reason: 'inconnue' };
    if (state === 'suspendue') return { admitted: false, reason: 'suspendue' };
    return this.#count(key);
  }

  #isKnown(key: string): boolean {
    return this.#own.has(key) || this.#keys.some(({ cle }) => cle === key);
  }

  /** A window of one second opens with the first call, as the rate limit of Gravitee does. */
  #count(key: string): Passage {
    const now = this.#clock.now();
    const { quota } = this.settings;
    const open = this.#windows.get(key);
    const current = open !== undefined && now >= open.startedAt && now - open.startedAt < 1000;
    const window = current ? open : { startedAt: now, calls: 0 };
    window.calls += 1;
    this.#windows.set(key, window);
    if (window.calls <= quota) return { admitted: true };
    return { admitted: false, reason: 'quota', limit: quota, resetAt: window.startedAt + 1000 };
  }
}
