import { createHash } from 'node:crypto';
import { escapeXml, remembering } from '../../core/index.ts';
import { associationTypes, schemes, signatureClass } from './namespaces.ts';
import { attribute, treeAt, treesAt, type XmlTree } from './xml-tree.ts';

/** A named list of values. */
export interface Slot {
  name: string;
  values: readonly string[];
}

/** A code, or an author with its slots. */
export interface Classification {
  scheme: string;
  /** Node of a class (a lot is one); empty elsewhere. */
  node: string;
  representation: string;
  slots: readonly Slot[];
  name: string;
}

/** An identifier. */
export interface ExternalIdentifier {
  scheme: string;
  value: string;
  name: string;
}

/** An ExtrinsicObject (document) or a RegistryPackage (lot). */
export interface RegistryObject {
  id: string;
  /** Logical id; empty when absent. */
  lid: string;
  status: string;
  mimeType: string;
  objectType: string;
  version: string;
  title: string;
  description: string;
  slots: readonly Slot[];
  classifications: readonly Classification[];
  identifiers: readonly ExternalIdentifier[];
}

/** A link between two objects. */
export interface Association {
  id: string;
  type: string;
  source: string;
  target: string;
  slots: readonly Slot[];
}

/** What a `lcm:SubmitObjectsRequest` holds. */
export interface Submission {
  lots: RegistryObject[];
  documents: RegistryObject[];
  associations: Association[];
}

/** Reads a `lcm:SubmitObjectsRequest`. */
export function readSubmission(request: XmlTree): Submission {
  const list = treeAt(request, 'rim:RegistryObjectList');
  return {
    lots: treesAt(list, 'rim:RegistryPackage').map(readObject),
    documents: treesAt(list, 'rim:ExtrinsicObject').map(readObject),
    associations: treesAt(list, 'rim:Association').map((tree) => ({
      id: attribute(tree, 'id'),
      type: attribute(tree, 'associationType'),
      source: attribute(tree, 'sourceObject'),
      target: attribute(tree, 'targetObject'),
      slots: slotsOf(tree),
    })),
  };
}

/** Reads the slots right below an element. */
export function slotsOf(tree: XmlTree): Slot[] {
  return treesAt(tree, 'rim:Slot').map((slot) => ({
    name: attribute(slot, 'name'),
    values: treesAt(slot, 'rim:ValueList/rim:Value').map(({ text }) => text),
  }));
}

/** Values of a slot, in order. */
export function slotValues(object: { slots: readonly Slot[] }, name: string): string[] {
  return object.slots.filter((slot) => slot.name === name).flatMap(({ values }) => values);
}

/** Classifications of a scheme, in order. */
export function classified(object: RegistryObject, scheme: string): Classification[] {
  return object.classifications.filter((one) => one.scheme === scheme);
}

/** Codes of a scheme, in order. */
export function codesOf(object: RegistryObject, scheme: string): string[] {
  return classified(object, scheme).map(({ representation }) => representation);
}

/** The identifier of a scheme; empty when absent. */
export function identifier(object: RegistryObject, scheme: string): string {
  return object.identifiers.find((one) => one.scheme === scheme)?.value ?? '';
}

/** `uniqueId` of a document. */
export function uniqueIdOf(document: RegistryObject): string {
  return identifier(document, schemes.document.uniqueId);
}

/** The association HasMember Original that joins an object to the lot; undefined unless there is one, and only one. */
export function memberLink({ lots, associations }: Submission, id: string): Association | undefined {
  const [link, ...others] = associations.filter(
    ({ type, source, target }) => type === associationTypes.hasMember && source === lots[0]?.id && target === id,
  );
  if (link === undefined || others.length > 0) return undefined;
  return slotValues(link, 'SubmissionSetStatus').join() === 'Original' ? link : undefined;
}

/** True for the object that signs a lot (facts, DMP §5.7). */
export function isSignature(object: RegistryObject): boolean {
  const types = codesOf(object, schemes.document.type);
  return codesOf(object, schemes.document.class).includes(signatureClass) || types.includes('E1762');
}

/**
 * Writes a document as a registry answers it; every part of it names the object that it describes. A registry changes no
 * object: it puts another in its place.
 */
export const documentXml = remembering((object: RegistryObject): string =>
  objectXml(object, {
    element: 'rim:ExtrinsicObject',
    attributes: ` mimeType="${escapeXml(object.mimeType)}" objectType="${object.objectType}" isOpaque="false"`,
  }),
);

