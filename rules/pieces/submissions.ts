import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import {
  elementAt,
  type Finding,
  isProbantError,
  type MimePart,
  type Namespaces,
  readMultipart,
  textAt,
  walkParts,
  withXml,
} from '../../core/index.ts';
import type { ObservedExchange } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';
import {
  type At,
  below,
  type Carrier,
  carriersOf,
  type Found,
  mentions,
  nothing,
  parsed,
  startsWith,
  unreadable,
} from './carriers.ts';
import { isMail, type Mail } from './mails.ts';
import { archivesOf, subsetsOf } from './xdm.ts';

/** Namespaces of what carries a submission (facts, DMP §2 and 5.1). */
export const ebrim: Namespaces = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  wsse: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  xds: 'urn:ihe:iti:xds-b:2007',
  xop: 'http://www.w3.org/2004/08/xop/include',
  lcm: 'urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0',
  rim: 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
};

/** Type of an ExtrinsicObject that describes a document (facts, DMP §5.2). */
const documentEntry = 'urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1';

/** A document of a submission. */
export interface SubmittedDocument {
  /** `@id` of the ExtrinsicObject that describes it; null for a deposited document without `@id`. */
  id: string | null;
  /** Null when what should hold the bytes is not there. */
  bytes: Buffer | null;
  at: At;
}

/** A submission: an ITI-41 deposit, an ITI-57 update (no document) or a METADATA.XML of an XDM archive. */
export interface Submission {
  kind: 'depot' | 'mise_a_jour' | 'xdm';
  /** `lcm:SubmitObjectsRequest`. */
  request: XmlElement;
  /** The whole message: envelope and assertion for a deposit. */
  document: XmlDocument;
  documents: SubmittedDocument[];
  /** Null outside the wire. */
  exchange: ObservedExchange | null;
  mail: Mail | null;
  at: At;
}

/** A submission before its XML is read. */
interface Source {
  xml: Buffer;
  exchange: ObservedExchange | null;
  mail: Mail | null;
  at: At;
  documents: (request: XmlElement) => SubmittedDocument[];
}

/**
 * Applies a check to each submission of the person; none at all, or one that cannot be read, is a finding.
 *
 * @param kinds those that are wanted: deposits and archives unless told
 */
export async function eachSubmission(
  inputs: RuleInputs,
  check: (submission: Submission) => Finding[],
  kinds: ReadonlyArray<Submission['kind']> = ['depot', 'xdm'],
): Promise<Finding[]> {
  const { pieces, findings } = await sourcesOf(inputs);
  let seen = 0;
  const checked = pieces.flatMap((source) =>
    parsed(source.xml, source.at, (document) => {
      const submission = read(source, document);
      if (submission === null || !kinds.includes(submission.kind)) return [];
      seen += 1;
      return check(submission);
    }),
  );
  const all = [...findings, ...checked];
  return seen === 0 && all.length === 0 ? [nothing(inputs, 'aucune-soumission', 'une soumission de documents')] : all;
}

/** Every document submitted to the DMP, its bytes copied: what {@link eachSubmission} sees, without its XML. */
export function depositedDocuments(
  inputs: RuleInputs,
): Found<SubmittedDocument & { exchange: ObservedExchange | null }> {
  const { pieces, findings } = depositsOf(inputs);
  const found: Found<SubmittedDocument & { exchange: ObservedExchange | null }> = {
    pieces: [],
    findings: [...findings],
  };
  for (const source of pieces) {
    found.findings.push(
      ...parsed(source.xml, source.at, (document) => {
        const submission = read(source, document);
        for (const deposited of submission?.documents ?? []) {
          found.pieces.push({ ...deposited, exchange: source.exchange });
        }
        return [];
      }),
    );
  }
  return found;
}

