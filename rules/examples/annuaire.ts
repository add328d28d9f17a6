import type { RuleInputs } from '../rule.ts';
import { observation } from './observation.ts';

/** What a test or an example says of one call to the API. */
export interface TestCall {
  method?: string;
  path?: string;
  headers?: Array<[string, string]>;
  body?: string;
  /** Milliseconds after the first call; a second after the one before, unless told. */
  after?: number;
  status?: number;
  answer?: unknown;
  attribution?: 'personne' | 'autre' | 'inconnue';
}

/** Inputs of a rule that looks at calls to the API: a right search each, unless told. */
export function apiCalls(...calls: TestCall[]): RuleInputs {
  const start = Date.parse('2026-03-02T09:15:30.000Z');
  const exchanges = calls.map((call, i) => ({
    n: i + 1,
    at: new Date(start + (call.after ?? i * 1000)).toISOString(),
    outcome: 'complet',
    attribution: call.attribution ?? 'inconnue',
    tls: { version: 'TLSv1.3', authorized: false },
    request: {
      method: call.method ?? 'GET',
      path: call.path ?? '/fhir/v2/Practitioner?identifier=10001234567&active=true',
      headers: call.headers ?? [['esante-api-key', 'cle-de-test']],
      input: `requete-${i + 1}`,
    },
    response: { status: call.status ?? 200, input: `reponse-${i + 1}` },
  }));
  return {
    echanges: observation({ service: 'annuaire', exchanges }),
    ...Object.fromEntries(calls.map(({ body = '' }, i) => [`requete-${i + 1}`, Buffer.from(body)])),
    ...Object.fromEntries(
      calls.map(({ answer }, i) => [`reponse-${i + 1}`, Buffer.from(JSON.stringify(answer ?? bundle()))]),
    ),
  };
}

/** A page of results. */
export function bundle({ next, ids = [] }: { next?: string; ids?: string[] } = {}): unknown {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: ids.map((id) => ({ fullUrl: id, resource: { resourceType: id.split('/')[0], id: id.split('/')[1] } })),
    link: [
      ...(next === undefined ? [] : [{ relation: 'next', url: `https://annuaire.test${next}` }]),
      { relation: 'self', url: 'https://annuaire.test/fhir/v2/Practitioner' },
    ],
  };
}
