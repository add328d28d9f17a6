import { isoNow, packageVersion } from '../../core/index.ts';
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
        heure: isoNow(environment),
        adresses: endpoints,
        variables,
        echanges: journal.last,
        pannes: controls.pannes.list(),
      }),
  },
];
