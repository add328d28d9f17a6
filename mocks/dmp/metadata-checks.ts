import { type Classification, classified, codesOf, identifier, type RegistryObject, slotValues } from './ebrim.ts';
import { type Ins, readCx, sameIns } from './ins.ts';
import { schemes, signatureClass } from './namespaces.ts';
import type { XdsError } from './xds-errors.ts';

const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
// All dates are UTC, to the second; the services' may be coarser (facts, DMP §5.1).
const time = /^\d{14}$/;
const { document: doc, lot } = schemes;

/** True for an OID of at most 64 characters, without extension (facts, DMP §5.2). */
export function isOid(text: string): boolean {
  return oid.test(text) && text.length <= 64;
}

/** Slots that an object must bear, and what a value of them is (facts, DMP §5.2, §5.3: "sent by LPS"). */
const documentSlots: ReadonlyArray<[string, RegExp]> = [
  ['creationTime', time],
  ['languageCode', /^[a-z]{2,3}(?:-[A-Z]{2})?$/],
  ['legalAuthenticator', /^[^^]+\^/],
  ['serviceStartTime', /^\d{8}(?:\d{2}){0,3}$/],
  ['sourcePatientId', /^[^^]+\^\^\^&[\d.]+&ISO\^/],
  ['sourcePatientInfo', /^PID-\d+\|/],
];
const lotSlots: ReadonlyArray<[string, RegExp]> = [['submissionTime', time]];

/** Codes that an object bears: scheme, name, at least, at most. */
const documentCodes: ReadonlyArray<[string, string, number]> = [
  [doc.class, 'classCode', 1],
  [doc.type, 'typeCode', 1],
  [doc.confidentiality, 'confidentialityCode', 4],
  [doc.format, 'formatCode', 1],
  [doc.facility, 'healthcareFacilityTypeCode', 1],
  [doc.practice, 'practiceSettingCode', 1],
];

/**
 * What is wrong in a document's metadata. The object that signs a lot has no care setting and no source patient that the
 * facts name (DMP §5.7): only the first slots and codes are asked of it.
 */
export function documentErrors(object: RegistryObject, patient: Ins): XdsError[] {
  const signature = codesOf(object, doc.class).includes(signatureClass);
  const details = [
    object.objectType === doc.objectType ? '' : `objectType « ${object.objectType} »`,
    object.mimeType === '' ? 'mimeType est absent' : '',
    object.title === '' ? 'le titre (Name) est absent' : '',
    object.title.length > 128 ? 'le titre dépasse 128 caractères' : '',
    ...slotDefects(object, signature ? documentSlots.slice(0, 2) : documentSlots),
    ...(signature ? documentCodes.slice(0, 4) : documentCodes).map(([scheme, name, most]) =>
      codeDefect(classified(object, scheme), name, most),
    ),
    ...classified(object, doc.author).map(authorDefect),
    classified(object, doc.author).length === 0 ? 'l’auteur est absent' : '',
    signature ? '' : visibilityDefect(codesOf(object, doc.confidentiality)),
    isOid(identifier(object, doc.uniqueId)) ? '' : `uniqueId « ${identifier(object, doc.uniqueId)} » n’est pas un OID`,
  ];
  return [...asErrors(details, object.id), ...patientError(object, { scheme: doc.patientId, patient })];
}

/** What is wrong in a lot. */
export function lotErrors(object: RegistryObject, patient: Ins): XdsError[] {
  const authors = classified(object, lot.author);
  const details = [
    object.classifications.some(({ node }) => node === lot.node)
      ? ''
      : 'le lot n’est pas classé comme XDSSubmissionSet',
    ...slotDefects(object, lotSlots),
    codeDefect(classified(object, lot.contentType), 'contentTypeCode', 1),
    authors.length === 1 ? '' : `le lot a ${authors.length} auteurs`,
    ...authors.map(authorDefect),
    isOid(identifier(object, lot.sourceId)) ? '' : `sourceId « ${identifier(object, lot.sourceId)} » n’est pas un OID`,
    isOid(identifier(object, lot.uniqueId)) ? '' : `uniqueId « ${identifier(object, lot.uniqueId)} » n’est pas un OID`,
  ];
  return [...asErrors(details, object.id), ...patientError(object, { scheme: lot.patientId, patient })];
}

/** The structures of an object's authors: last component of `authorInstitution`. */
export function structuresOf(object: RegistryObject): string[] {
  const authors = [...classified(object, doc.author), ...classified(object, lot.author)];
  return authors.flatMap((one) => slotValues(one, 'authorInstitution')).map((xon) => xon.split('^')[9] ?? '');
}

/** The identifiers of an object's authors: first component of `authorPerson`. */
export function professionalsOf(object: RegistryObject): string[] {
  const authors = [...classified(object, doc.author), ...classified(object, lot.author)];
  return authors.flatMap((one) => slotValues(one, 'authorPerson')).map((xcn) => xcn.split('^')[0] ?? '');
}

function asErrors(details: readonly string[], location: string): XdsError[] {
  return details.filter((detail) => detail !== '').map((detail) => ({ error: 'metadonnee', detail, location }));
}

function slotDefects(object: RegistryObject, wanted: ReadonlyArray<[string, RegExp]>): string[] {
  return wanted.map(([name, form]) => {
    const values = slotValues(object, name);
    if (values.length === 0) return `${name} est absent`;
    const wrong = values.find((value) => !form.test(value));
    return wrong === undefined ? '' : `${name} vaut « ${wrong} »`;
  });
}

function codeDefect(found: readonly Classification[], name: string, most: number): string {
  if (found.length === 0) return `${name} est absent`;
  if (found.length > most) return `${name} figure ${found.length} fois`;
  const bare = found.find((one) => one.representation === '' || (slotValues(one, 'codingScheme')[0] ?? '') === '');
  return bare === undefined ? '' : `${name} n’a pas de code ou de codingScheme`;
}

// RG_2230: family and given name both filled (facts, DMP §5.4).
function authorDefect(author: Classification): string {
  const persons = slotValues(author, 'authorPerson');
  if (persons.length !== 1) return `authorPerson figure ${persons.length} fois`;
  const [id = '', family = '', given = ''] = (persons[0] ?? '').split('^');
  return [id, family, given].includes('')
    ? `authorPerson « ${persons[0]} » n’a pas d’identifiant, de nom et de prénom`
    : '';
}

// EX_2.1-1050, the parameter `cumul-invisible_patient-masque_ps` being false (facts, DMP §5.6).
function visibilityDefect(codes: readonly string[]): string {
  const both = codes.includes('INVISIBLE_PATIENT') && codes.includes('MASQUE_PS');
  return both ? 'un document ne peut pas être à la fois INVISIBLE_PATIENT et MASQUE_PS' : '';
}

function patientError(object: RegistryObject, wanted: { scheme: string; patient: Ins }): XdsError[] {
  const found = identifier(object, wanted.scheme);
  if (sameIns(wanted.patient, readCx(found))) return [];
  return [{ error: 'patient_different', detail: `« ${found} »`, location: object.id }];
}
