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
  vit: 'http://www.cnamts.fr/INSiRecVit',
  res: 'http://www.cnamts.fr/INSiResultat',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
};

/** Action of WS_INS2 (facts, INSi §1.3). */
export const searchByTraits = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite';

/** Action of WS_INS1 (facts, INSi §1.3). */
export const searchByCard = 'urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale';

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
  if (exchanges.length === 0) return [noCall('un appel INSi')];
  return exchanges.flatMap((exchange, i) => {
    const at = (place: string): string => `requête ${i + 1} · ${place}`;
    return parsed(inputs[exchange.request?.input ?? ''], at, (document) => check({ exchange, document, at }));
  });
}

function noCall(expected: string): Finding {
  return discrepancy({
    code: 'aucun-appel',
    where: 'echanges',
    expected,
    got: null,
    message: `Il n’est parti aucun appel INSi, ou aucun de cette sorte, pour cette personne : ${expected} est attendu.`,
    remedy:
      'Appelez le téléservice à l’adresse que le banc donne, avec les traits de cette personne : un appel fait pour une autre, ou refusé à la connexion, ne compte pas.',
  });
}

/** French name of each search, by what its body holds. */
const searches = {
  RECSANSVITALE: 'une recherche par traits',
  RECVITALE: 'une recherche par carte Vitale',
} as const;

/**
 * As {@link eachRequest}, for the requests of one operation; a body that is of no operation is taken for a search by
 * traits, which all products make.
 */
export function eachSearch(
  inputs: RuleInputs,
  body: keyof typeof searches,
  check: (request: InsiRequest) => Finding[],
): Finding[] {
  let looked = 0;
  const findings = eachRequest(inputs, (request) => {
    if (operationOf(request.document) !== body) return [];
    looked += 1;
    return check(request);
  });
  return looked === 0 && findings.length === 0 ? [noCall(searches[body])] : findings;
}

function operationOf(document: XmlDocument): string {
  const content = document.get("/*/*[local-name()='Body']/*");
  const name = content !== null && 'name' in content ? String(content.name) : '';
  return name === 'RECVITALE' || name === 'RequeteUnitaire' ? name : 'RECSANSVITALE';
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

/** The local names of the elements at a path that are not in the order of a schema, or repeated; null when all are. */
export function disorder(document: XmlDocument, path: string, { sequence, many = [] }: Sequence): string[] | null {
  const names = document.find(`${path}/*`, ns).map((node) => ('name' in node ? String(node.name) : ''));
  const ranks = names.map((name) => sequence.indexOf(name));
  const ordered = ranks.every((rank, i) => {
    const before = ranks[i - 1] ?? -1;
    return rank > before || (rank === before && rank >= 0 && many.includes(names[i] ?? ''));
  });
  return ordered ? null : names;
}

/** Local names in the order of an `xsd:sequence`, and those that may be repeated. */
interface Sequence {
  sequence: readonly string[];
  many?: readonly string[];
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
        remedy:
          'Construisez la requête avec une bibliothèque XML, qui échappe les valeurs ; envoyez-la entière, dans l’encodage que sa déclaration annonce, sans DOCTYPE.',
      }),
    ];
  }
}
