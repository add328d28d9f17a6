import { type Entity, type Gone, isPresent, type Register } from './entities.ts';
import type { Finder } from './finder.ts';
import type { Query } from './query.ts';
import type { Bundle, Resource } from './r4.ts';
import { resourceOf } from './resources.ts';
import { systems } from './systems.ts';

/** Matches after which those that they include are written: they come between the matches, not at the end (facts §4.2). */
const buffer = 10;

/** What entries are made from. */
export interface Sources {
  register: Register;
  finder: Finder;
  /** Address of the API, without a last slash. */
  base: string;
}

/** The entries of a page: each buffer of matches, what it includes, then what refers to it. */
export function entriesOf(matches: readonly Entity[], query: Query, sources: Sources): Bundle['entry'] {
  const entries: Bundle['entry'] = [];
  for (let from = 0; from < matches.length; from += buffer) {
    const some = matches.slice(from, from + buffer);
    const beside = [...included(some, query, sources), ...referring(some, query, sources)];
    for (const entity of [...some, ...distinct(beside)]) entries.push(entryOf(entity, query, sources.base));
  }
  return entries;
}

function entryOf(entity: Entity, { elements }: Query, base: string): Bundle['entry'][number] {
  const resource = resourceOf(entity);
  return {
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource: elements === undefined ? resource : subset(resource, elements),
  };
}

/** What the matches refer to; a reference to nothing is passed over. */
function included(matches: readonly Entity[], { includes }: Query, { register }: Sources): Entity[] {
  return includes.flatMap(({ type, parameter }) =>
    matches
      .filter((entity) => entity.type === type)
      .map((entity) => target(entity, parameter, register))
      .filter(isPresent),
  );
}

function target(entity: Entity, parameter: string, register: Register): Entity | Gone | undefined {
  if (parameter === 'practitioner' && 'practitioner' in entity)
    return register.get('Practitioner', entity.practitioner);
  if (entity.type === 'Organization') return register.get('Organization', entity.partOf ?? '');
  return 'organization' in entity ? register.get('Organization', entity.organization) : undefined;
}

function referring(matches: readonly Entity[], { revincludes }: Query, { finder }: Sources): Entity[] {
  return revincludes.flatMap(({ type, parameter }) =>
    matches.flatMap((entity) => finder.referring(type, parameter, `${entity.type}/${entity.id}`)),
  );
}

function distinct(entities: readonly Entity[]): Entity[] {
  return [...new Map(entities.map((entity) => [`${entity.type}/${entity.id}`, entity])).values()];
}

/** The elements asked for, and the mark that the others are missing. */
function subset(resource: Resource, elements: ReadonlySet<string>): Resource {
  const always = new Set(['resourceType', 'id', 'meta']);
  const kept = Object.entries(resource).filter(([name]) => always.has(name) || elements.has(name.replace(/^_/, '')));
  const tag = { system: systems.subsetted, code: 'SUBSETTED', display: 'Resource encoded in summary mode' };
  return { ...Object.fromEntries(kept), meta: { ...resource.meta, tag: [tag] } } as Resource;
}
