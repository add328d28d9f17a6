import { faultCatalogue, faultyServices, readFault } from '../faults/index.ts';
import { json, type Route, readJson } from './route.ts';

/** Setting, listing and withdrawing faults (docs/pannes.md). */
export const faultRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/pannes$/, reply: ({ controlled }) => json(200, controlled.controls.pannes.list()) },
  {
    method: 'GET',
    path: /^\/pannes\/catalogue$/,
    reply: () => json(200, { services: faultyServices, pannes: faultCatalogue }),
  },
  {
    method: 'POST',
    path: /^\/pannes$/,
    reply: async ({ request, controlled }) =>
      json(201, { id: await controlled.controls.pannes.set(readFault(await readJson(request))) }),
  },
  {
    method: 'DELETE',
    path: /^\/pannes\/(\d+)$/,
    reply: ({ match, controlled }) =>
      controlled.controls.pannes.withdraw(match[1] ?? '')
        ? json(200, { etat: 'panne retirée' })
        : json(404, { erreur: 'aucune panne de ce numéro' }),
  },
  {
    method: 'DELETE',
    path: /^\/pannes$/,
    reply: ({ controlled }) => {
      controlled.controls.pannes.reset();
      return json(200, { etat: 'pannes retirées' });
    },
  },
];
