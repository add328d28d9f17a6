import { createHash } from 'node:crypto';
import { escapeXml } from '../../core/index.ts';
import { oidOf } from './identifiers.ts';
import {
  type Code,
  identifiersOf,
  kindOf,
  localPatient,
  nationalIds,
  professionalId,
  setting,
  structureOf,
  utcInstant,
} from './sender.ts';
import type { KnownPatient, Sending } from './sent-document.ts';

/** A document as it stands in the archive. */
export interface ArchivedDocument {
  sending: Sending;
  /** File, in the folder of its lot. */
  uri: string;
  bytes: Buffer;
  /** What the mail does with it; a deletion sends the document again (facts, MSS §5.2). */
  action: 'ajout' | 'suppression';
  /** Whom the metadata speak of, where it is not the patient of the document. */
  described?: KnownPatient;
}

const set = 'SubmissionSet01';
const lang = { charset: 'UTF8', lang: 'FR' };

/** METADATA.XML of a lot: ebRIM as in ITI-41, and the slots hash, size and URI (facts, DMP §5 and §13). */
export function writeMetadata(documents: readonly ArchivedDocument[]): Buffer {
  const [first] = documents as [ArchivedDocument];
  const objects = [
    submissionSet(first),
    ...documents.map(entry),
    ...documents.flatMap((document) => associations(document)),
  ];
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:RegistryObjectList>\n${objects.join('\n')}\n</rim:RegistryObjectList></lcm:SubmitObjectsRequest>\n`,
  );
}

function submissionSet(first: ArchivedDocument): string {
  const { sending, action, described } = first;
  const { date } = sending.document;
  const { id } = identifiersOf(sending.document);
  const identifiers = [
    ['6b5aea1a-874d-4603-a4bc-96a0a7b38446', insText(described ?? sending.patient), 'XDSSubmissionSet.patientId'],
    ['554ac39e-e3fe-47fe-b233-965d2a147832', oidOf('installation', sending.from.rpps), 'XDSSubmissionSet.sourceId'],
    ['96fdda7c-d067-4183-912e-bf5ee74998a8', oidOf('lot', id, action), 'XDSSubmissionSet.uniqueId'],
  ] as const;
  const content: Code = { code: '07', systeme: '1.2.250.1.213.2.2', libelle: 'Consultation' };
  const object = set;
  const parts = [
    slot('submissionTime', utcInstant(date)),
    name('Lot de soumission'),
    author(sending, { object, scheme: 'a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d' }),
    classification(content, { object, scheme: 'aa543740-bdda-424e-8c96-df4873be8500' }),
    `<rim:Classification id="${object}-noeud" classifiedObject="${object}" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>`,
    ...identifiers.map(([scheme, value, label]) => identifier(value, { object, scheme, label })),
  ];
  return `<rim:RegistryPackage id="${set}">${parts.join('')}</rim:RegistryPackage>`;
}

function entry(archived: ArchivedDocument): string {
  const { sending, described = sending.patient } = archived;
  const { document } = sending;
  const { entry: object, id } = identifiersOf(document);
  const { type, classe, format, secteur, acte } = kindOf(document);
  const confidential: Code = { code: 'N', systeme: '2.16.840.1.113883.5.25', libelle: 'Normal' };
  const codes: Array<[Code | undefined, string]> = [
    [classe, '41a5887f-8865-4c09-adf7-e362475b143a'],
    [confidential, 'f4f85eac-e6cb-4883-b524-f2705394840f'],
    [format, 'a09d5840-386c-46f2-b5ad-9c3699a4309d'],
    [secteur, 'f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1'],
    [setting, 'cccf5598-8b07-4b77-a05e-ae952c785ead'],
    [type, 'f0306f51-975f-434e-a61c-c59651d33983'],
    [acte, '2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4'],
  ];
  const parts = [
    ...slots(archived),
    name(document.titre),
    author(sending, { object, scheme: '93606bcf-9494-43ec-9b4e-a7748d1a838d' }),
    ...codes.map(([code, scheme]) => (code === undefined ? '' : classification(code, { object, scheme }))),
    identifier(insText(described), {
      object,
      scheme: '58a6f841-87b3-4a3e-92fd-a8ffeff98427',
      label: 'XDSDocumentEntry.patientId',
    }),
    identifier(id, { object, scheme: '2e82c1f6-a085-4c72-9da3-8640a32e42ab', label: 'XDSDocumentEntry.uniqueId' }),
  ];
  return `<rim:ExtrinsicObject id="${object}" mimeType="text/xml" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1" status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved">${parts.join('')}</rim:ExtrinsicObject>`;
}

function slots({ sending, uri, bytes, action, described }: ArchivedDocument): string[] {
  const { document, from } = sending;
  const patient = described ?? sending.patient;
  const local = localPatient(sending);
  const instant = utcInstant(document.date);
  const letter = action === 'suppression' ? 'D' : identifiersOf(document).former === null ? null : 'C';
  return [
    slot('creationTime', instant),
    slot('hash', createHash('sha1').update(bytes).digest('hex')),
    slot('languageCode', 'fr-FR'),
    slot('legalAuthenticator', personText(from)),
    slot('serviceStartTime', instant),
    slot('size', String(bytes.length)),
    slot('sourcePatientId', `${local.numero}^^^&${local.racine}&ISO^PI`),
    slot(
      'sourcePatientInfo',
      `PID-5|${patient.nomNaissance}^${patient.prenom}^^^^^L`,
      `PID-7|${patient.dateNaissance.replaceAll('-', '')}`,
      `PID-8|${patient.sexe}`,
    ),
    slot('URI', uri),
    // C replaces, D deletes. The name of this slot is published nowhere: this one is INVENTED (facts, MSS §5.2).
    ...(letter === null ? [] : [slot('urn:asip:action', letter)]),
  ];
}

function associations({ sending }: ArchivedDocument): string[] {
  const { entry: object, former } = identifiersOf(sending.document);
  const member = `<rim:Association id="${object}-lot" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" sourceObject="${set}" targetObject="${object}">${slot('SubmissionSetStatus', 'Original')}</rim:Association>`;
  if (former === null) return [member];
  // The former version came by mail too: its entry had that identifier there.
  const replaces = `<rim:Association id="${object}-remplace" associationType="urn:ihe:iti:2007:AssociationType:RPLC" sourceObject="${object}" targetObject="${former.entry}"/>`;
  return [member, replaces];
}

