import { randomUUID } from 'node:crypto';
import type { DefectSet } from '../defects.ts';
import { utcInstant } from '../documents/instants.ts';
import { type Organisation, software } from '../documents/organisation.ts';
import type { PatientId } from '../documents/subject.ts';
import { element, textElement, type Xml } from '../xml.ts';

/** Statuses of an entry of the registry (facts, DMP §5.2). */
export const statuses = {
  approved: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  deprecated: 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  archived: 'urn:asip:ci-sis:2010:StatusType:Archived',
  deleted: 'urn:asip:ci-sis:2010:StatusType:Deleted',
} as const;

const repository = '1.2.250.1.213.4.1.1.1.2';
const dmp = '1.2.250.1.213.4.1.1.1';
const years = 2;

/** TD0.2: existence of the DMP and authorisation (facts, DMP §4.1). */
export function existenceBody(ins: PatientId, { installation }: Organisation): Xml {
  const interaction = 'PRPA_IN201307UV02';
  return element(
    interaction,
    { xmlns: 'urn:hl7-org:v3', ITSVersion: 'XML_1.0' },
    element('id', { root: `${installation}.10`, extension: randomUUID() }),
    element('creationTime', { value: utcInstant(new Date()) }),
    element('interactionId', { root: '2.16.840.1.113883.1.6', extension: interaction }),
    element('processingCode', { code: 'D' }),
    element('processingModeCode', { code: 'T' }),
    element('acceptAckCode', { code: 'AL' }),
    device('receiver', 'RCV', { root: dmp, name: 'DMP' }),
    device('sender', 'SND', { root: installation, name: software.name }),
    element(
      'controlActProcess',
      { classCode: 'CACT', moodCode: 'EVN' },
      element('reasonCode', {
        code: 'TEST_EXST',
        codeSystem: '1.2.250.1.213.1.1.4.11',
        displayName: "Test d'existence de dossier",
      }),
      query(ins, installation),
    ),
  );
}

function query(ins: PatientId, installation: string): Xml {
  const value = element('value', { root: ins.root, extension: ins.extension });
  return element(
    'queryByParameter',
    {},
    element('queryId', { root: `${installation}.11`, extension: randomUUID() }),
    element('statusCode', { code: 'new' }),
    element('parameterList', {}, element('patientIdentifier', {}, value, textElement('semanticsText', 'Patient.id'))),
  );
}

function device(role: string, typeCode: string, { root, name }: { root: string; name: string }): Xml {
  const content = [element('id', { root }), textElement('softwareName', name)];
  return element(role, { typeCode }, element('device', { classCode: 'DEV', determinerCode: 'INSTANCE' }, ...content));
}

/** TD0.3: the user declares that the patient authorises him (facts, DMP §4.4). */
export function authorisationBody(): Xml {
  return element('setAuthorization', { xmlns: 'urn:si-dmp-habilitations' }, textElement('action', 'AJOUT'));
}

/** What a user chooses of the documents to look for; all of it must hold. */
export interface Criteria {
  /** Code of the type of document, and of its class. */
  type?: string;
  classe?: string;
  /** Part of the author's name. */
  auteur?: string;
  /** Code of the setting in which the author works. */
  cadre?: string;
  /** How many months back. */
  depuisMois?: number;
}

/** Criteria without those that were left empty. */
export function criteriaOf(typed: { [K in keyof Criteria]: Criteria[K] | undefined }): Criteria {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== ''));
}

/** A search in the registry. */
export interface Search {
  /** With the versions that are replaced or archived. */
  former?: boolean;
  criteria?: Criteria;
}

