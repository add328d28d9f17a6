import type { Environment } from '../../core/index.ts';
import { benchPhysician, drawProfessional, type Professional } from './professional.ts';

/** How a directory is made. */
export interface AnnuaireOptions {
  environment: Pick<Environment, 'clock'>;
  /** One seed, one directory. */
  seed: string;
  /** How many professionals, the physician of the bench among them: 50 unless told. */
  size?: number;
  /** Domain of the mailboxes: `test.mssante.fr` unless told. */
  domain?: string;
}

/** Control of the mocked directory. */
export interface AnnuaireControl {
  /** Adds professionals, or changes those of the same RPPS number; one that is not `actif` leaves the extractions. */
  publish(professionals: readonly Professional[], owner?: string): void;
  /** Forgets what an owner published, or all that was; the generated professionals stay. */
  reset(owner?: string): void;
}

/** The mocked directory: generated professionals, and above them those that scenarios publish. */
export class AnnuaireDirectory implements AnnuaireControl {
  readonly #clock: Environment['clock'];
  readonly #generated: readonly Professional[];
  #published: ReadonlyArray<{ professional: Professional; owner?: string }> = [];
  #changedAt: number;
  #read = false;

  constructor({ environment, seed, size = 50, domain = 'test.mssante.fr' }: AnnuaireOptions) {
    this.#clock = environment.clock;
    this.#changedAt = this.#clock.now();
    const others = Array.from({ length: size - 1 }, (_, index) => drawProfessional(seed, index, domain));
    this.#generated = [benchPhysician(domain), ...others];
  }

  publish(professionals: readonly Professional[], owner?: string): void {
    const added = professionals.map((professional) => ({ professional, ...(owner === undefined ? {} : { owner }) }));
    this.#change([...this.#published, ...added]);
  }

  reset(owner?: string): void {
    this.#change(owner === undefined ? [] : this.#published.filter((one) => one.owner !== owner));
  }

  /** Who is active now, in the order of their numbers. */
  professionals(): Professional[] {
    this.#read = true;
    const all = [...this.#generated, ...this.#published.map(({ professional }) => professional)];
    const latest = new Map(all.map((one) => [one.rpps, one]));
    return [...latest.values()].filter(({ actif = true }) => actif).sort((a, b) => (a.rpps < b.rpps ? -1 : 1));
  }

  /** When the directory last changed, in milliseconds. */
  get changedAt(): number {
    return this.#changedAt;
  }

  #change(published: ReadonlyArray<{ professional: Professional; owner?: string }>): void {
    if (published.length === 0 && this.#published.length === 0) return;
    this.#published = published;
    // Dates of HTTP have no fraction of a second: a state that was read never shares its second with the next one.
    const earliest = this.#read ? Math.floor(this.#changedAt / 1000) * 1000 + 1000 : this.#changedAt;
    this.#changedAt = Math.max(earliest, this.#clock.now());
    this.#read = false;
  }
}
