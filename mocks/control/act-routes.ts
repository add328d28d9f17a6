import { type Act, does, replyOf } from './act.ts';
import { forgotten } from './acts/fields.ts';
import { acts } from './acts/index.ts';
import { type Call, type Reply, type Route, readJson } from './route.ts';

/** What every service forgets: of an owner, or all. */
const resetAll: Act = does(forgotten, (controls, { owner }) => {
  for (const control of Object.values(controls)) control.reset(owner);
  return { etat: 'réponses préparées, pannes, courriels, documents et sessions oubliés' };
});

/** Preparing the services and asking what became of it: `/<service>/<act>`, in the words of their controls (docs/banc.md). */
export const actRoutes: readonly Route[] = [
  ...Object.entries(acts).flatMap(([service, own]) =>
    Object.entries(own).map(([name, act]: [string, Act]) => route(`/${service}/${name}`, act)),
  ),
  route('/reset', resetAll),
];

function route(path: string, act: Act): Route {
  return { method: act.method, path: new RegExp(`^${path}$`), reply: (call) => reply(call, act) };
}

async function reply({ request, query, controlled }: Call, act: Act): Promise<Reply> {
  const value = act.method === 'GET' ? Object.fromEntries(query) : await readJson(request);
  return replyOf(act, await act.prepare(value)(controlled.controls));
}
