import { randomUUID } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import { element, textElement, type Xml, xmlDocument } from '../xml.ts';

/** What goes beside the envelope, by its Content-ID. */
export interface Attached {
  id: string;
  bytes: Buffer;
}

/** What a request holds, and where it goes. */
export interface DmpMessage {
  /** Last part of the address. */
  path: 'patients' | 'habilitations' | 'registry' | 'repository';
  action: string;
  body: Xml;
  /** The assertion. */
  vihf: Xml;
  /** Sent beside the envelope, in MTOM. */
  documents?: ReadonlyArray<Attached>;
}

/** The bytes of a request. */
export interface DmpPost {
  contentType: string;
  body: Buffer;
}

const addressing = 'http://www.w3.org/2005/08/addressing';
const security = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const envelopes = {
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
};
const reused = `urn:uuid:${randomUUID()}`;
const root = 'root@cabinet-temoin.test';

/** `xop:Include`, in place of a document that goes beside the envelope. */
export function include(id: string): Xml {
  return element('xop:Include', { 'xmlns:xop': 'http://www.w3.org/2004/08/xop/include', href: `cid:${id}` });
}

/** Writes a request: SOAP 1.2, WS-Addressing, the VIHF; MTOM where a document goes with it (EX_2.1-1260). */
export function writePost(message: DmpMessage, planted: DefectSet): DmpPost {
  const { documents } = message;
  const action = planted.has('dmp-action-fausse') ? 'urn:ihe:iti:2007:Autre' : message.action;
  const envelope = envelopeOf({ ...message, action }, planted);
  if (documents === undefined)
    return { contentType: `application/soap+xml; charset=utf-8; action="${action}"`, body: envelope };
  return packed(envelope, documents, action);
}

function envelopeOf({ action, body, vihf }: DmpMessage, planted: DefectSet): Buffer {
  const id = planted.has('dmp-message-id-reutilise') ? reused : `urn:uuid:${randomUUID()}`;
  const soap = planted.has('dmp-soap-1-1') ? envelopes.soap11 : envelopes.soap12;
  const header = element(
    'soap:Header',
    {},
    planted.has('dmp-message-id-absent') ? '' : textElement('wsa:MessageID', id),
    element('wsa:To'),
    element('wsa:ReplyTo', { 'soap:mustUnderstand': 'true' }, textElement('wsa:Address', `${addressing}/anonymous`)),
    textElement('wsa:Action', action, { 'soap:mustUnderstand': 'true' }),
    element('wsse:Security', { 'xmlns:wsse': security }, vihf),
  );
  const namespaces = { 'xmlns:soap': soap, 'xmlns:wsa': addressing };
  return xmlDocument(element('soap:Envelope', namespaces, header, element('soap:Body', {}, body)));
}

function packed(envelope: Buffer, documents: ReadonlyArray<Attached>, action: string): DmpPost {
  const boundary = `MIMEBoundary_${randomUUID()}`;
  const part = (headers: string[], bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`), bytes, Buffer.from('\r\n')]);
  const body = Buffer.concat([
    part(
      [
        'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
        'Content-Transfer-Encoding: binary',
        `Content-ID: <${root}>`,
      ],
      envelope,
    ),
    ...documents.map(({ id, bytes }) =>
      part(['Content-Type: text/xml', 'Content-Transfer-Encoding: binary', `Content-ID: <${id}>`], bytes),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  const parameters = `type="application/xop+xml"; start="<${root}>"; start-info="application/soap+xml"; action="${action}"`;
  return { contentType: `multipart/related; boundary="${boundary}"; ${parameters}`, body };
}
