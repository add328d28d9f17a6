import type { BenchProcess } from './bench-process.ts';
import type { Target } from './input.ts';
import { annuaireTarget } from './targets/annuaire.ts';
import { dmpTarget } from './targets/dmp.ts';
import { insiTarget } from './targets/insi.ts';
import { mailTarget } from './targets/mail.ts';
import { pscTarget } from './targets/psc.ts';
import { relayTarget } from './targets/relay.ts';
import { autoconfigTarget, controlTarget, igcTarget } from './targets/small-services.ts';

/** A service that is fuzzed. */
export interface FuzzedService {
  /** In French, for the report. */
  title: string;
  target(bench: BenchProcess): Promise<Target>;
  /** True: its bench relays to far ends. */
  relay?: true;
}

/** The services by the name that the command line gives. */
export const fuzzedServices: Readonly<Record<string, FuzzedService>> = {
  insi: { title: 'INSi (certificat et carte)', target: insiTarget },
  dmp: { title: 'DMP (sept adresses SOAP, jetons, pages)', target: dmpTarget },
  psc: { title: 'Pro Santé Connect', target: pscTarget },
  annuaire: { title: 'Annuaire (FHIR et extractions)', target: annuaireTarget },
  autoconfig: { title: 'autoconfiguration et liste blanche', target: autoconfigTarget },
  igc: { title: 'IGC (listes, OCSP)', target: igcTarget },
  smtp: { title: 'MSSanté SMTP (PSC et certificat)', target: (bench) => mailTarget(bench, 'smtp') },
  imap: { title: 'MSSanté IMAP (PSC et certificat)', target: (bench) => mailTarget(bench, 'imap') },
  controle: { title: 'API de contrôle', target: controlTarget },
  relais: { title: 'relais (HTTP et courriel)', target: relayTarget, relay: true },
};
