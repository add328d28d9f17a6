import { extractionPath } from './annuaire/index.ts';
import type { HttpServiceName } from './http-hosts.ts';
import { autoconfigPath } from './mss/index.ts';

/** Paths at which the services answer. */
export const servicePaths: Record<HttpServiceName, string> = {
  insi: '/lps',
  insiCps: '/lps',
  dmp: '/si-dmp-server/v2/services',
  webPs: '/AccesDirect',
  psc: '/auth/realms/esante-wallet',
  annuaire: `${extractionPath}/PS_LibreAcces_Personne_activite.txt`,
  autoconfig: autoconfigPath,
};
