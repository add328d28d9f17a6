import type { XmlDocument } from 'libxml2-wasm';
import { type Finding, isProbantError, type MimePart, type Namespaces, readMultipart } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import type { ObservedExchange } from '../observed.ts';
import { type At, type Carrier, carriersOf, parsed, unreadable } from '../pieces/carriers.ts';
import { ebrim } from '../pieces/index.ts';
import type { RuleInputs } from '../rule.ts';

/** Namespaces of the DMP messages (facts, DMP §2, 4 and 6). */
export const ns: Namespaces = {
  ...ebrim,
  wsa: 'http://www.w3.org/2005/08/addressing',
  h: 'urn:hl7-org:v3',
  query: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
  rs: 'urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0',
  hab: 'urn:si-dmp-habilitations',
};

/** Transactions of the DMP that rules know; the others are `autre`. */
export const transactions = ['TD0.2', 'TD0.3', 'TD1.3a', 'TD2.1', 'TD3.1', 'TD3.2', 'TD3.3', 'autre'] as const;
export type Transaction = (typeof transactions)[number];

/** A SOAP message over HTTP: one XML part, alone or as the root of a multipart (MTOM). */
export interface SoapMessage {
  xml: Buffer;
  contentType: string;
  /** Null when the body is no multipart. */
  multipart: { message: MimePart; root: MimePart | null } | null;
}

/** A request of the scenario's person to the DMP, and its SOAP message as a document. */
export interface DmpRequest {
  exchange: ObservedExchange;
  message: SoapMessage;
  document: XmlDocument;
  transaction: Transaction;
  /** `échange 2 · /soap:Envelope/…`, for a finding's place. */
  at: At;
}

/** Applies a check to each request of the person; none at all, or one that cannot be read, is a finding. */
export function eachDmpRequest(
  inputs: RuleInputs,
  check: (request: DmpRequest) => Finding[],
  wanted: readonly Transaction[] = transactions,
): Finding[] {
  let seen = 0;
  const findings = requestCarriers(inputs).flatMap((carrier) =>
    readRequest(carrier, (request) => {
      if (!wanted.includes(request.transaction)) return [];
      seen += 1;
      return check(request);
    }),
  );
  return seen === 0 && findings.length === 0 ? [noRequest(wanted)] : findings;
}

/** Reads one value out of each request, in order, with the findings of what could not be read. */
export function fromDmpRequests<T>(
  inputs: RuleInputs,
  read: (request: DmpRequest) => T,
): { values: T[]; findings: Finding[] } {
  const values: T[] = [];
  const findings = requestCarriers(inputs).flatMap((carrier) =>
    readRequest(carrier, (request) => {
      values.push(read(request));
      return [];
    }),
  );
  return { values, findings };
}

/** Why a rule does not pass when nothing of what it looks at was sent. */
export function noRequest(wanted: readonly Transaction[]): Finding {
  return discrepancy({
    code: 'aucun-echange',
    where: 'echanges',
    expected:
      wanted.length === transactions.length ? 'un échange avec le DMP' : `une transaction ${wanted.join(' ou ')}`,
    got: null,
    message: 'Aucun échange de cette sorte avec le DMP n’est parti pour cette personne.',
    remedy:
      'Faites faire l’opération par le produit pour cette personne, à l’adresse du banc ; si elle l’a été, vérifiez que la requête porte bien le matricule de la personne.',
  });
}

interface RequestCarrier extends Carrier {
  exchange: ObservedExchange;
}

function requestCarriers(inputs: RuleInputs): RequestCarrier[] {
  return carriersOf(inputs).filter((carrier): carrier is RequestCarrier => carrier.exchange !== null);
}

function readRequest(carrier: RequestCarrier, use: (request: DmpRequest) => Finding[]): Finding[] {
  const { exchange, at, bytes } = carrier;
  try {
    const message = readSoap(bytes, header(exchange, 'content-type') ?? '');
    return parsed(message.xml, at, (document) =>
      use({ exchange, message, document, at, transaction: transactionOf(document) }),
    );
  } catch (thrown) {
    if (!isProbantError(thrown)) throw thrown;
    return [unreadable({ code: 'corps-illisible', where: at('corps'), expected: 'un message lisible', thrown })];
  }
}

/**
 * The XML of a SOAP message, found in its multipart where it is in one.
 *
 * @throws {@link ProbantError} `message_refuse` beyond the limits of a multipart
 */
export function readSoap(bytes: Buffer, contentType: string): SoapMessage {
  if (!/^\s*multipart\//i.test(contentType)) return { xml: bytes, contentType, multipart: null };
  const message = readMultipart(bytes, contentType);
  const start = message.contentType.params['start']?.replace(/^<(.*)>$/s, '$1');
  const root = (start === undefined ? undefined : message.parts.find(({ contentId }) => contentId === start)) ?? null;
  // RFC 2387 §3.2: without `start`, the root is the first part.
  return { xml: (root ?? message.parts[0])?.body ?? Buffer.alloc(0), contentType, multipart: { message, root } };
}

/** The value of a request header, its name in any case. */
export function header(exchange: ObservedExchange, name: string): string | undefined {
  return exchange.request?.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

const transactionOfBody: Readonly<Record<string, Transaction>> = {
  [`{${ns['hab']}}setAuthorization`]: 'TD0.3',
  [`{${ns['xds']}}ProvideAndRegisterDocumentSetRequest`]: 'TD2.1',
  [`{${ns['query']}}AdhocQueryRequest`]: 'TD3.1',
  [`{${ns['xds']}}RetrieveDocumentSetRequest`]: 'TD3.2',
  [`{${ns['lcm']}}SubmitObjectsRequest`]: 'TD3.3',
};

// By what the body holds: the real service does not look at the action alone (facts, DMP §2, inferred).
function transactionOf(document: XmlDocument): Transaction {
  const body = document.get("/*/*[local-name()='Body']/*");
  if (body === null || !('namespaceUri' in body)) return 'autre';
  const name = `{${String(body.namespaceUri)}}${String((body as { name?: unknown }).name)}`;
  if (name !== `{${ns['h']}}PRPA_IN201307UV02`) return transactionOfBody[name] ?? 'autre';
  const reason = document.get('//h:controlActProcess/h:reasonCode/@code', ns)?.content;
  return reason === 'CNSLT_DATA' ? 'TD1.3a' : 'TD0.2';
}

/** The transaction of one exchange of anybody, null when it cannot be told. */
export function sentTransaction(inputs: RuleInputs, exchange: ObservedExchange): Transaction | null {
  let found: Transaction | null = null;
  const bytes = inputs[exchange.request?.input ?? ''] ?? Buffer.alloc(0);
  readRequest({ bytes, exchange, at: (place) => place }, ({ transaction }) => {
    found = transaction;
    return [];
  });
  return found;
}
