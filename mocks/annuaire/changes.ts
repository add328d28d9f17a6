import type { Mailbox, Professional, Structure } from './model.ts';

/** Who has mailboxes: a professional by his RPPS number, or a structure by its id or FINESS number. */
export type Holder = { rpps: string } | { structure: string };

/** What a scenario did to the directory. */
export type Change = { at: number; owner?: string } & (
  | { kind: 'professionnel'; professional: Professional }
  | { kind: 'structure'; structure: Structure }
  | { kind: 'boites'; holder: Holder; mailboxes: readonly Mailbox[] }
  | { kind: 'arret' | 'suppression'; identifier: string }
);

/** A thing as published, and since when. */
export interface Published<T> {
  value: T;
  at: number;
  /** How many times it was changed. */
  times: number;
  /** Taken out of the directory altogether. */
  deleted?: true;
}

/** What the published changes leave above the generated directory, by RPPS number and by structure id. */
export interface Overlay {
  professionals: ReadonlyMap<string, Published<Professional>>;
  structures: ReadonlyMap<string, Published<Structure>>;
}

/** How the generated directory is looked up. */
export interface Ground {
  professional(rpps: string): Professional | undefined;
  /** By id or FINESS number. */
  structure(identifier: string): Structure | undefined;
}

/** Applies changes, the oldest first. */
export function overlayOf(ground: Ground, changes: readonly Change[]): Overlay {
  const layer = new Layer(ground);
  for (const change of changes) layer.apply(change);
  return layer;
}

/** Whether the directory knows a professional (RPPS number, with or without its 8) or a structure (id, FINESS number). */
export function isKnown(ground: Ground, overlay: Overlay, identifier: string): boolean {
  const layer = new Layer(ground, overlay);
  return layer.professional(identifier) !== undefined || layer.structure(identifier) !== undefined;
}

class Layer implements Overlay {
  readonly professionals: Map<string, Published<Professional>>;
  readonly structures: Map<string, Published<Structure>>;
  readonly #ground: Ground;

  constructor(ground: Ground, { professionals, structures }: Partial<Overlay> = {}) {
    this.#ground = ground;
    this.professionals = new Map(professionals);
    this.structures = new Map(structures);
  }

  apply(change: Change): void {
    if (change.kind === 'professionnel') this.#setProfessional(change.professional, change.at);
    else if (change.kind === 'structure') this.#setStructure(change.structure, change.at);
    else if (change.kind === 'boites') this.#addMailboxes(change.holder, change.mailboxes, change.at);
    else this.#close(change.identifier, change.at, change.kind === 'suppression');
  }

  /** Who is there now under a number. */
  professional(identifier: string): Professional | undefined {
    const rpps = identifier.length === 12 ? identifier.slice(1) : identifier;
    return present(this.professionals.get(rpps), () => this.#ground.professional(rpps));
  }

  structure(identifier: string): Structure | undefined {
    const published = [...this.structures.values()].find(({ value }) => names(value, identifier));
    return present(published, () => this.#ground.structure(identifier));
  }

  #setProfessional(value: Professional, at: number, deleted = false): void {
    const { times = 0 } = this.professionals.get(value.rpps) ?? {};
    this.professionals.set(value.rpps, { value, at, times: times + 1, ...(deleted ? { deleted } : {}) });
  }

  #setStructure(value: Structure, at: number, deleted = false): void {
    const { times = 0 } = this.structures.get(value.id) ?? {};
    this.structures.set(value.id, { value, at, times: times + 1, ...(deleted ? { deleted } : {}) });
  }

  #addMailboxes(holder: Holder, added: readonly Mailbox[], at: number): void {
    if ('rpps' in holder) {
      const one = this.professional(holder.rpps);
      if (one !== undefined) this.#setProfessional({ ...one, mailboxes: [...one.mailboxes, ...added] }, at);
    } else {
      const one = this.structure(holder.structure);
      if (one !== undefined) this.#setStructure({ ...one, mailboxes: [...(one.mailboxes ?? []), ...added] }, at);
    }
  }

  #close(identifier: string, at: number, deleted: boolean): void {
    const one = this.professional(identifier);
    if (one !== undefined) this.#setProfessional({ ...one, actif: false }, at, deleted);
    const structure = this.structure(identifier);
    if (structure !== undefined) this.#setStructure({ ...structure, actif: false }, at, deleted);
  }
}

function present<T>(published: Published<T> | undefined, generated: () => T | undefined): T | undefined {
  if (published === undefined) return generated();
  return published.deleted === true ? undefined : published.value;
}

/** Whether an identifier, technical or FINESS, is that of a structure. */
export function names({ id, finess }: Structure, identifier: string): boolean {
  return id === identifier || finess === identifier;
}
