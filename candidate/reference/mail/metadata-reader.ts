import { readXml, type XmlNode } from './xml-node.ts';

/** What METADATA.XML says of one document (facts, DMP §5 and §13). */
export interface DocumentEntry {
  uri: string;
  uniqueId: string;
  title: string;
  /** Label of the type. */
  type: string;
  typeCode: string;
  /** Author as shown; empty when it is not told. */
  author: string;
  hash: string;
  size: string;
  /** Matricule, or local identifier. */
  patientId: string;
  patientOid: string;
  /** True when the identifier is an INS (`NH`). */
  national: boolean;
  /** `C`: replaces, `D`: deletes; empty otherwise. */
  action: string;
}

const schemes = {
  patientId: 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427',
  uniqueId: 'urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab',
  type: 'urn:uuid:f0306f51-975f-434e-a61c-c59651d33983',
  author: 'urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d',
} as const;

/** The documents that the metadata announce; null when they are not ebRIM. */
export async function readMetadata(bytes: Uint8Array): Promise<DocumentEntry[] | null> {
  const root = await readXml(bytes);
  if (root?.name !== 'SubmitObjectsRequest') return null;
  return root.all('ExtrinsicObject').map(entryOf);
}

function entryOf(object: XmlNode): DocumentEntry {
  const slot = (name: string): string => slotOf(object, name);
  const [id = '', , , authority = '', kind = ''] = identifier(object, schemes.patientId).split('^');
  const type = classification(object, schemes.type);
  return {
    uri: slot('URI'),
    uniqueId: identifier(object, schemes.uniqueId),
    title: labelOf(object),
    type: type === undefined ? '' : labelOf(type),
    typeCode: type?.attribute('nodeRepresentation') ?? '',
    author: personOf(classification(object, schemes.author)),
    hash: slot('hash'),
    size: slot('size'),
    patientId: id,
    patientOid: authority.split('&')[1] ?? '',
    national: kind === 'NH',
    // The name of this slot is nowhere published: these two are those seen in samples (facts, MSS §5.2).
    action: slot('urn:asip:action') || slot('action'),
  };
}

function slotOf(node: XmlNode, name: string): string {
  const slot = node.children('Slot').find((one) => one.attribute('name') === name);
  return slot?.at('ValueList', 'Value')?.text ?? '';
}

function classification(object: XmlNode, scheme: string): XmlNode | undefined {
  return object.children('Classification').find((one) => one.attribute('classificationScheme') === scheme);
}

function identifier(object: XmlNode, scheme: string): string {
  const found = object.children('ExternalIdentifier').find((one) => one.attribute('identificationScheme') === scheme);
  return found?.attribute('value') ?? '';
}

function labelOf(node: XmlNode): string {
  return node.at('Name', 'LocalizedString')?.attribute('value') ?? '';
}

/** `id^NOM^Prénom^…` as people read it. */
function personOf(author: XmlNode | undefined): string {
  const [, family = '', given = ''] = (author === undefined ? '' : slotOf(author, 'authorPerson')).split('^');
  return [given, family].filter((part) => part !== '').join(' ');
}
