import type { XmlElement } from 'libxml2-wasm';
import { elementAt, type Namespaces, textAt, textsAt, withXml } from '../../core/index.ts';
import { insiNamespaces } from './namespaces.ts';

/** Operations of the WSDL, by their action (facts, INSi §1.3). */
const operations = new Map([
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale', 'WS_INS1'],
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite', 'WS_INS2'],
] as const);

/** The operations that the WSDL declares. */
export type InsiOperation = 'WS_INS1' | 'WS_INS2';

/** Traits of a `RECSANSVITALE`, exactly as sent; an absent element is null. */
export interface RequestedTraits {
  nomNaissance: string | null;
  /** The `Prenom` elements, in order. */
  prenoms: readonly string[];
  sexe: string | null;
  dateNaissance: string | null;
  lieuNaissance: string | null;
}

/** What the service reads of a request; it judges nothing. */
export interface InsiRequest {
  /** True when there is a SOAP 1.2 body. */
  soap12: boolean;
  messageId: string | null;
  /** The operation that the action names. */
  operation: InsiOperation | undefined;
  /** True when the header is there with its version, id and time. */
  contexteLps: boolean;
  contexteBam: boolean;
  couverture: boolean;
  /** CNDA authorisation number. */
  idam: string | null;
  /** The operation whose body was sent. */
  body: InsiOperation | undefined;
  traits: RequestedTraits;
  /** Birth names and matricules, in upper case: what attributes the exchange. */
  keys: readonly string[];
}

const namespaces: Namespaces = insiNamespaces;

/**
 * Reads a request by namespaces, never by prefixes.
 *
 * @param contentType value of the HTTP header: its `action` parameter routes a message that has no `wsa:Action`
 * @throws {@link ProbantError} `xml_invalide` or `xml_interdit`
 */
export function readInsiRequest(bytes: Uint8Array, contentType: string): InsiRequest {
  return withXml(bytes, (document) => {
    const header = elementAt(document, '/soap:Envelope/soap:Header', namespaces);
    const body = elementAt(document, '/soap:Envelope/soap:Body', namespaces);
    const query = body === null ? null : elementAt(body, '*', namespaces);
    return {
      soap12: body !== null,
      ...readHeader(header, contentType),
      body: bodyOperation(query),
      traits: readTraits(query),
      keys: query === null ? [] : keysOf(query),
    };
  });
}

function readHeader(
  header: XmlElement | null,
  contentType: string,
): Omit<InsiRequest, 'soap12' | 'body' | 'traits' | 'keys'> {
  const text = (xpath: string): string | null => (header === null ? null : textAt(header, xpath, namespaces));
  const action = text('wsa:Action') ?? /\baction="?([^";]+)/.exec(contentType)?.[1] ?? '';
  return {
    messageId: text('wsa:MessageID') || null,
    operation: operations.get(action as never),
    contexteLps: text('lps:ContexteLPS[@Version][normalize-space(lps:Id)][normalize-space(lps:Temps)]') !== null,
    contexteBam: text('bam:ContexteBAM[@Version][normalize-space(bam:Id)][normalize-space(bam:Temps)]') !== null,
    couverture: text('bam:ContexteBAM/bam:COUVERTURE') !== null,
    idam: text('lps:ContexteLPS/lps:LPS/lps:IDAM') || null,
  };
}

// Not trimmed: the comparison with the reference base is exact.
function readTraits(query: XmlElement | null): RequestedTraits {
  const value = (name: string): string | null => query?.get(`sans:${name}`, namespaces)?.content ?? null;
  return {
    nomNaissance: value('NomNaissance'),
    prenoms: query?.find('sans:Prenom', namespaces).map((node) => node.content) ?? [],
    sexe: value('Sexe'),
    dateNaissance: value('DateNaissance'),
    lieuNaissance: value('LieuNaissance'),
  };
}

function bodyOperation(query: XmlElement | null): InsiOperation | undefined {
  if (query?.namespaceUri === insiNamespaces.sans && query.name === 'RECSANSVITALE') return 'WS_INS2';
  return query?.namespaceUri === insiNamespaces.vit && query.name === 'RECVITALE' ? 'WS_INS1' : undefined;
}

function keysOf(query: XmlElement): string[] {
  const found = textsAt(query, 'sans:NomNaissance | vit:NomNaissance | .//vit:NumIdentifiant', namespaces);
  return [...new Set(found.filter((key) => key !== '').map((key) => key.toUpperCase()))];
}