async function sourcesOf(inputs: RuleInputs): Promise<Found<Source>> {
  const deposits = depositsOf(inputs);
  const archives = await archivesOf(inputs);
  const described = archives.pieces.flatMap((archive) =>
    subsetsOf(archive).map(({ folder, metadata }) => ({
      xml: archive.files.get(metadata) ?? Buffer.alloc(0),
      exchange: archive.mail?.exchange ?? null,
      mail: archive.mail,
      at: below(archive.at, metadata),
      documents: (request: XmlElement) =>
        request.find(`.//rim:ExtrinsicObject[@objectType="${documentEntry}"]`, ebrim).map((node) => {
          const entry = node as XmlElement;
          const uri = textAt(entry, 'rim:Slot[@name="URI"]/rim:ValueList/rim:Value', ebrim) ?? '';
          const bytes = archive.files.get(folder + uri) ?? null;
          return { id: textAt(entry, '@id', {}), bytes, at: below(archive.at, folder + uri) };
        }),
    })),
  );
  return { pieces: [...deposits.pieces, ...described], findings: [...deposits.findings, ...archives.findings] };
}

function depositsOf(inputs: RuleInputs): Found<Source> {
  const found: Found<Source> = { pieces: [], findings: [] };
  for (const carrier of carriersOf(inputs)) {
    if (isMail(carrier) || ['PK', '%PDF'].some((start) => startsWith(carrier.bytes, start))) continue;
    try {
      found.pieces.push(...deposit(carrier));
    } catch (thrown) {
      if (!isProbantError(thrown)) throw thrown;
      const where = carrier.at('corps');
      found.findings.push(unreadable({ code: 'corps-illisible', where, expected: 'une soumission lisible', thrown }));
    }
  }
  return found;
}

// What is no submission (a query, a CDA) is none of ours; what should be one and cannot be read is a finding.
function deposit({ bytes, exchange, at }: Carrier): Source[] {
  const type = exchange?.request?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const parts = /^\s*multipart\//i.test(type) ? [...walkParts(readMultipart(bytes, type))].slice(1) : [];
  const start = /start="?<?([^">;]+)/i.exec(type)?.[1];
  const xml = (parts.find(({ contentId }) => contentId === start) ?? parts[0])?.body ?? bytes;
  const expected = /\/repository$/.test(exchange?.request?.path ?? '') && exchange?.request?.method === 'POST';
  if (!expected && !mentions(xml, 'SubmitObjectsRequest')) return [];
  // Only to tell what cannot be read as XML.
  withXml(xml, () => null);
  return [{ xml, exchange, mail: null, at, documents: (request) => attached(request, parts, at) }];
}

function attached(request: XmlElement, parts: MimePart[], at: At): SubmittedDocument[] {
  return request.find('parent::*/xds:Document', ebrim).map((node, i) => {
    const element = node as XmlElement;
    const href = textAt(element, 'xop:Include/@href', ebrim);
    const part = href === null ? undefined : parts.find(({ contentId }) => contentId === contentIdOf(href));
    const inline = href === null ? Buffer.from(element.content, 'base64') : null;
    const id = textAt(element, '@id', {});
    return { id, bytes: part?.body ?? inline, at: below(at, `document ${id ?? i + 1}`) };
  });
}

// RFC 2392: a cid is the Content-ID, percent encoded (facts, DMP §2: `urn%3Aihe…`).
function contentIdOf(href: string): string {
  const id = href.replace(/^cid:/i, '');
  return id.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function read(source: Source, document: XmlDocument): Submission | null {
  const request = elementAt(document, '(//lcm:SubmitObjectsRequest)[1]', ebrim);
  if (request === null) return null;
  const { exchange, mail, at } = source;
  const deposited = elementAt(document, '//xds:ProvideAndRegisterDocumentSetRequest', ebrim) !== null;
  const archived = mail !== null || elementAt(document, '/lcm:SubmitObjectsRequest', ebrim) !== null;
  const kind = deposited ? 'depot' : archived ? 'xdm' : 'mise_a_jour';
  return { kind, request, document, documents: source.documents(request), exchange, mail, at };
}
