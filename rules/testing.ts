import { expect } from 'vitest';
import type { Finding } from '../core/index.ts';
import { insiRequest } from './examples/insi.ts';
import { observation } from './examples/observation.ts';
import { searchByTraits } from './insi/soap.ts';
import type { RuleInputs } from './rule.ts';

export { type CallIds, insiRequest } from './examples/insi.ts';
export { observation };

/** What a test compares of findings: `code @ place`, one for each. */
export function places(findings: Finding[]): string[] {
  return findings.map(({ code, where }) => `${code} @ ${where}`);
}

/** Inputs of a rule that looks at one read of the driver. */
export function lecture(value: unknown): RuleInputs {
  return { lecture: observation(value) };
}

/** Inputs of a rule that looks at a document. */
export function documentOf(text: string): RuleInputs {
  return { document: Buffer.from(text) };
}

/** What a test changes of one exchange of the wire. */
export interface ExchangeChanges {
  body?: string;
  at?: string;
  attribution?: 'personne' | 'autre' | 'inconnue';
  contentType?: string;
  tlsVersion?: string;
  /** False when the client certificate leads to no trusted authority. */
  authorized?: boolean;
  /** `null` when the client shows no certificate. */
  subject?: string | null;
}

/** Inputs of a rule that looks at the wire: the slice, and the body of each request under its own name. */
export function echanges(...changes: ExchangeChanges[]): RuleInputs {
  const bodies = changes.map(({ body = insiRequest() }, i) => [`requete-${i + 1}`, Buffer.from(body)] as const);
  return {
    echanges: observation({ service: 'insi', exchanges: changes.map(exchange) }),
    ...Object.fromEntries(bodies),
  };
}

function exchange(changes: ExchangeChanges, i: number): unknown {
  const { at = '2026-03-02T09:15:30.250Z', attribution = 'personne', tlsVersion = 'TLSv1.3' } = changes;
  const { contentType = `application/soap+xml; charset=utf-8; action="${searchByTraits}"` } = changes;
  const { subject = 'C=FR\nO=Structure de test\nOU=10B0152872\nCN=INSI-AUTO' } = changes;
  const peer = subject === null ? undefined : { subject, issuer: 'CN=TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS' };
  return {
    n: i + 1,
    at,
    outcome: 'answered',
    attribution,
    tls: { version: tlsVersion, authorized: changes.authorized ?? true, peer },
    request: { method: 'POST', path: '/lps', headers: [['Content-Type', contentType]], input: `requete-${i + 1}` },
    response: { status: 200, input: `reponse-${i + 1}` },
  };
}

/** A right request with one text replaced; a text that is not there is a fault of the test. */
export function brokenRequest(text: string, by: string): string {
  const right = insiRequest();
  expect(right).toContain(text);
  return right.replaceAll(text, by);
}

/** Entities that would expand to a thousand million characters. */
export function entityBomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  return insiRequest()
    .replace('?>', `?><!DOCTYPE s:Envelope [<!ENTITY e0 "x">${levels.join('')}]>`)
    .replace('ADRTROIS', '&e9;');
}
