import type { XmlDocument } from 'libxml2-wasm';
import {
  elementsAt,
  isProbantError,
  type SignatureVerification,
  verifyEnvelopedSignature,
  withXml,
} from '../../core/index.ts';
import type { DmpFault } from './faults.ts';
import { matriculeKeys } from './ins.ts';
import type { Attachments, DmpMessage } from './mtom.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import { readVihf, type Vihf } from './vihf.ts';
import { attribute, textAt, treeAt, treeOf, treesAt, type XmlTree } from './xml-tree.ts';

/** What the service reads of a request; it judges nothing but what it can't read. */
export interface DmpRequest {
  messageId?: string;
  /** `wsa:Action` and the address to answer to; empty when absent. */
  action: string;
  replyTo: string;
  /** SOAP 1.1, as the root part of an official sample (facts, DMP §2). */
  soap11: boolean;
  /** The element that the SOAP body holds. */
  body: XmlTree;
  /** The assertions of the security header. */
  vihfs: Vihf[];
  /** Of the first one; absent when signatures are not judged. */
  signature?: SignatureVerification;
  attachments?: Attachments;
}

/**
 * Reads an envelope by namespaces, never by prefixes.
 *
 * @param judgeSignature whether the signature of the VIHF is verified
 */
export function readDmpRequest(message: DmpMessage, judgeSignature: boolean): DmpRequest | DmpFault {
  try {
    return withXml(message.envelope, (document) => read(document, message, judgeSignature));
  } catch (thrown) {
    if (isProbantError(thrown, 'xml_interdit')) return { fault: 'xml_interdit' };
    if (isProbantError(thrown, 'xml_invalide')) return { fault: 'xml_invalide', detail: thrown.message };
    throw thrown;
  }
}

function read(document: XmlDocument, message: DmpMessage, judgeSignature: boolean): DmpRequest | DmpFault {
  const envelope = treeOf(document.root);
  if (envelope === null) return { fault: 'message_trop_grand' };
  const soap = ['soap:Envelope', 'soap11:Envelope'].find((name) => name === envelope.name)?.split(':')[0];
  // SOAP 1.1 is only taken where an official sample has it: in the root part of a MTOM message.
  if (soap === undefined || (soap === 'soap11' && message.attachments === undefined)) return { fault: 'version_soap' };
  const [body, other] = treeAt(envelope, `${soap}:Body`)?.children ?? [];
  if (body === undefined || other !== undefined) return { fault: 'corps_inattendu', detail: 'il faut un élément' };
  const header = treeAt(envelope, `${soap}:Header`);
  const messageId = textAt(header, 'wsa:MessageID');
  const signature = judgeSignature ? verifyFirst(document) : undefined;
  return {
    ...(messageId === '' ? {} : { messageId }),
    action: textAt(header, 'wsa:Action'),
    replyTo: textAt(header, 'wsa:ReplyTo/wsa:Address'),
    soap11: soap === 'soap11',
    body,
    vihfs: treesAt(header, 'wsse:Security/saml:Assertion').map(readVihf),
    ...(signature === undefined ? {} : { signature }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
  };
}

// The very element that is read: the first assertion of the security header (signature wrapping).
function verifyFirst(document: XmlDocument): SignatureVerification | undefined {
  const { root } = document;
  const [assertion] = elementsAt(root, [
    [root.namespaceUri, 'Header'],
    [ns.wsse, 'Security'],
    [ns.saml, 'Assertion'],
  ]);
  return assertion === undefined ? undefined : verifyEnvelopedSignature(document, assertion);
}

/** Matricules and birth names of a request, in upper case: what attributes the exchange. */
export function keysOf({ body, vihfs }: DmpRequest): string[] {
  const texts = vihfs.flatMap(({ attributes }) => [...attributes.values()].flat());
  addTexts(body, texts);
  return unique(texts.filter(maySay).flatMap((text) => [...matriculeKeys(text), ...nameKeys(text)]));
}

/** Distinct non-empty keys in upper case. */
export function unique(keys: readonly string[]): string[] {
  return [...new Set(keys.map((key) => key.trim().toUpperCase()).filter((key) => key !== ''))];
}

// Slot values, values of external identifiers, and identifiers of HL7 V3.
function addTexts(tree: XmlTree, texts: string[]): void {
  texts.push(tree.text);
  if (tree.attributes.size > 0) {
    texts.push(attribute(tree, 'value'));
    if (tree.name.startsWith('hl7:')) texts.push(attribute(tree, 'extension'));
  }
  for (const child of tree.children) addTexts(child, texts);
}

// Whether a text may begin with a matricule, in quotes or not, or with a name: most do not.
function maySay(text: string): boolean {
  return /^(?:'?[1-478]\d|PID-5)/.test(text);
}

// `PID-5|NOM^Prénom^^^^^L` of sourcePatientInfo (facts, DMP §5.2).
function nameKeys(text: string): string[] {
  const [, name = ''] = /^PID-5\|([^^]*)/.exec(text) ?? [];
  return [name];
}
