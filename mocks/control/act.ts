import { z } from 'zod';
import type { BenchControls } from '../controls.ts';
import { CallRefusal, json, type Reply } from './route.ts';

/** Something that a control does or tells, as the control API offers it. */
export interface Act {
  /** `POST` does, `GET` tells. */
  method: 'GET' | 'POST';
  /**
   * Reads what the call gives: its JSON, or its query.
   *
   * @throws {@link CallRefusal} 400, naming each wrong field behind `at`
   */
  prepare(value: unknown, at?: string): (controls: BenchControls) => unknown;
}

/** An act for every method of a control, under its name: one that is missing does not compile. */
export type Acts<C> = Readonly<Record<keyof C & string, Act>>;

/** What zod reads, without its undefined: JSON has none, so an absent key stays absent. */
type Exact<T> = T extends Uint8Array | readonly [unknown, ...unknown[]]
  ? T
  : T extends object
    ? { [K in keyof T]: Exact<Exclude<T[K], undefined>> }
    : T;

type Run<S extends z.ZodType> = (controls: BenchControls, value: Exact<z.output<S>>) => unknown;

/** An act that prepares something. */
export function does<S extends z.ZodType>(schema: S, run: Run<S>): Act {
  return { method: 'POST', prepare: prepared(schema, run) };
}

/** An act that tells something. */
export function tells<S extends z.ZodType>(schema: S, run: Run<S>): Act {
  return { method: 'GET', prepare: prepared(schema, run) };
}

function prepared<S extends z.ZodType>(schema: S, run: Run<S>): Act['prepare'] {
  return (value, at = '') => {
    const read = schema.safeParse(value, { error: french });
    if (!read.success) throw new CallRefusal(400, inFrench(read.error, at));
    return (controls) => run(controls, read.data as Exact<z.output<S>>);
  };
}

const french = z.locales.fr().localeError;

function inFrench({ issues }: z.ZodError, at: string): string {
  return issues
    .map(({ path, message }) => `${[...(at === '' ? [] : [at]), ...path].join('.') || 'corps'} : ${message}`)
    .join(' ; ');
}

/** The answer to a call whose act gave `done`. */
export function replyOf({ method }: Act, done: unknown): Reply {
  if (method === 'GET') return done === undefined ? unknownThing() : json(200, done);
  if (done === false) return unknownThing();
  const refused = typeof done === 'object' && done !== null && 'sent' in done && done.sent === false;
  return json(refused ? 409 : 201, done === undefined || done === true ? { etat: 'fait' } : done);
}

function unknownThing(): Reply {
  return json(404, { erreur: 'rien de ce nom n’est connu du banc' });
}
