import { type Environment, processEnvironment, sha256, testMailDomain } from '../../core/index.ts';
import { type Change, type Holder, isKnown, type Overlay, overlayOf, type Published } from './changes.ts';
import { type ApiKey, type FhirSettings, Gate } from './gate.ts';
import { type Generated, generate } from './generation.ts';
import type { Mailbox, Professional, Structure } from './model.ts';

/** How a directory is made. */
export interface AnnuaireOptions {
  /** The process's own clock and random unless given. */
  environment?: Pick<Environment, 'clock' | 'random'>;
  /** One seed, one directory; that of the bench unless told. */
  seed?: string;
  /** How many professionals, the physician of the bench among them: 10 000 unless told. */
  professionals?: number;
  /** How many structures, his practice among them: 2 000 unless told. */
  structures?: number;
  /** Domain of the mailboxes: `test.mssante.fr` unless told. */
  domain?: string;
  /** Keys that the API accepts; one is drawn unless told. */
  apiKeys?: readonly string[];
}

/** Control of the mocked directory. */
export interface AnnuaireControl {
  /**
   * Adds professionals, or changes those of the same RPPS number. One that is not `actif` leaves the extractions; the API
   * gives him with `active: false`.
   */
  publish(professionals: readonly Professional[], owner?: string): void;
  /** Adds structures, or changes those of the same id. */
  publishStructures(structures: readonly Structure[], owner?: string): void;
  /** Gives mailboxes to a professional or a structure, besides those that he has. False when nobody is known there. */
  publishMailboxes(holder: Holder, mailboxes: readonly Mailbox[], owner?: string): boolean;
  /** Stops a professional (RPPS number) or closes a structure (id, FINESS number). False when nobody is known there. */
  deactivate(identifier: string, owner?: string): boolean;
  /** Takes one out altogether: the API answers 410, then 404 after thirty days. False when nobody is known there. */
  delete(identifier: string, owner?: string): boolean;
  /** Adds keys of the API, or changes what they are worth. */
  apiKeys(keys: readonly ApiKey[], owner?: string): void;
  /** Changes how the API behaves. */
  configureApi(settings: Partial<FhirSettings>, owner?: string): void;
  /** Forgets what an owner published, or all that was; the generated directory stays. */
  reset(owner?: string): void;
}

/** A change before its instant and owner are known. */
type Wanted = Change extends infer Each ? (Each extends Change ? Omit<Each, 'at' | 'owner'> : never) : never;

/**
 * The mocked directory: professionals and structures generated on first use, and above them what scenarios publish. The
 * extractions and the API are two views of it.
 */
export class AnnuaireDirectory implements AnnuaireControl {
  /** Who may call the API, and how it behaves. */
  readonly gate: Gate;
  readonly environment: Pick<Environment, 'clock' | 'random'>;
  /** What the generated directory depends on. */
  readonly seed: string;
  /** Instant from which the ages of the generated resources are counted, in milliseconds. */
  readonly startedAt: number;
  readonly #options: Required<Pick<AnnuaireOptions, 'seed' | 'professionals' | 'structures' | 'domain'>>;
  #generated: Ground | undefined;
  #changes: readonly Change[] = [];
  #overlay: Overlay | undefined;
  #changedAt: number;
  #read = false;

  constructor(options: AnnuaireOptions = {}) {
    const { environment = processEnvironment(), seed = 'probant', domain = testMailDomain } = options;
    const { professionals = 10_000, structures = 2_000 } = options;
    this.environment = environment;
    this.seed = seed;
    this.startedAt = environment.clock.now();
    this.#changedAt = this.startedAt;
    this.#options = { seed, professionals, structures, domain };
    this.gate = new Gate(environment, options.apiKeys);
  }

  /** The key that the product is given. */
  get apiKey(): string {
    return this.gate.firstKey;
  }

