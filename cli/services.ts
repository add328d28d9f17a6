import type { Bench } from '../mocks/index.ts';

const labels: Record<keyof Bench['endpoints'], string> = {
  insi: 'INSi',
  insiCps: 'INSi, par carte',
  dmp: 'DMP',
  webPs: 'DMP, accès web des professionnels',
  psc: 'Pro Santé Connect',
  annuaire: 'Annuaire Santé (API FHIR, extractions)',
  autoconfig: 'MSSanté, autoconfiguration',
  igc: 'IGC-Santé de test (CRL, OCSP)',
  hl7: 'Plateforme d’interopérabilité (HL7 v2, MLLP)',
  mssSmtp: 'MSSanté, envoi (Pro Santé Connect)',
  mssImap: 'MSSanté, réception (Pro Santé Connect)',
  mssAppSmtp: 'MSSanté, envoi (boîte applicative)',
  mssAppImap: 'MSSanté, réception (boîte applicative)',
};

/** One line a service: its name and its address. */
export function serviceLines(endpoints: Bench['endpoints']): string[] {
  const names = Object.keys(labels) as Array<keyof typeof labels>;
  return names.map((name) => `${`${labels[name]} `.padEnd(46, '.')} ${endpoints[name]}`);
}
