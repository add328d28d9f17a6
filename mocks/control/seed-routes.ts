import { json, type Route, readJson } from './route.ts';
import { readSeed } from './seed.ts';

/** Declaring at once all that a bench has to know. */
export const seedRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/graine$/,
    reply: async ({ request, controlled: { controls } }) => {
      const seed = readSeed(await readJson(request));
      await seed.sow(controls);
      return json(201, { etat: 'fait', actes: seed.size });
    },
  },
];