/** TD3.1a: the documents of a patient; a first search goes back two years (facts, DMP §6.1). */
export function findDocumentsBody(ins: PatientId, search: Search & { planted: DefectSet }): Xml {
  const { former = false, criteria = {}, planted } = search;
  const inForce = former ? [statuses.approved, statuses.deprecated, statuses.archived] : [statuses.approved];
  const wanted = planted.has('dmp-liste-garde-supprimes') ? Object.values(statuses) : inForce;
  const patient = `'${ins.extension}^^^&${ins.root}&ISO^NH'`;
  return adhocQuery('urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d', [
    ['$XDSDocumentEntryPatientId', planted.has('dmp-recherche-parentheses') ? `(${patient})` : patient],
    ['$XDSDocumentEntryStatus', list(wanted)],
    ['$XDSDocumentEntryServiceStartTimeFrom', utcInstant(monthsAgo(criteria.depuisMois ?? 12 * years))],
    ...criteriaSlots(criteria, planted),
  ]);
}

/** Criteria as parameters of the stored query: a code goes with its nomenclature (ITI TF-2 §3.18.4.1.2.3.4). */
function criteriaSlots(
  { type, classe, auteur, cadre }: Criteria,
  planted: DefectSet,
): Array<readonly [string, string]> {
  const system = (code: string): string => (/^\d+-\d$/.test(code) ? '2.16.840.1.113883.6.1' : '1.2.250.1.213.1.1.4.12');
  const slots: Array<readonly [string, string | undefined]> = [
    ['$XDSDocumentEntryTypeCode', type && `${type}^^${system(type)}`],
    ['$XDSDocumentEntryClassCode', classe && `${classe}^^1.2.250.1.213.1.1.4.1`],
    ['$XDSDocumentEntryPracticeSettingCode', cadre && `${cadre}^^1.2.250.1.213.1.1.4.9`],
    ['$XDSDocumentEntryAuthorPerson', auteur && `%${auteur.replaceAll("'", "''")}%`],
  ];
  const chosen = slots.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, list([value])] as const],
  );
  if (planted.has('dmp-recherche-sans-criteres')) return [];
  return planted.has('dmp-recherche-un-critere') ? chosen.slice(0, 1) : chosen;
}

/** So many months before today. */
export function monthsAgo(months: number): Date {
  const day = new Date();
  day.setMonth(day.getMonth() - months);
  return day;
}

/** TD3.1b: the technical id of a document that one deposited. */
export function getDocumentsBody(uniqueId: string): Xml {
  return adhocQuery('urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4', [['$XDSDocumentEntryUniqueId', list([uniqueId])]]);
}

/** TD3.2: a document by its OID (facts, DMP §6.2). */
export function retrieveBody(id: string): Xml {
  return element(
    'xds:RetrieveDocumentSetRequest',
    { 'xmlns:xds': 'urn:ihe:iti:xds-b:2007' },
    element(
      'xds:DocumentRequest',
      {},
      textElement('xds:RepositoryUniqueId', repository),
      textElement('xds:DocumentUniqueId', id),
    ),
  );
}

/** TD2.1: a submission and its documents. */
export function depositBody(submission: Xml, documents: ReadonlyArray<{ id: string; content: Xml }>): Xml {
  return element(
    'xds:ProvideAndRegisterDocumentSetRequest',
    { 'xmlns:xds': 'urn:ihe:iti:xds-b:2007' },
    submission,
    ...documents.map(({ id, content }) => element('xds:Document', { id }, content)),
  );
}

function list(values: readonly string[]): string {
  return `(${values.map((value) => `'${value}'`).join(',')})`;
}

function adhocQuery(id: string, parameters: ReadonlyArray<readonly [string, string]>): Xml {
  const slots = parameters.map(([name, value]) =>
    element('rim:Slot', { name }, element('rim:ValueList', {}, textElement('rim:Value', value))),
  );
  return element(
    'query:AdhocQueryRequest',
    {
      'xmlns:query': 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0',
      'xmlns:rim': 'urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0',
    },
    element('query:ResponseOption', { returnComposedObjects: 'true', returnType: 'LeafClass' }),
    element('rim:AdhocQuery', { id }, ...slots),
  );
}
