import { observation } from '../examples/observation.ts';
import type { RuleInputs } from '../rule.ts';

/** A visit of the Web-PS: what follows `/AccesDirect/`, and how it was answered. */
export type Visit = { address: string; status?: number; attribution?: string };

/** Inputs of a rule that looks at visits of the Web-PS. */
export function visits(...made: Visit[]): RuleInputs {
  const exchanges = made.map(({ address, status = 200, attribution = 'personne' }, i) => ({
    n: i + 1,
    at: '2026-03-02T09:15:30.250Z',
    tls: null,
    outcome: 'complet',
    attribution,
    request: { method: 'GET', path: `/AccesDirect/${address}`, headers: [], input: `requete-${i + 1}` },
    response: { status, input: `reponse-${i + 1}` },
  }));
  return { echanges: observation({ service: 'dmp', exchanges }) };
}
