import type { XmlDocument } from 'libxml2-wasm';
import { withXml } from '../../core/index.ts';
import { type InsiOperation, insiActions } from './actions.ts';
import { type Assertion, readAssertions } from './assertion.ts';
import { bodyOperation, keysOf, type RequestedCard, type RequestedTraits, readCard, readTraits } from './bodies.ts';
import { contentAt, type Outline, outlineOf, searchElements } from './outline.ts';
import { schemaComplaint } from './schema.ts';
import { type IdentityClaim, readClaims, readLotId } from './verification-request.ts';

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
  couverture: 'absente' | 'vide' | 'remplie';
  /** CNDA authorisation number. */
  idam: string | null;
  assertions: readonly Assertion[];
  /** The operation whose body was sent. */
  body: InsiOperation | undefined;
  traits: RequestedTraits;
  card: RequestedCard;
  /** Identities to verify: one, or those of a batch. */
  claims: readonly IdentityClaim[];
  /** The batch asked for. */
  lot: string | null;
  /** What the schemas of the WSDL forbid in it, if anything, in French; undefined too where nobody asked. */
  schema: string | undefined;
  /** Birth names and matricules, in upper case: what attributes the exchange. */
  keys: readonly string[];
}

/** How a request is read. */
export interface ReadOptions {
  /** Value of the HTTP header: its `action` parameter routes a message that has no `wsa:Action`. */
  contentType: string;
  /** Whether the signature of the professional's assertion is verified. */
  signatures?: boolean;
  /** Whether the schemas of the WSDL are looked at. */
  schemas?: boolean;
  /** How many elements are read. */
  elements?: number;
}

const envelope = 'soap:Envelope';
const header = `${envelope}/soap:Header`;
const bam = `${header}/bam:ContexteBAM`;

/**
 * Reads a request by namespaces, never by prefixes.
 *
 * @throws {@link ProbantError} `xml_invalide` or `xml_interdit`
 */
export function readInsiRequest(bytes: Uint8Array, options: ReadOptions): InsiRequest {
  return withXml(bytes, (document) => {
    const outline = outlineOf(document, options.elements ?? searchElements);
    return {
      soap12: outline.has(`${envelope}/soap:Body`),
      ...readHeader(outline, options.contentType),
      assertions: assertionsOf(document, outline, options.signatures ?? false),
      body: bodyOperation(outline),
      traits: readTraits(outline),
      card: readCard(outline),
      claims: readClaims(outline),
      lot: readLotId(outline),
      schema: options.schemas === true ? schemaComplaint(outline) : undefined,
      keys: keysOf(outline),
    };
  });
}

type Header = Pick<InsiRequest, 'messageId' | 'operation' | 'contexteLps' | 'contexteBam' | 'couverture' | 'idam'>;

function readHeader(outline: Outline, contentType: string): Header {
  const text = (path: string): string | null => contentAt(outline, `${header}/${path}`)?.trim() ?? null;
  const action = text('wsa:Action') ?? /\baction="?([^";]+)/.exec(contentType)?.[1] ?? '';
  return {
    messageId: text('wsa:MessageID') || null,
    operation: insiActions.get(action),
    contexteLps: isContext(outline, `${header}/lps:ContexteLPS`, 'lps'),
    contexteBam: isContext(outline, bam, 'bam'),
    couverture: couvertureOf(outline),
    idam: text('lps:ContexteLPS/lps:LPS/lps:IDAM') || null,
  };
}

function couvertureOf(outline: Outline): InsiRequest['couverture'] {
  const couverture = contentAt(outline, `${bam}/bam:COUVERTURE`);
  if (couverture === null) return 'absente';
  return couverture.trim() === '' ? 'vide' : 'remplie';
}

function isContext(outline: Outline, path: string, prefix: string): boolean {
  const filled = (name: string): boolean => (contentAt(outline, `${path}/${prefix}:${name}`) ?? '').trim() !== '';
  return outline.get(path)?.[0]?.attributes.has('Version') === true && filled('Id') && filled('Temps');
}

function assertionsOf(document: XmlDocument, outline: Outline, signatures: boolean): readonly Assertion[] {
  const elements = outline.get(`${header}/wsse:Security/saml:Assertion`);
  return elements === undefined ? [] : readAssertions(document, elements, signatures);
}
