import { consultationErrors } from './access.ts';
import type { Call } from './call.ts';
import { type Association, identifier, uniqueIdOf } from './ebrim.ts';
import { associationTypes, schemes, statuses } from './namespaces.ts';
import { filterDocuments, filterLots } from './query-filters.ts';
import type { ParameterKind, QueryParameters } from './query-parameters.ts';
import type { DocumentEntry, Lot } from './registry.ts';
import { isOwn, isVisible } from './visibility.ts';

/** What a search finds. */
export interface Found {
  lots?: readonly Lot[];
  documents?: readonly DocumentEntry[];
  associations?: readonly Association[];
}

/** One stored query of ITI-18. */
export interface StoredQuery {
  name: string;
  /** A search of references is open to those who only look for what they fed (TD3.1b). */
  right: 'TD3.1' | 'TD3.1 référence';
  /** Parameters that it knows. */
  parameters: Readonly<Record<string, ParameterKind>>;
  /** Parameters without which there is no search. */
  wants: readonly string[];
  /** Of these, one and only one. */
  oneOf?: readonly string[];
  find(call: Call, parameters: QueryParameters): Found;
}

const document = '$XDSDocumentEntry';
const set = '$XDSSubmissionSet';

/** Filters on documents (ITI TF-2 §3.18.4.1.2.3.7.1). */
const documentFilters: Readonly<Record<string, ParameterKind>> = {
  [`${document}PatientId`]: 'texte',
  [`${document}Status`]: 'textes',
  [`${document}Type`]: 'textes',
  [`${document}ClassCode`]: 'textes',
  [`${document}TypeCode`]: 'textes',
  [`${document}PracticeSettingCode`]: 'textes',
  [`${document}HealthcareFacilityTypeCode`]: 'textes',
  [`${document}EventCodeList`]: 'textes',
  [`${document}ConfidentialityCode`]: 'textes',
  [`${document}FormatCode`]: 'textes',
  [`${document}AuthorPerson`]: 'textes',
  [`${document}CreationTimeFrom`]: 'date',
  [`${document}CreationTimeTo`]: 'date',
  [`${document}ServiceStartTimeFrom`]: 'date',
  [`${document}ServiceStartTimeTo`]: 'date',
  [`${document}ServiceStopTimeFrom`]: 'date',
  [`${document}ServiceStopTimeTo`]: 'date',
};
const setFilters: Readonly<Record<string, ParameterKind>> = {
  [`${set}PatientId`]: 'texte',
  [`${set}Status`]: 'textes',
  [`${set}SourceId`]: 'textes',
  [`${set}ContentType`]: 'textes',
  [`${set}AuthorPerson`]: 'textes',
  [`${set}SubmissionTimeFrom`]: 'date',
  [`${set}SubmissionTimeTo`]: 'date',
};
const documentIds = [`${document}EntryUUID`, `${document}UniqueId`] as const;
const lotIds = [`${set}EntryUUID`, `${set}UniqueId`] as const;
const namesDocuments = { [documentIds[0]]: 'textes', [documentIds[1]]: 'textes' } as const;
const contentFilters = { [`${document}FormatCode`]: 'textes', [`${document}ConfidentialityCode`]: 'textes' } as const;