  publish(professionals: readonly Professional[], owner?: string): void {
    this.#add(
      professionals.map((professional) => ({ kind: 'professionnel', professional })),
      owner,
    );
  }

  publishStructures(structures: readonly Structure[], owner?: string): void {
    this.#add(
      structures.map((structure) => ({ kind: 'structure', structure })),
      owner,
    );
  }

  publishMailboxes(holder: Holder, mailboxes: readonly Mailbox[], owner?: string): boolean {
    const identifier = 'rpps' in holder ? holder.rpps : holder.structure;
    return this.#addKnown(identifier, { kind: 'boites', holder, mailboxes }, owner);
  }

  deactivate(identifier: string, owner?: string): boolean {
    return this.#addKnown(identifier, { kind: 'arret', identifier }, owner);
  }

  delete(identifier: string, owner?: string): boolean {
    return this.#addKnown(identifier, { kind: 'suppression', identifier }, owner);
  }

  apiKeys(keys: readonly ApiKey[], owner?: string): void {
    this.gate.add(keys, owner);
  }

  configureApi(settings: Partial<FhirSettings>, owner?: string): void {
    this.gate.configure(settings, owner);
  }

  reset(owner?: string): void {
    this.gate.reset(owner);
    this.#change(owner === undefined ? [] : this.#changes.filter((one) => one.owner !== owner));
  }

  /** Who is active now, in the order of their numbers. */
  professionals(): Professional[] {
    this.#read = true;
    const { professionals } = this.overlay;
    const kept = this.generated.professionals.filter(({ rpps }) => !professionals.has(rpps));
    return [...kept, ...published(professionals)]
      .filter(({ actif = true }) => actif)
      .sort((a, b) => (a.rpps < b.rpps ? -1 : 1));
  }

  /** The structures that are open now, the generated ones first. */
  structures(): Structure[] {
    this.#read = true;
    const { structures } = this.overlay;
    const kept = this.generated.structures.filter(({ id }) => !structures.has(id));
    return [...kept, ...published(structures)].filter(({ actif = true }) => actif);
  }

  /** When the directory last changed, in milliseconds. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** Digest of the present state: one state, one value. */
  get state(): string {
    this.#read = true;
    const changes = this.#changes.map(({ at: _at, owner: _owner, ...change }) => change);
    return sha256(Buffer.from(JSON.stringify([this.#options, changes])));
  }

  /** What is generated, active or not; drawn when it is first asked for. */
  get generated(): Ground {
    this.#generated ??= new Ground(generate(this.#options));
    return this.#generated;
  }

  /** What is published above it. */
  get overlay(): Overlay {
    this.#overlay ??= overlayOf(this.generated, this.#changes);
    return this.#overlay;
  }

  #addKnown(identifier: string, wanted: Wanted, owner: string | undefined): boolean {
    const known = isKnown(this.generated, this.overlay, identifier);
    if (known) this.#add([wanted], owner);
    return known;
  }

  #add(wanted: readonly Wanted[], owner: string | undefined): void {
    const at = this.environment.clock.now();
    const added = wanted.map((one): Change => ({ ...one, at, ...(owner === undefined ? {} : { owner }) }));
    this.#change([...this.#changes, ...added]);
  }

  #change(changes: readonly Change[]): void {
    if (changes.length === 0 && this.#changes.length === 0) return;
    this.#changes = changes;
    this.#overlay = undefined;
    // Dates of HTTP have no fraction of a second: a state that was read never shares its second with the next one.
    const earliest = this.#read ? Math.floor(this.#changedAt / 1000) * 1000 + 1000 : this.#changedAt;
    this.#changedAt = Math.max(earliest, this.environment.clock.now());
    this.#read = false;
  }
}

/** The generated directory, looked up by number. */
class Ground implements Generated {
  readonly professionals: readonly Professional[];
  readonly structures: readonly Structure[];
  readonly #byRpps: ReadonlyMap<string, Professional>;
  readonly #byStructure: ReadonlyMap<string, Structure>;

  constructor({ professionals, structures }: Generated) {
    this.professionals = professionals;
    this.structures = structures;
    this.#byRpps = new Map(professionals.map((one) => [one.rpps, one]));
    const named = structures.flatMap(
      (one): Array<[string, Structure]> => [
        [one.id, one],
        ...(one.finess === undefined ? [] : [[one.finess, one] as [string, Structure]]),
      ],
    );
    this.#byStructure = new Map(named);
  }

  professional(rpps: string): Professional | undefined {
    return this.#byRpps.get(rpps);
  }

  structure(identifier: string): Structure | undefined {
    return this.#byStructure.get(identifier);
  }
}

function published<T>(all: ReadonlyMap<string, Published<T>>): T[] {
  return [...all.values()].filter(({ deleted }) => deleted !== true).map(({ value }) => value);
}
