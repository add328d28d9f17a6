import type { OperationOutcome } from './r4.ts';

/** A call that can't be served as asked. */
export class Refusal {
  readonly diagnostics: string;
  /** `parametre`: the status is a setting of the bench; otherwise the status itself. */
  readonly status: 'parametre' | 403 | 404 | 410 | 412;
  readonly code: OperationOutcome['issue'][number]['code'];

  constructor(diagnostics: string, status: Refusal['status'] = 'parametre', code: Refusal['code'] = 'exception') {
    this.diagnostics = diagnostics;
    this.status = status;
    this.code = code;
  }
}

// Texts of the open-source server (facts, Annuaire §4.2), save those that say otherwise.
export const refusals = {
  unknownParameter: (name: string, type: string) => new Refusal(`Parameter ${name} not found for resource ${type}`),
  badCount: () => new Refusal('The _count parameter must be in the FHIR format with an integer value : "_count=30"'),
  badTotal: () => new Refusal('Bad value for the _total parameter. Allowed values are : accurate, none, estimate'),
  // The server says no more of an exception that it does not mean to show; a date that can't be read is one.
  badDate: () => new Refusal('Unknown error'),
  noPage: () => new Refusal('Parameter id required to fetch the next page'),
  // Inferred: the server keeps nothing of its pages, and its text for one that it can't read is not known.
  expiredPage: () => new Refusal('probant_page_expiree : la page demandée n’existe pas ou a expiré', 410),
  missing: (id: string) => new Refusal(`Resource not found with id: ${id}`, 404),
  // Inferred, as the two next ones: the documentation gives the statuses alone.
  gone: (id: string) => new Refusal(`probant_ressource_supprimee : ${id}`, 410),
  precondition: (id: string) => new Refusal(`probant_version_differente : ${id}`, 412),
  oldDelta: () => new Refusal('probant_delta_trop_ancien : plus de 30 jours'),
  // A limit of the bench.
  tooLong: () =>
    new Refusal('probant_recherche_trop_longue : plus de 1 000 valeurs, ou de 100 textes, dates ou exclusions'),
  unknownType: (type: string, known: readonly string[]) =>
    new Refusal(
      `HAPI-0302: Unknown resource type '${type}' - Server knows how to handle: [${known.join(', ')}]`,
      404,
      'processing',
    ),
} as const;

/** The body of a refusal. */
export function outcomeOf({ diagnostics, code }: Refusal): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}
