import { authorDefects, personDefect } from './authors.ts';
import { documentCodeDefects, lotCodeDefects, otherClass } from './code-checks.ts';
import { classified, codesOf, identifier, isSignature, type RegistryObject, slotValues } from './ebrim.ts';
import { type Ins, readCx, sameIns } from './ins.ts';
import { schemes } from './namespaces.ts';
import type { DmpParameters } from './parameters.ts';
import type { XdsError } from './xds-errors.ts';

const oid = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
// All dates are UTC, to the second; the services' may be coarser (facts, DMP §5.1).
const time = /^\d{14}$/;
const coarseTime = /^\d{4}(?:\d{2}){0,5}$/;
const { document: doc, lot } = schemes;

/** True for an OID of at most 64 characters, without extension (facts, DMP §5.2). */
export function isOid(text: string): boolean {
  return oid.test(text) && text.length <= 64;
}

/** A slot: its name, what a value of it is, and whether it must be there (facts, DMP §5.2, §5.3: "sent by LPS"). */
type SlotCheck = readonly [name: string, form: RegExp, wanted: boolean];

const patientFields = /^PID-(?:3|5|7|8|11|13|14|15|16|18|21)\|/;
const signatureSlots: readonly SlotCheck[] = [
  ['creationTime', time, true],
  ['languageCode', /^(?:[a-z]{2}-[A-Z]{2}|art)$/, true],
];
const documentSlots: readonly SlotCheck[] = [
  ...signatureSlots,
  ['serviceStartTime', coarseTime, true],
  ['serviceStopTime', coarseTime, false],
  ['sourcePatientId', /^[^^]+\^\^\^&[\d.]+&ISO\^(?:PI|NH)$/, true],
  ['sourcePatientInfo', patientFields, true],
  ['urn:ihe:iti:xds:2013:referenceIdList', /^[^^]+\^\^\^(?:[^^]*&[\d.]+&ISO)?\^urn:/, false],
];
const lotSlots: readonly SlotCheck[] = [['submissionTime', time, true]];

/** What the metadata are judged against. */
export interface MetadataContext {
  patient: Ins;
  parameters: DmpParameters;
}

/**
 * What is wrong in a document's metadata. The object that signs a lot has no care setting and no source patient that the
 * facts name (DMP §5.7): only the first slots and codes are asked of it.
 */
export function documentErrors(object: RegistryObject, { patient, parameters }: MetadataContext): XdsError[] {
  const signature = isSignature(object);
  const details = [
    object.objectType === doc.objectType ? '' : `objectType « ${object.objectType} »`,
    object.mimeType === '' ? 'mimeType est absent' : '',
    object.title === '' ? 'le titre (Name) est absent' : '',
    object.title.length > 128 ? 'le titre dépasse 128 caractères' : '',
    ...slotDefects(object, signature ? signatureSlots : documentSlots),
    ...documentCodeDefects(object, { signature }),
    ...authorsDefects(object, doc.author),
    ...(signature ? [] : [...legalDefects(object), nameDefect(object), ...visibilityDefects(object, parameters)]),
    identifierDefect(object, 'uniqueId', doc.uniqueId),
  ];
  return [...asErrors(details, object.id), ...patientError(object, { scheme: doc.patientId, patient })];
}

/** What the bench only warns of, for want of a public word on what the real service does. */
export function documentWarnings(object: RegistryObject): XdsError[] {
  const location = object.id;
  const expected = otherClass(object);
  // `application/xslt+xml` is a CDA that presents itself (facts, DMP §5.2).
  const mime = ['', 'text/xml', 'application/xslt+xml'].includes(object.mimeType) ? undefined : object.mimeType;
  return [
    ...(expected === undefined ? [] : [{ error: 'classe', detail: expected, location, warning: true } as const]),
    ...(mime === undefined ? [] : [{ error: 'mime', detail: mime, location, warning: true } as const]),
  ];
}

/** What is wrong in a lot. */
export function lotErrors(object: RegistryObject, { patient }: Pick<MetadataContext, 'patient'>): XdsError[] {
  const isSet = object.classifications.some(({ node }) => node === lot.node);
  const details = [
    isSet ? '' : 'le lot n’est pas classé comme XDSSubmissionSet',
    ...slotDefects(object, lotSlots),
    ...lotCodeDefects(object),
    ...authorsDefects(object, lot.author, 1),
    identifierDefect(object, 'sourceId', lot.sourceId),
    identifierDefect(object, 'uniqueId', lot.uniqueId),
  ];
  return [...asErrors(details, object.id), ...patientError(object, { scheme: lot.patientId, patient })];
}

function asErrors(details: readonly string[], location: string): XdsError[] {
  return details.filter((detail) => detail !== '').map((detail) => ({ error: 'metadonnee', detail, location }));
}

function slotDefects(object: RegistryObject, checks: readonly SlotCheck[]): string[] {
  return checks.map(([name, form, wanted]) => {
    const values = slotValues(object, name);
    if (values.length === 0) return wanted ? `${name} est absent` : '';
    const wrong = values.find((value) => !form.test(value));
    return wrong === undefined ? '' : `${name} vaut « ${wrong} »`;
  });
}

function authorsDefects(object: RegistryObject, scheme: string, most = 20): string[] {
  const authors = classified(object, scheme);
  const counted = authors.length > 0 && authors.length <= most ? '' : `il y a ${authors.length} auteurs`;
  return [counted, ...authors.flatMap(authorDefects)];
}

function legalDefects(object: RegistryObject): string[] {
  const persons = slotValues(object, 'legalAuthenticator');
  if (persons.length !== 1) return [`legalAuthenticator ${persons.length === 0 ? 'est absent' : 'est répété'}`];
  return persons.map((person) => personDefect('legalAuthenticator', person));
}

// PID-5 is there once or more, with the type of name (facts, DMP §5.2).
function nameDefect(object: RegistryObject): string {
  const values = slotValues(object, 'sourcePatientInfo');
  const named = values.length === 0 || values.some((value) => /^PID-5\|[^^]+\^[^^]*\^.*\^[LDS]$/.test(value));
  return named ? '' : 'sourcePatientInfo n’a pas de PID-5';
}

/** N, R or V, and what hides the document (EX_2.1-1050; facts, DMP §5.6). */
function visibilityDefects(object: RegistryObject, { cumulInvisiblePatientMasquePs }: DmpParameters): string[] {
  const codes = codesOf(object, doc.confidentiality);
  const levels = codes.filter((code) => ['N', 'R', 'V'].includes(code)).length;
  const both = codes.includes('INVISIBLE_PATIENT') && codes.includes('MASQUE_PS') && !cumulInvisiblePatientMasquePs;
  return [
    codes.length === 0 || levels === 1 ? '' : `confidentialityCode a ${levels} niveaux (N, R ou V)`,
    both ? 'un document ne peut pas être à la fois INVISIBLE_PATIENT et MASQUE_PS' : '',
  ];
}

function identifierDefect(object: RegistryObject, name: string, scheme: string): string {
  const found = identifier(object, scheme);
  return isOid(found) ? '' : `${name} « ${found} » n’est pas un OID`;
}

function patientError(object: RegistryObject, wanted: { scheme: string; patient: Ins }): XdsError[] {
  const found = identifier(object, wanted.scheme);
  if (sameIns(wanted.patient, readCx(found))) return [];
  return [{ error: 'patient_different', detail: `« ${found} »`, location: object.id }];
}
