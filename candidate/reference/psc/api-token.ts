import type { PscAccess } from '../services.ts';
import { ask } from './https-client.ts';
import { parseMembers, pscRefusal } from './members.ts';

/** What an access token of PSC is exchanged with. */
export interface ApiExchange {
  psc: PscAccess;
  /** Name of the API, which is that of its realm. */
  api: 'insi';
  /** Certificate under which the API will be called: its token is tied to it (facts, PSC §3.7). */
  client: { cert: string; key: string };
}

/** The access token of an API Pro Santé Connectée, for that of the user (RFC 8693). @throws {@link CabinetError} */
export async function apiToken(access: string, { psc, api, client }: ApiExchange): Promise<string> {
  const url = `${psc.url.replace(/\/auth\/realms.*$/, '')}/realms/${api}/protocol/openid-connect/token`;
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: access,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    subject_issuer: 'psc',
    scope: 'openid',
    client_id: psc.clientId,
  };
  const { status, text } = await ask({ url, ca: psc.ca, form, client });
  const members = parseMembers(text);
  if (status === 200) return String(members['access_token']);
  throw pscRefusal(`Pro Santé Connect n’ouvre pas l’accès au téléservice : ${members['error_description'] ?? status}`);
}
