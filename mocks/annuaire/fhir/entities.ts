import type { Overlay, Published } from '../changes.ts';
import type { AnnuaireDirectory } from '../directory.ts';
import { Draw, technicalId } from '../draw.ts';
import {
  type Activity,
  activitiesOf,
  type CareService,
  type Equipment,
  type Professional,
  type Structure,
} from '../model.ts';
import type { ResourceType } from './r4.ts';

interface Head {
  id: string;
  version: number;
  /** Milliseconds. */
  updatedAt: number;
}

export interface PractitionerEntity extends Head {
  type: 'Practitioner';
  person: Professional;
}

export interface RoleEntity extends Head {
  type: 'PractitionerRole';
  person: Professional;
  activity: Activity;
  /** Number of the activity in the RPPS. */
  number: string;
  practitioner: string;
  organization: string;
}

export interface OrganizationEntity extends Head {
  type: 'Organization';
  structure: Structure;
  partOf?: string;
}

export interface DeviceEntity extends Head {
  type: 'Device';
  equipment: Equipment;
  organization: string;
}

export interface ServiceEntity extends Head {
  type: 'HealthcareService';
  service: CareService;
  organization: string;
}

/** What a resource is written from; far smaller than the resource, so that thousands can be kept. */
export type Entity = PractitionerEntity | RoleEntity | OrganizationEntity | DeviceEntity | ServiceEntity;

/** What was taken away, and when, in milliseconds. */
export interface Gone {
  gone: number;
}

/** Whether an entity is there. */
export function isPresent(found: Entity | Gone | undefined): found is Entity {
  return found !== undefined && !('gone' in found);
}

const day = 86_400_000;

/** Turns the model into entities. */
export class EntityWriter {
  readonly #seed: string;
  readonly #startedAt: number;
  readonly #ids = new Map<string, string>();

  constructor({ seed, startedAt }: Pick<AnnuaireDirectory, 'seed' | 'startedAt'>) {
    this.#seed = seed;
    this.#startedAt = startedAt;
  }

  practitioner(person: Professional): PractitionerEntity {
    return { type: 'Practitioner', person, ...this.#head(this.#practitionerId(person.rpps), `p${person.rpps}`) };
  }

  roles(person: Professional): RoleEntity[] {
    const practitioner = this.#practitionerId(person.rpps);
    return activitiesOf(person).map((activity, rank) => ({
      type: 'PractitionerRole',
      person,
      activity,
      // Ten digits, as recorded (1011848351).
      number: `9${person.rpps.slice(4)}${String(rank).padStart(2, '0')}`,
      practitioner,
      organization: this.organizationId(activity.structure),
      ...this.#head(technicalId('005', [7, 7], this.#seed, person.rpps, String(rank)), `p${person.rpps}`),
    }));
  }

  organization(structure: Structure): OrganizationEntity {
    const { rattachement } = structure;
    const partOf = rattachement === undefined ? undefined : this.organizationId({ id: rattachement, juridique: true });
    return {
      type: 'Organization',
      structure,
      ...(partOf === undefined ? {} : { partOf }),
      ...this.#head(this.organizationId(structure), `s${structure.id}`),
    };
  }

  devices(structure: Structure): DeviceEntity[] {
    return (structure.equipements ?? []).map((equipment) => ({
      type: 'Device',
      equipment,
      organization: this.organizationId(structure),
      // `002-4247117` in the documentation of the API.
      ...this.#head(technicalId('002', [7], this.#seed, equipment.arhgos), `s${structure.id}`),
    }));
  }

  services(structure: Structure): ServiceEntity[] {
    return (structure.services ?? []).map((service, rank) => ({
      type: 'HealthcareService',
      service,
      organization: this.organizationId(structure),
      // `004-1014485-03` in the documentation of the API.
      ...this.#head(
        `${technicalId('004', [7], this.#seed, structure.id)}-${String(rank + 1).padStart(2, '0')}`,
        `s${structure.id}`,
      ),
    }));
  }

  /** `001-01-…` of a geographical entity, `001-02-…` of a legal one, as recorded. */
  organizationId({ id, juridique }: Pick<Structure, 'id' | 'juridique'>): string {
    return this.#kept(id, () => technicalId(juridique === true ? '001-02' : '001-01', [9], this.#seed, id));
  }

  #practitionerId(rpps: string): string {
    return this.#kept(`8${rpps}`, () => technicalId('003', [7, 7], this.#seed, rpps));
  }

  #kept(key: string, make: () => string): string {
    const id = this.#ids.get(key) ?? make();
    this.#ids.set(key, id);
    return id;
  }

  /** One in twenty changed within the thirty days before the start, the others in the two years before. */
  #head(id: string, key: string): Head {
    const draw = new Draw(this.#seed, `maj${key}`, 0);
    const age = draw.chance(5) ? draw.below(30) : 30 + draw.below(700);
    return { id, version: 1 + draw.below(4), updatedAt: this.#startedAt - age * day - draw.below(60_000) * 1000 };
  }
}

