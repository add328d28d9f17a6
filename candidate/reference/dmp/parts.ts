import type { Cabinet } from '../cabinet.ts';
import { Consents } from './consents.ts';
import { ConsultationService } from './consultation-service.ts';
import { DmpGate } from './dmp-gate.ts';
import { DmpService } from './dmp-service.ts';
import { DocumentCache } from './document-cache.ts';
import { DossierOpening } from './dossier-opening.ts';
import { IntegrationService } from './integration-service.ts';
import { Novelties } from './novelties.ts';
import { DmpRequests } from './requests.ts';

/** What the screens and the adapter of the DMP work with. */
export interface DmpParts {
  gate: DmpGate;
  feeding: DmpService;
  consultation: ConsultationService;
  consents: Consents;
  opening: DossierOpening;
  integration: IntegrationService;
  requests: DmpRequests;
}

/** The parts of the DMP, each made once. */
export function partsOf(cabinet: Cabinet): DmpParts {
  const { journals, planted, settings } = cabinet;
  const gate = new DmpGate(cabinet);
  const consents = new Consents(journals, planted);
  const looked = { gate, consents, cache: new DocumentCache(settings, planted), novelties: new Novelties(cabinet) };
  const consultation = new ConsultationService(cabinet, looked);
  return {
    gate,
    consents,
    consultation,
    feeding: new DmpService(cabinet, gate),
    opening: new DossierOpening(cabinet, consultation, looked),
    integration: new IntegrationService(cabinet, consultation),
    requests: new DmpRequests(planted),
  };
}
