import { escapeXml, type Random, uuid } from '../../core/index.ts';
import { fetchResponse, type HandedAnswer } from '../host/index.ts';
import { type DmpFault, faultBody } from './faults.ts';
import { dmpNamespaces as ns, soapMediaType } from './namespaces.ts';

/** A document sent beside the envelope. */
export interface ReplyPart {
  /** Content-ID, without angle brackets. */
  id: string;
  mediaType: string;
  bytes: Buffer;
}

/** What the service answers: a body, or a refusal. */
export type DmpReply = DmpFault | { action: string; body: string; parts?: readonly ReplyPart[] };

/** How an answer is written. */
export interface ReplyOptions {
  random: Random;
  /** The request's message id. */
  relatesTo?: string | undefined;
  /** ITI-43 answers in MTOM, faults too (facts, DMP §2). */
  mtom?: boolean;
  /** Status of a refusal; 500 unless it is one of HTTP (facts, DMP §2). */
  status?: number;
}

/** Makes the HTTP answer. */
export function answerOf(reply: DmpReply, options: ReplyOptions): HandedAnswer {
  const refused = 'fault' in reply;
  const envelope = envelopeOf(reply, options);
  const status = refused ? (options.status ?? 500) : 200;
  if (options.mtom !== true) return { status, headers: { 'content-type': soapMediaType }, body: envelope };
  const { body, type } = multipart(envelope, refused ? [] : (reply.parts ?? []), options.random);
  return { status, headers: { 'content-type': type }, body };
}

/** Makes the HTTP answer in the form of fetch. */
export function responseOf(reply: DmpReply, options: ReplyOptions): Response {
  return fetchResponse(answerOf(reply, options));
}

/** `cid:` address of a part, written as Apache CXF does: the identifier is percent-encoded (facts, DMP §2). */
export function cidOf(id: string): string {
  return `cid:${encodeURIComponent(id).replaceAll('%40', '@')}`;
}

function envelopeOf(reply: DmpReply, { random, relatesTo }: ReplyOptions): string {
  const refused = 'fault' in reply;
  const action = refused ? `${ns.wsa}/soap/fault` : reply.action;
  const related = relatesTo === undefined ? '' : `<wsa:RelatesTo>${escapeXml(relatesTo)}</wsa:RelatesTo>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soap:Envelope xmlns:soap="${ns.soap}" xmlns:wsa="${ns.wsa}"><soap:Header><wsa:Action>${action}</wsa:Action>` +
    `<wsa:MessageID>urn:uuid:${uuid(random)}</wsa:MessageID><wsa:To>${ns.wsa}/anonymous</wsa:To>${related}` +
    `</soap:Header><soap:Body>${refused ? faultBody(reply) : reply.body}</soap:Body></soap:Envelope>`
  );
}

function multipart(envelope: string, parts: readonly ReplyPart[], random: Random): { body: Buffer; type: string } {
  const boundary = `uuid:${uuid(random)}`;
  const root = {
    id: 'root.message@cxf.apache.org',
    mediaType: 'application/xop+xml; charset=UTF-8; type="application/soap+xml"',
    bytes: Buffer.from(envelope),
  };
  const chunks = [root, ...parts].flatMap(({ id, mediaType, bytes }) => [
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${mediaType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`,
    ),
    bytes,
  ]);
  return {
    body: Buffer.concat([...chunks, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: `multipart/related; type="application/xop+xml"; boundary="${boundary}"; start="<${root.id}>"; start-info="application/soap+xml"`,
  };
}
