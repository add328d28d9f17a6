import type { Clause } from './clauses.ts';
import { type DateCondition, readDate } from './instants.ts';
import { type Refusal, refusals } from './outcomes.ts';
import { parameterOf, parameters } from './parameters.ts';
import type { ResourceType } from './r4.ts';

/** A reference that the answer follows: `PractitionerRole:organization`. */
export interface Include {
  type: ResourceType;
  parameter: string;
}

/** A search, read. */
export interface Query {
  type: ResourceType;
  clauses: Clause[];
  /** Matches a page. */
  count: number;
  total: 'affiche' | 'au_mieux' | 'absent';
  includes: Include[];
  revincludes: Include[];
  elements?: ReadonlySet<string>;
  pretty: boolean;
}

const defaultCount = 50;
/** The open-source server refuses more, with the text of a count that is no number. */
const longestPage = 5000;

/** Includes of the guide of the API (facts, Annuaire §4.3); `Device:organization` of an Organization includes nothing. */
const included: Readonly<Record<ResourceType, readonly string[]>> = {
  Practitioner: [],
  PractitionerRole: ['PractitionerRole:practitioner', 'PractitionerRole:organization'],
  Organization: ['Organization:partof', 'Device:organization'],
  HealthcareService: ['HealthcareService:organization'],
  Device: ['Device:organization'],
};

const revincluded: Readonly<Record<ResourceType, readonly string[]>> = {
  Practitioner: ['PractitionerRole:practitioner'],
  PractitionerRole: [],
  Organization: [
    'Device:organization',
    'HealthcareService:organization',
    'PractitionerRole:organization',
    'Organization:partof',
  ],
  HealthcareService: [],
  Device: [],
};

/** What a type includes, forward and in reverse, as the CapabilityStatement says it. */
export function includesOf(type: ResourceType): { searchInclude: string[]; searchRevInclude: string[] } {
  const own = included[type].filter((include) => include.startsWith(`${type}:`));
  return { searchInclude: own.length === 0 ? [] : ['*', ...own], searchRevInclude: [...revincluded[type]] };
}

/** Reads the parameters of a search, those of the address and those of the form together. */
export function readQuery(type: ResourceType, given: URLSearchParams): Query | Refusal {
  const query: Query = {
    type,
    clauses: [],
    count: defaultCount,
    total: 'au_mieux',
    includes: [],
    revincludes: [],
    pretty: false,
  };
  for (const [asked, text] of given) {
    const colon = asked.indexOf(':');
    const name = colon < 0 ? asked : asked.slice(0, colon);
    const modifier = colon < 0 ? undefined : asked.slice(colon + 1);
    const values = text.split(',').filter((value) => value !== '');
    const refusal = readParameter(query, { name, modifier, values });
    if (refusal !== undefined) return refusal;
  }
  return isTooLong(query) ? refusals.tooLong() : query;
}

/** The bench answers everyone: no search may hold it for long. Values that no index narrows down cost the most. */
function isTooLong({ clauses }: Query): boolean {
  const costly = clauses.filter(({ parameter, modifier }) => /string|date/.test(parameter.type) || modifier === 'not');
  const count = (some: readonly Clause[]): number => some.reduce((sum, { values }) => sum + values.length, 0);
  return count(clauses) > 1000 || count(costly) > 100;
}

interface Given {
  name: string;
  modifier: string | undefined;
  values: readonly string[];
}

type Reader = (query: Query, given: Given) => Refusal | undefined;

/** The special parameters. The server writes JSON alone, and passes over `_format`. */
const special: Readonly<Record<string, Reader>> = {
  _count: (query, { values: [value] }) => {
    if (value === undefined) return undefined;
    const count = /^[+]?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isNaN(count) || count > longestPage) return refusals.badCount();
    query.count = count;
    return undefined;
  },
  _total: (query, { values: [value] }) => {
    const totals = { accurate: 'affiche', estimate: 'affiche', none: 'absent' } as const;
    if (value === undefined) return undefined;
    if (!Object.hasOwn(totals, value)) return refusals.badTotal();
    query.total = totals[value as keyof typeof totals];
    return undefined;
  },
  _elements: (query, { values }) => {
    if (values.length > 0) query.elements = new Set(values);
    return undefined;
  },
  _pretty: (query, { values: [value] }) => {
    query.pretty = value === 'true';
    return undefined;
  },
  _format: () => undefined,
  _include: (query, { values }) => readIncludes(query, values, 'includes'),
  _revinclude: (query, { values }) => readIncludes(query, values, 'revincludes'),
};

function readParameter(query: Query, given: Given): Refusal | undefined {
  const { name, modifier, values } = given;
  const reader = Object.hasOwn(special, name) ? special[name] : undefined;
  if (reader !== undefined) return reader(query, given);
  const parameter = parameterOf(query.type, name);
  if (parameter === undefined) return refusals.unknownParameter(name, query.type);
  const dates = parameter.type === 'date' ? values.map(readDate) : [];
  if (dates.includes(undefined)) return refusals.badDate();
  // A parameter without a value asks for nothing.
  if (values.length > 0) query.clauses.push({ parameter, modifier, values, dates: dates as DateCondition[] });
  return undefined;
}

function readIncludes(query: Query, values: readonly string[], kind: 'includes' | 'revincludes'): Refusal | undefined {
  const { type } = query;
  const known = kind === 'includes' ? included[type] : revincluded[type];
  for (const value of values) {
    const wanted = value === '*' && kind === 'includes' ? references(type) : [value];
    const unknown = wanted.find((include) => !known.includes(include));
    if (unknown !== undefined) return refusals.unknownParameter(unknown, type);
    const before = query[kind].map(({ type: from, parameter }) => `${from}:${parameter}`);
    query[kind].push(...wanted.filter((include) => !before.includes(include)).map(toInclude));
  }
  return undefined;
}

/** `*`: every reference of the type. */
function references(type: ResourceType): string[] {
  return parameters[type].filter((one) => one.type === 'reference').map(({ name }) => `${type}:${name}`);
}

function toInclude(text: string): Include {
  const [type = '', parameter = ''] = text.split(':');
  return { type: type as ResourceType, parameter };
}
