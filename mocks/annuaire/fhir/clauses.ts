import { toComparable } from '../comparable.ts';
import type { Entity } from './entities.ts';
import { type DateCondition, meets } from './instants.ts';
import type { Parameter, Value } from './parameters.ts';

/** One criterion: any of its values. */
export interface Clause {
  parameter: Parameter;
  /** `contains`, `exact`, `not`; the server passes over any other, as in `name:family=MASI`. */
  modifier: string | undefined;
  values: readonly string[];
  /** What the values say, of a date. */
  dates: readonly DateCondition[];
}

/** A code asked for: `code`, `system|code`, `system|`. */
interface Asked {
  system?: string;
  code?: string;
}

/** Whether an entity meets a criterion. */
export function isMet({ parameter, modifier, values, dates }: Clause, entity: Entity, now: number): boolean {
  if (parameter.type === 'date') return dates.some((condition) => meets(condition, entity.updatedAt, now));
  const found = parameter.values(entity);
  const one = testOf(parameter, modifier);
  const met = values.some((value) => found.some((each) => one(value, each)));
  return parameter.type === 'token' && modifier === 'not' ? !met : met;
}

function testOf({ type }: Parameter, modifier: string | undefined): (asked: string, found: Value) => boolean {
  if (type === 'token') return (asked, found) => sameToken(askedToken(asked), found);
  if (type === 'reference') return (asked, { code }) => code === asked || code.endsWith(`/${lastPart(asked)}`);
  if (type === 'uri' || modifier === 'exact') return (asked, { code }) => code === asked;
  if (modifier === 'contains') return (asked, { code }) => toComparable(code).includes(toComparable(asked));
  return (asked, { code }) => toComparable(code).startsWith(toComparable(asked));
}

/** Reads a code asked for. */
export function askedToken(asked: string): Asked {
  const bar = asked.indexOf('|');
  if (bar < 0) return { code: asked };
  const code = asked.slice(bar + 1);
  return { system: asked.slice(0, bar), ...(code === '' ? {} : { code }) };
}

function sameToken(asked: Asked, found: Value): boolean {
  if (asked.system !== undefined && asked.system !== (found.system ?? '')) return false;
  return asked.code === undefined || asked.code === found.code;
}

/** The id of a reference: `Type/id`, an address, or the id alone. */
export function lastPart(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
