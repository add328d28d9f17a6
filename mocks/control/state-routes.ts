import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { json, type Route } from './route.ts';

/** What the bench is, where it listens, and what is set on it now. */
export const stateRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/etat$/,
    reply: ({ controlled: { tenant, endpoints, variables, journal, controls, environment } }) =>
      json(200, {
        version: packageVersion(),
        ...(tenant === undefined ? {} : { locataire: tenant }),
        heure: new Date(environment.clock.now()).toISOString(),
        adresses: endpoints,
        variables,
        echanges: journal.last,
        pannes: controls.pannes.list(),
      }),
  },
];

/** Of the package, whose root is two folders up from the sources, and three from what is compiled. */
function packageVersion(): string {
  const file = ['../../package.json', '../../../package.json']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
  return file === undefined ? '' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
