import { withXml } from '../../core/index.ts';
import { type Outline, outlineOf } from './outline.ts';

/** Operations of the WSDL, by their action (facts, INSi §1.3). */
const operations: ReadonlyMap<string, InsiOperation> = new Map([
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecCarteVitale', 'WS_INS1'],
  ['urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite', 'WS_INS2'],
]);

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

const envelope = 'soap:Envelope';
const header = `${envelope}/soap:Header`;
const body = `${envelope}/soap:Body`;
const search = `${body}/sans:RECSANSVITALE`;
const cardSearch = `${body}/vit:RECVITALE`;

/**
 * Reads a request by namespaces, never by prefixes.
 *
 * @param contentType value of the HTTP header: its `action` parameter routes a message that has no `wsa:Action`
 * @throws {@link ProbantError} `xml_invalide` or `xml_interdit`
 */
export function readInsiRequest(bytes: Uint8Array, contentType: string): InsiRequest {
  return withXml(bytes, (document) => {
    const outline = outlineOf(document);
    return {
      soap12: outline.has(body),
      ...readHeader(outline, contentType),
      body: bodyOperation(outline),
      traits: readTraits(outline),
      keys: keysOf(outline),
    };
  });
}

function readHeader(outline: Outline, contentType: string): Omit<InsiRequest, 'soap12' | 'body' | 'traits' | 'keys'> {
  const text = (path: string): string | null => contentAt(outline, `${header}/${path}`)?.trim() ?? null;
  const action = text('wsa:Action') ?? /\baction="?([^";]+)/.exec(contentType)?.[1] ?? '';
  return {
    messageId: text('wsa:MessageID') || null,
    operation: operations.get(action),
    contexteLps: isContext(outline, `${header}/lps:ContexteLPS`, 'lps'),
    contexteBam: isContext(outline, `${header}/bam:ContexteBAM`, 'bam'),
    couverture: outline.has(`${header}/bam:ContexteBAM/bam:COUVERTURE`),
    idam: text('lps:ContexteLPS/lps:LPS/lps:IDAM') || null,
  };
}

function isContext(outline: Outline, path: string, prefix: string): boolean {
  const filled = (name: string): boolean => (contentAt(outline, `${path}/${prefix}:${name}`) ?? '').trim() !== '';
  return outline.get(path)?.[0]?.attr('Version') != null && filled('Id') && filled('Temps');
}

// Not trimmed: the comparison with the reference base is exact.
function readTraits(outline: Outline): RequestedTraits {
  const value = (name: string): string | null => contentAt(outline, `${search}/sans:${name}`);
  return {
    nomNaissance: value('NomNaissance'),
    prenoms: contentsAt(outline, `${search}/sans:Prenom`),
    sexe: value('Sexe'),
    dateNaissance: value('DateNaissance'),
    lieuNaissance: value('LieuNaissance'),
  };
}

function bodyOperation(outline: Outline): InsiOperation | undefined {
  if (outline.has(search)) return 'WS_INS2';
  return outline.has(cardSearch) ? 'WS_INS1' : undefined;
}

function keysOf(outline: Outline): string[] {
  const found = [
    `${search}/sans:NomNaissance`,
    `${cardSearch}/vit:NomNaissance`,
    `${cardSearch}/vit:MatriculeIndividu/vit:NumIdentifiant`,
    `${cardSearch}/vit:MatriculeOD/vit:NumIdentifiant`,
  ].flatMap((path) => contentsAt(outline, path));
  return [...new Set(found.map((key) => key.trim().toUpperCase()).filter((key) => key !== ''))];
}

function contentAt(outline: Outline, path: string): string | null {
  return outline.get(path)?.[0]?.content ?? null;
}

function contentsAt(outline: Outline, path: string): string[] {
  return outline.get(path)?.map((element) => element.content) ?? [];
}