/** Writes a lot. */
export function lotXml(object: RegistryObject): string {
  return objectXml(object, { element: 'rim:RegistryPackage', attributes: '' });
}

/** Writes an association. */
export function associationXml({ id, type, source, target, slots }: Association): string {
  const attributes = `id="${escapeXml(id)}" associationType="${type}" sourceObject="${escapeXml(source)}" targetObject="${escapeXml(target)}"`;
  return `<rim:Association ${attributes} status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved">${slots.map(slotXml).join('')}</rim:Association>`;
}

function readObject(tree: XmlTree): RegistryObject {
  return {
    id: attribute(tree, 'id'),
    lid: attribute(tree, 'lid'),
    status: attribute(tree, 'status'),
    mimeType: attribute(tree, 'mimeType'),
    objectType: attribute(tree, 'objectType'),
    version: attribute(treeAt(tree, 'rim:VersionInfo'), 'versionName'),
    title: localized(tree, 'rim:Name'),
    description: localized(tree, 'rim:Description'),
    slots: slotsOf(tree),
    classifications: treesAt(tree, 'rim:Classification').map((one) => ({
      scheme: attribute(one, 'classificationScheme'),
      node: attribute(one, 'classificationNode'),
      representation: attribute(one, 'nodeRepresentation'),
      slots: slotsOf(one),
      name: localized(one, 'rim:Name'),
    })),
    identifiers: treesAt(tree, 'rim:ExternalIdentifier').map((one) => ({
      scheme: attribute(one, 'identificationScheme'),
      value: attribute(one, 'value'),
      name: localized(one, 'rim:Name'),
    })),
  };
}

function localized(tree: XmlTree, element: string): string {
  return attribute(treeAt(tree, `${element}/rim:LocalizedString`), 'value');
}

function objectXml(object: RegistryObject, { element, attributes }: { element: string; attributes: string }): string {
  const { id, lid, status, title, description, version } = object;
  const owner = partsOf(id);
  const logical = lid === '' ? '' : ` lid="${escapeXml(lid)}"`;
  return [
    `<${element} id="${escapeXml(id)}"${attributes}${logical} status="${escapeXml(status)}">`,
    ...object.slots.map(slotXml),
    label('rim:Name', title),
    label('rim:Description', description),
    version === '' ? '' : `<rim:VersionInfo versionName="${escapeXml(version)}"/>`,
    ...object.classifications.map((one) => classificationXml(one, owner())),
    ...object.identifiers.map((one) => identifierXml(one, owner())),
    `</${element}>`,
  ].join('');
}

function slotXml({ name, values }: Slot): string {
  const list = values.map((value) => `<rim:Value>${escapeXml(value)}</rim:Value>`).join('');
  return `<rim:Slot name="${escapeXml(name)}"><rim:ValueList>${list}</rim:ValueList></rim:Slot>`;
}

function label(element: string, value: string): string {
  if (value === '') return '';
  return `<${element}><rim:LocalizedString charset="UTF8" xml:lang="FR" value="${escapeXml(value)}"/></${element}>`;
}

/** The object that a part describes, and the identifier of the part. */
interface Owner {
  id: string;
  part: string;
}

// The registry names every part by an urn:uuid (facts, DMP §6.1): always the same for one part. One digest an object: a search
// writes thousands of them.
function partsOf(id: string): () => Owner {
  const digest = createHash('sha1').update(id).digest('hex');
  const start = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{8}).*$/, '$1-$2-5$3-8$4-$5');
  let next = 0;
  return () => {
    next += 1;
    return { id, part: `urn:uuid:${start}${next.toString(16).padStart(4, '0')}` };
  };
}

function classificationXml({ scheme, node, representation, slots, name }: Classification, owner: Owner): string {
  const kind =
    node === ''
      ? ` classificationScheme="${escapeXml(scheme)}" nodeRepresentation="${escapeXml(representation)}"`
      : ` classificationNode="${escapeXml(node)}"`;
  const head = `<rim:Classification id="${owner.part}" classifiedObject="${escapeXml(owner.id)}"${kind}>`;
  return `${head}${slots.map(slotXml).join('')}${label('rim:Name', name)}</rim:Classification>`;
}

function identifierXml({ scheme, value, name }: ExternalIdentifier, owner: Owner): string {
  const attributes = `identificationScheme="${escapeXml(scheme)}" registryObject="${escapeXml(owner.id)}" value="${escapeXml(value)}"`;
  return `<rim:ExternalIdentifier id="${owner.part}" ${attributes}>${label('rim:Name', name)}</rim:ExternalIdentifier>`;
}