/** The generated entities of one type. */
export interface Shelf {
  readonly entities: readonly Entity[];
  readonly positions: ReadonlyMap<string, number>;
}

/** What the overlay puts above the shelves, by id. */
export type Above = ReadonlyMap<string, Entity | Gone>;

/** All entities of the directory, as it is now. */
export class Register {
  readonly #directory: AnnuaireDirectory;
  readonly #writer: EntityWriter;
  readonly #shelves = new Map<ResourceType, Shelf>();
  #above: { overlay: Overlay; entities: Map<ResourceType, Map<string, Entity | Gone>> } | undefined;

  constructor(directory: AnnuaireDirectory) {
    this.#directory = directory;
    this.#writer = new EntityWriter(directory);
  }

  shelf(type: ResourceType): Shelf {
    const kept = this.#shelves.get(type) ?? newShelf(this.#generated(type));
    this.#shelves.set(type, kept);
    return kept;
  }

  above(type: ResourceType): Above {
    const { overlay } = this.#directory;
    if (this.#above?.overlay !== overlay) this.#above = { overlay, entities: this.#overlaid(overlay) };
    return this.#above.entities.get(type) ?? new Map();
  }

  /** An entity by its id, or when it was taken away. */
  get(type: ResourceType, id: string): Entity | Gone | undefined {
    const { entities, positions } = this.shelf(type);
    return this.above(type).get(id) ?? entities[positions.get(id) ?? -1];
  }

  #generated(type: ResourceType): Entity[] {
    const { professionals, structures } = this.#directory.generated;
    const writer = this.#writer;
    if (type === 'Practitioner') return professionals.map((one) => writer.practitioner(one));
    if (type === 'PractitionerRole') return professionals.flatMap((one) => writer.roles(one));
    if (type === 'Organization') return structures.map((one) => writer.organization(one));
    if (type === 'Device') return structures.flatMap((one) => writer.devices(one));
    return structures.flatMap((one) => writer.services(one));
  }

  #overlaid(overlay: Overlay): Map<ResourceType, Map<string, Entity | Gone>> {
    const ground = this.#directory.generated;
    const above = new AboveWriter(this.#writer);
    for (const [rpps, published] of overlay.professionals) above.professional(published, ground.professional(rpps));
    for (const [id, published] of overlay.structures) above.structure(published, ground.structure(id));
    for (const published of overlay.professionals.values()) {
      for (const place of placesOf(published)) {
        const known = overlay.structures.has(place.id) ? undefined : ground.structure(place.id);
        const told = overlay.structures.has(place.id) ? undefined : toldStructure(place, known);
        if (told !== undefined) above.structure({ ...published, value: told }, known);
      }
    }
    return above.entities;
  }
}

/** The structures that a published professional names; the mailboxes of teams that he bears are those of the main one. */
function placesOf({ value, deleted }: Published<Professional>): Structure[] {
  if (deleted === true) return [];
  const teams = value.mailboxes.filter(({ type }) => type === 'ORG' || type === 'APP');
  return activitiesOf(value).map(({ structure }, rank) =>
    rank === 0 && teams.length > 0 ? { ...structure, mailboxes: teams } : structure,
  );
}

/** The structure as it is told: new, or changed from the generated one; undefined when it is the same. */
function toldStructure(told: Structure, known: Structure | undefined): Structure | undefined {
  if (known === undefined) return told;
  const changed = { ...known, ...told };
  return JSON.stringify(changed) === JSON.stringify(known) ? undefined : changed;
}

class AboveWriter {
  readonly entities = new Map<ResourceType, Map<string, Entity | Gone>>();
  readonly #writer: EntityWriter;

  constructor(writer: EntityWriter) {
    this.#writer = writer;
  }

  professional(published: Published<Professional>, generated: Professional | undefined): void {
    const of = (one: Professional): Entity[] => [this.#writer.practitioner(one), ...this.#writer.roles(one)];
    this.#put(published, of(published.value), generated === undefined ? [] : of(generated));
  }

  structure(published: Published<Structure>, generated: Structure | undefined): void {
    const of = (one: Structure): Entity[] => [
      this.#writer.organization(one),
      ...this.#writer.devices(one),
      ...this.#writer.services(one),
    ];
    this.#put(published, of(published.value), generated === undefined ? [] : of(generated));
  }

  #put({ at, times, deleted }: Published<unknown>, entities: Entity[], generated: Entity[]): void {
    for (const entity of [...generated, ...entities]) this.#set(entity, { gone: at });
    if (deleted === true) return;
    for (const entity of entities) {
      const base = generated.some(({ id }) => id === entity.id) ? entity.version : 0;
      this.#set(entity, { ...entity, version: base + times, updatedAt: at });
    }
  }

  #set({ type, id }: Entity, value: Entity | Gone): void {
    const entities = this.entities.get(type) ?? new Map<string, Entity | Gone>();
    this.entities.set(type, entities.set(id, value));
  }
}

function newShelf(entities: Entity[]): Shelf {
  return { entities, positions: new Map(entities.map(({ id }, position) => [id, position])) };
}