/** Stored queries by id (facts, DMP §6.1). The DMP has no folder: what looks for some finds none. */
export const storedQueries: Readonly<Record<string, StoredQuery>> = {
  'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d': {
    name: 'FindDocuments',
    right: 'TD3.1',
    parameters: documentFilters,
    wants: [`${document}Status`],
    find: (call, parameters) => ({ documents: filterDocuments(documentsOf(call), parameters) }),
  },
  'urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492': {
    name: 'FindDocumentsByReferenceId',
    right: 'TD3.1',
    parameters: { ...documentFilters, [`${document}ReferenceIdList`]: 'textes' },
    wants: [`${document}Status`, `${document}ReferenceIdList`],
    find: (call, parameters) => ({ documents: filterDocuments(documentsOf(call), parameters) }),
  },
  'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9': {
    name: 'FindSubmissionSets',
    right: 'TD3.1',
    parameters: setFilters,
    wants: [`${set}Status`],
    find: (call, parameters) => ({ lots: filterLots(lotsOf(call), parameters) }),
  },
  'urn:uuid:958f3006-baad-4929-a4de-ff1114824431': {
    name: 'FindFolders',
    right: 'TD3.1',
    parameters: {
      $XDSFolderPatientId: 'texte',
      $XDSFolderStatus: 'textes',
      $XDSFolderCodeList: 'textes',
      $XDSFolderLastUpdateTimeFrom: 'date',
      $XDSFolderLastUpdateTimeTo: 'date',
    },
    wants: ['$XDSFolderStatus'],
    find: () => ({}),
  },
  'urn:uuid:10b545ea-725c-446d-9b95-8aeb444eddf3': {
    name: 'GetAll',
    right: 'TD3.1',
    parameters: {
      $patientId: 'texte',
      $XDSFolderStatus: 'textes',
      [`${document}Status`]: 'textes',
      [`${set}Status`]: 'textes',
      ...contentFilters,
    },
    wants: [`${document}Status`, `${set}Status`, '$XDSFolderStatus'],
    find: everything,
  },
  'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4': {
    name: 'GetDocuments',
    right: 'TD3.1 référence',
    parameters: { ...namesDocuments, $patientId: 'texte', [`${document}PatientId`]: 'texte' },
    wants: [],
    oneOf: documentIds,
    find: (call, parameters) => ({ documents: namedDocuments(call, parameters) }),
  },
  'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a': {
    name: 'GetDocumentsAndAssociations',
    right: 'TD3.1 référence',
    parameters: { ...namesDocuments, $patientId: 'texte', [`${document}PatientId`]: 'texte' },
    wants: [],
    oneOf: documentIds,
    find: (call, parameters) => {
      const documents = namedDocuments(call, parameters);
      return {
        documents,
        associations: linksOf(
          call,
          documents.map(({ object }) => object.id),
        ),
      };
    },
  },
  'urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155': {
    name: 'GetAssociations',
    right: 'TD3.1',
    parameters: { $uuid: 'textes', $patientId: 'texte' },
    wants: ['$uuid'],
    find: (call, parameters) => ({ associations: linksOf(call, parameters.values('$uuid')) }),
  },
  'urn:uuid:51224314-5390-4169-9b91-b1980040715a': {
    name: 'GetSubmissionSets',
    right: 'TD3.1',
    parameters: { $uuid: 'textes', $patientId: 'texte' },
    wants: ['$uuid'],
    find: lotsOfObjects,
  },
  'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83': {
    name: 'GetSubmissionSetAndContents',
    right: 'TD3.1',
    parameters: { [lotIds[0]]: 'textes', [lotIds[1]]: 'textes', $patientId: 'texte', ...contentFilters },
    wants: [],
    oneOf: lotIds,
    find: lotAndContents,
  },
};

/** Those the caller may know of: all that is visible with the right to search, else what he fed. */
function documentsOf(call: Call): DocumentEntry[] {
  const consults = consultationErrors(call, 'TD3.1').length === 0;
  return call.directory.registry
    .of(call.patient?.matricule ?? '')
    .filter((entry) => (consults ? isVisible(call, entry) : isOwn(call, entry)));
}

function lotsOf({ directory, patient }: Call): readonly Lot[] {
  return directory.registry.lotsOf(patient?.matricule ?? '');
}

function namedDocuments(call: Call, parameters: QueryParameters): DocumentEntry[] {
  const [uuids, uniqueIds] = documentIds.map((name) => new Set(parameters.values(name)));
  return documentsOf(call).filter(({ object }) => uuids?.has(object.id) || uniqueIds?.has(uniqueIdOf(object)));
}

// An association names objects: it is told to those who may know of each of them.
function linksOf(call: Call, uuids: readonly string[]): Association[] {
  const known = new Set([...documentsOf(call), ...lotsOf(call)].map(({ object }) => object.id));
  const links = call.directory.registry.associationsOf(new Set(uuids));
  return links.filter(({ source, target }) => known.has(source) && known.has(target));
}

function membersOf(links: readonly Association[]): Association[] {
  return links.filter(({ type }) => type === associationTypes.hasMember);
}

function lotsOfObjects(call: Call, parameters: QueryParameters): Found {
  const asked = new Set(parameters.values('$uuid'));
  const associations = membersOf(linksOf(call, [...asked])).filter(({ target }) => asked.has(target));
  const sources = new Set(associations.map(({ source }) => source));
  return { lots: lotsOf(call).filter(({ object }) => sources.has(object.id)), associations };
}

// A deleted document is given to who asks for the status or for the document itself, not with its lot (inferred).
function lotAndContents(call: Call, parameters: QueryParameters): Found {
  const [uuids, uniqueIds] = lotIds.map((name) => new Set(parameters.values(name)));
  const lots = lotsOf(call).filter(
    ({ object }) => uuids?.has(object.id) || uniqueIds?.has(identifier(object, schemes.lot.uniqueId)),
  );
  const links = membersOf(
    linksOf(
      call,
      lots.map(({ object }) => object.id),
    ),
  );
  const members = new Set(links.map(({ target }) => target));
  const documents = filterDocuments(documentsOf(call), parameters).filter(
    ({ object }) => members.has(object.id) && object.status !== statuses.deleted,
  );
  const kept = new Set(documents.map(({ object }) => object.id));
  return { lots, documents, associations: links.filter(({ target }) => kept.has(target)) };
}

function everything(call: Call, parameters: QueryParameters): Found {
  const documents = filterDocuments(documentsOf(call), parameters);
  const lots = filterLots(lotsOf(call), parameters);
  const kept = new Set([...documents, ...lots].map(({ object }) => object.id));
  const associations = linksOf(call, [...kept]).filter(({ source, target }) => kept.has(source) && kept.has(target));
  return { lots, documents, associations };
}