interface Place {
  object: string;
  /** UUID of the classification or identification scheme. */
  scheme: string;
}

function author({ from, document }: Sending, { object, scheme }: Place): string {
  const { specialite } = kindOf(document);
  const { id, nom } = structureOf(from, document);
  const parts = [
    slot('authorPerson', personText(from)),
    slot('authorInstitution', `${nom}^^^^^&${nationalIds.structure}&ISO^IDNST^^^${id}`),
    slot('authorSpecialty', [specialite.code, specialite.libelle, specialite.systeme].join('^')),
  ];
  return `<rim:Classification id="${object}-auteur" classificationScheme="urn:uuid:${scheme}" classifiedObject="${object}" nodeRepresentation="">${parts.join('')}</rim:Classification>`;
}

function personText(from: Sending['from']): string {
  return `${professionalId(from)}^${from.nom}^${from.prenom}^^^^^^&${nationalIds.professionnel}&ISO^D^^^IDNPS`;
}

function insText(patient: KnownPatient): string {
  return `${patient.matricule}${patient.cle}^^^&${patient.oid}&ISO^NH`;
}

function classification({ code, systeme, libelle }: Code, { object, scheme }: Place): string {
  return `<rim:Classification id="${object}-${scheme.slice(0, 8)}" classificationScheme="urn:uuid:${scheme}" classifiedObject="${object}" nodeRepresentation="${escapeXml(code)}">${slot('codingScheme', systeme)}${name(libelle)}</rim:Classification>`;
}

function identifier(value: string, { object, scheme, label }: Place & { label: string }): string {
  return `<rim:ExternalIdentifier id="${object}-${scheme.slice(0, 8)}" registryObject="${object}" identificationScheme="urn:uuid:${scheme}" value="${escapeXml(value)}">${name(label)}</rim:ExternalIdentifier>`;
}

function slot(key: string, ...values: readonly string[]): string {
  const list = values.map((value) => `<rim:Value>${escapeXml(value)}</rim:Value>`).join('');
  return `<rim:Slot name="${key}"><rim:ValueList>${list}</rim:ValueList></rim:Slot>`;
}

function name(text: string): string {
  return `<rim:Name><rim:LocalizedString charset="${lang.charset}" xml:lang="${lang.lang}" value="${escapeXml(text)}"/></rim:Name>`;
}
