import type { z } from 'zod';
import type { BenchControls } from '../controls.ts';
import { insiProgramSchema } from './program-schema.ts';
import { CallRefusal, json, type Route, readJson } from './route.ts';

/** Preparing the services: `POST /<service>/<act>`, in the words of their controls (docs/banc.md). */
export const actRoutes: readonly Route[] = [
  act('/insi/program', insiProgramSchema, ({ insi }, program) => insi.program(program)),
  {
    method: 'POST',
    path: /^\/reset$/,
    reply: ({ controlled }) => {
      for (const control of Object.values(controlled.controls)) control.reset();
      return json(200, { etat: 'réponses préparées, pannes, courriels, documents et sessions oubliés' });
    },
  },
];

/** What zod reads, without its undefined: JSON has none, so an absent key stays absent. */
type Exact<T> = T extends Uint8Array ? T : T extends object ? { [K in keyof T]: Exact<Exclude<T[K], undefined>> } : T;

function act<S extends z.ZodType<object>>(
  path: string,
  schema: S,
  run: (controls: BenchControls, value: Exact<z.output<S>>) => unknown,
): Route {
  return {
    method: 'POST',
    path: new RegExp(`^${path}$`),
    reply: async ({ request, controlled }) => {
      const read = schema.safeParse(await readJson(request));
      if (!read.success) throw new CallRefusal(400, inFrench(read.error));
      const done = await run(controlled.controls, read.data as Exact<z.output<S>>);
      return json(201, done ?? { etat: 'fait' });
    },
  };
}

function inFrench({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'corps'} : ${message}`).join(' ; ');
}
