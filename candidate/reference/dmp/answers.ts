import { readXml, type XmlNode } from '../mail/xml-node.ts';
import { statuses } from './messages.ts';
import { partAt, partsOf } from './multipart.ts';
import { done, type Outcome, type Refusal, refused } from './outcome.ts';
import type { DmpResponse } from './transport.ts';

/** State of a DMP, and of the user's authorisation in it (facts, DMP §4.1). */
export interface Existence {
  etat: 'actif' | 'fermé' | 'inexistant';
  /** VALIDE, EXPIRE, INTERDIT, NON_EXISTE; null when the DMP says nothing of it. */
  autorisation: string | null;
}

/** An entry of the registry. */
export interface RegistryEntry {
  entryUuid: string;
  uniqueId: string;
  titre: string;
  auteur: string;
  /** UTC, `AAAAMMJJhhmmss`. */
  creation: string;
  /** Label of its type, and its code. */
  type: string;
  typeCode: string;
  /** Struct_IdNat of the author's structure; empty for a patient. */
  structure: string;
  status: string;
  confidentialites: string[];
}

const schemes = {
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
  type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  confidentiality: 'urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f',
} as const;

/** The element that the SOAP body holds, or why there is none. */
export async function bodyOf({ status, contentType, body }: DmpResponse): Promise<Outcome<XmlNode>> {
  const [first] = partsOf(body, contentType);
  const envelope = first === undefined ? null : await readXml(first.bytes);
  const soap = envelope?.at('Body')?.children()[0];
  if (soap === undefined)
    return refused(`Le DMP a répondu un message que le logiciel ne peut pas lire (HTTP ${status}).`);
  return soap.name === 'Fault' ? faultOf(soap) : done(soap);
}

// The code and the text of the service are kept as they are (EX_GEN-1140, EX_GEN-1145).
function faultOf(fault: XmlNode): Refusal {
  const code = fault.at('Code', 'Subcode', 'Value')?.text ?? fault.at('faultcode')?.text ?? '';
  const text = fault.at('Reason', 'Text')?.text ?? fault.at('faultstring')?.text ?? 'erreur sans texte';
  const name = code.slice(code.indexOf(':') + 1);
  return refused(name === '' ? text : `${text} (${name})`);
}

/** Reads the answer to TD0.2. */
export function readExistence(body: XmlNode): Outcome<Existence> {
  const control = body.at('controlActProcess');
  if (control === undefined) return refused('Le DMP a répondu autre chose qu’un test d’existence.');
  if (control.at('queryAck', 'queryResponseCode')?.attribute('code') !== 'OK') {
    return done({ etat: 'inexistant', autorisation: null });
  }
  const line = body
    .children('attentionLine')
    .find((one) => one.at('keyWordText')?.attribute('code') === 'AUTORISATION');
  const status = body.all('patient')[0]?.at('statusCode')?.attribute('code');
  return done({
    etat: status === 'active' ? 'actif' : 'fermé',
    autorisation: line?.at('value')?.attribute('code') ?? null,
  });
}

/** Reads the answer to TD0.3: what the DMP says of it, often nothing. */
export function readAuthorisation(body: XmlNode): Outcome<string> {
  const status = body.at('output', 'status')?.text ?? '';
  const context = body.at('output', 'context')?.text ?? '';
  return status === 'DMPOk' ? done(context) : refused(`${context || 'autorisation refusée'} (${status})`);
}

/** Reads a `RegistryResponse`, alone or in the answer of a retrieval. */
export function readRegistryResponse(body: XmlNode): Outcome<null> {
  const response = body.name === 'RegistryResponse' ? body : (body.at('RegistryResponse') ?? body);
  if (response.attribute('status').endsWith(':Success')) return done(null);
  const errors = response.all('RegistryError').map((error) => {
    const text = error.attribute('codeContext') || 'erreur sans texte';
    return `${text} (${error.attribute('errorCode')})`;
  });
  return refused(errors.length === 0 ? 'le DMP n’a pas dit pourquoi' : errors.join(' ; '));
}

/** Reads the answer to TD3.1. */
export function readEntries(body: XmlNode): Outcome<RegistryEntry[]> {
  const status = readRegistryResponse(body);
  if (!status.ok) return status;
  // The signature of a lot is an entry of the registry, and no document of the patient (facts, DMP §5.7).
  return done(
    body
      .all('ExtrinsicObject')
      .filter((object) => !isSignature(object))
      .map(entryOf),
  );
}

function entryOf(object: XmlNode): RegistryEntry {
  const identifier = object
    .children('ExternalIdentifier')
    .find((one) => one.attribute('identificationScheme') === schemes.uniqueId);
  const [author] = classifications(object, schemes.author);
  const [type] = classifications(object, schemes.type);
  return {
    entryUuid: object.attribute('id'),
    uniqueId: identifier?.attribute('value') ?? '',
    titre: labelOf(object),
    auteur: author === undefined ? '' : personOf(slotOf(author, 'authorPerson')),
    creation: slotOf(object, 'creationTime'),
    type: type === undefined ? '' : labelOf(type),
    typeCode: type?.attribute('nodeRepresentation') ?? '',
    structure: author === undefined ? '' : (slotOf(author, 'authorInstitution').split('^')[9] ?? ''),
    status: object.attribute('status'),
    confidentialites: classifications(object, schemes.confidentiality).map((one) =>
      one.attribute('nodeRepresentation'),
    ),
  };
}

function isSignature(object: XmlNode): boolean {
  return classifications(object, schemes.type).some((one) => one.attribute('nodeRepresentation') === 'E1762');
}

function classifications(object: XmlNode, scheme: string): XmlNode[] {
  return object.children('Classification').filter((one) => one.attribute('classificationScheme') === scheme);
}

function labelOf(object: XmlNode): string {
  return object.at('Name', 'LocalizedString')?.attribute('value') ?? '';
}

function slotOf(object: XmlNode, name: string): string {
  const slot = object.children('Slot').find((one) => one.attribute('name') === name);
  return slot?.at('ValueList', 'Value')?.text ?? '';
}

// XCN: id^family^given.
function personOf(xcn: string): string {
  const [, family = '', given = ''] = xcn.split('^');
  return `${given} ${family}`.trim();
}

/** Reads the answer to TD3.2: the bytes of the only document that was asked. */
export function readDocument(body: XmlNode, { body: bytes, contentType }: DmpResponse): Outcome<Buffer> {
  const status = readRegistryResponse(body);
  if (!status.ok) return status;
  const document = body.at('DocumentResponse', 'Document');
  const href = document?.at('Include')?.attribute('href');
  const part = href === undefined ? undefined : partAt(partsOf(bytes, contentType), href);
  if (part !== undefined) return done(part.bytes);
  const inline = document?.text ?? '';
  return inline === '' ? refused('le DMP n’a pas joint le document') : done(Buffer.from(inline, 'base64'));
}

/** State of an entry, in words (EX_3.1-1080). */
export function statusLabel(status: string): string {
  const labels: Record<string, string> = {
    [statuses.approved]: 'en vigueur',
    [statuses.deprecated]: 'remplacé',
    [statuses.archived]: 'archivé',
    [statuses.deleted]: 'supprimé',
  };
  return labels[status] ?? status;
}
