import { type HttpHandler, http } from 'msw';
import type { AnnuaireDirectory } from '../directory.ts';
import { FhirApi } from './api.ts';
import { forbidden, gatewayRefusal, unknownContext } from './gateway.ts';

/** Path of the API, as on the real service; `/fhir` leads there too. */
export const fhirPath = '/fhir/v2';

/** The msw handler of the API over a directory: one, that reads the path itself. */
export function fhirHandlers(directory: AnnuaireDirectory): HttpHandler[] {
  const api = new FhirApi(directory);
  return [http.all('*/fhir/*', async ({ request }) => await answer(api, directory, request))];
}

async function answer(api: FhirApi, directory: AnnuaireDirectory, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = /\/fhir(?:\/v2)?\/((?!v\d).*)$/.exec(url.pathname)?.[1];
  if (path === undefined) return unknownContext();
  const refused = gatewayRefusal(directory.gate, request);
  if (refused !== undefined) return refused;
  const base = `${url.origin}${fhirPath}`;
  if (request.method === 'GET') return api.get({ path, search: url.search.slice(1), headers: request.headers, base });
  const [, type] = /^([^/]*)\/_search$/.exec(path) ?? [];
  if (request.method !== 'POST' || type === undefined) return forbidden();
  const search = [url.search.slice(1), await request.text()].filter((part) => part !== '').join('&');
  return api.get({ path: type, search, headers: request.headers, base });
}
