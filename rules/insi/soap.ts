import type { XmlDocument } from 'libxml2-wasm';
import { type Finding, isProbantError, type Namespaces, withXml } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { type ObservedExchange, ownExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** Namespaces of the INSi messages (facts, INSi §1.3). */
export const ns: Namespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  wsa: 'http://www.w3.org/2005/08/addressing',
  bam: 'urn:siram:bam:ctxbam',
  lps: 'urn:siram:lps:ctxlps',
  ins: 'http://www.cnamts.fr/INSiRecSans',
};

/** Action of WS_INS2 (facts, INSi §1.3). */
export const searchByTraits = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';

/** A request of the scenario's person, and its body as a document. */
export interface InsiRequest {
  exchange: ObservedExchange;
  document: XmlDocument;
  /** `requête 2 · /soap:Envelope/…`, for a finding's place. */
  at: (place: string) => string;
}

/** Applies a check to each request of the scenario's person; no request at all is a finding. */
export function eachRequest(inputs: RuleInputs, check: (request: InsiRequest) => Finding[]): Finding[] {
  const exchanges = ownExchanges(inputs).filter((exchange) => exchange.request !== undefined);
  if (exchanges.length === 0) {
    return [
      discrepancy({
        code: 'aucun-appel',
        where: 'echanges',
        expected: 'un appel INSi',
        got: null,
        message: 'Aucun appel INSi n’est parti pour cette personne.',
      }),
    ];
  }
  return exchanges.flatMap((exchange, i) => {
    const at = (place: string): string => `requête ${i + 1} · ${place}`;
    return parsed(inputs[exchange.request?.input ?? ''], at, (document) => check({ exchange, document, at }));
  });
}

/**
 * Reads one value out of each request, in order. No request, or one that cannot be read, is among the findings: a rule
 * that compares requests must not pass on nothing.
 */
export function fromRequests<T>(
  inputs: RuleInputs,
  read: (request: InsiRequest) => T,
): { values: T[]; findings: Finding[] } {
  const values: T[] = [];
  const findings = eachRequest(inputs, (request) => {
    values.push(read(request));
    return [];
  });
  return { values, findings };
}

/** The value of a header, its name in any case. */
export function header(exchange: ObservedExchange, name: string): string | undefined {
  return exchange.request?.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function parsed(
  body: Buffer | undefined,
  at: InsiRequest['at'],
  check: (document: XmlDocument) => Finding[],
): Finding[] {
  try {
    return withXml(body ?? Buffer.alloc(0), check);
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return [
      discrepancy({
        code: 'xml-illisible',
        where: at('corps'),
        expected: 'XML bien formé',
        got: thrown.message,
        message: 'La requête n’est pas un document XML lisible.',
      }),
    ];
  }
}
