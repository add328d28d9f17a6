import { consultationErrors, dmpErrors } from './access.ts';
import { type Call, matrixRefusal } from './call.ts';
import { type Association, associationXml, documentXml, lotXml, uniqueIdOf } from './ebrim.ts';
import { readCx, sameIns } from './ins.ts';
import { associationTypes, dmpNamespaces as ns } from './namespaces.ts';
import { filterDocuments, filterLots } from './query-filters.ts';
import { QueryParameters } from './query-parameters.ts';
import type { DocumentEntry, Lot } from './registry.ts';
import type { DmpReply } from './reply.ts';
import { isOwn, isVisible } from './visibility.ts';
import { errorList, statusOf, type XdsError } from './xds-errors.ts';
import { attribute, treeAt } from './xml-tree.ts';

/** What a search finds. */
interface Found {
  lots?: readonly Lot[];
  documents?: readonly DocumentEntry[];
  associations?: readonly Association[];
}

interface StoredQuery {
  /** A search of references is open to those who only look for what they fed (TD3.1b). */
  right: 'TD3.1' | 'TD3.1 référence';
  /** Parameters without which there is no search. */
  wants: readonly string[];
  find(call: Call, parameters: QueryParameters): Found;
}

const documentIds = ['$XDSDocumentEntryEntryUUID', '$XDSDocumentEntryUniqueId'] as const;
const lotIds = ['$XDSSubmissionSetEntryUUID', '$XDSSubmissionSetUniqueId'] as const;

/** Stored queries by id (facts, DMP §6.1). */
const queries: Readonly<Record<string, StoredQuery>> = {
  'urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d': {
    right: 'TD3.1',
    wants: ['$XDSDocumentEntryStatus'],
    find: (call, parameters) => ({ documents: filterDocuments(documentsOf(call), parameters) }),
  },
  'urn:uuid:12941a89-e02e-4be5-967c-ce4bfc8fe492': {
    right: 'TD3.1',
    wants: ['$XDSDocumentEntryStatus', '$XDSDocumentEntryReferenceIdList'],
    find: (call, parameters) => ({ documents: filterDocuments(documentsOf(call), parameters) }),
  },
  'urn:uuid:f26abbcb-ac74-4422-8a30-edb644bbc1a9': {
    right: 'TD3.1',
    wants: ['$XDSSubmissionSetStatus'],
    find: (call, parameters) => ({ lots: filterLots(lotsOf(call), parameters) }),
  },
  'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4': {
    right: 'TD3.1 référence',
    wants: [],
    find: (call, parameters) => ({ documents: namedDocuments(call, parameters) }),
  },
  'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a': {
    right: 'TD3.1 référence',
    wants: [],
    find: (call, parameters) => {
      const documents = namedDocuments(call, parameters);
      return { documents, associations: linksOf(call, documents) };
    },
  },
  'urn:uuid:a7ae438b-4bc2-4642-93e9-be891f7bb155': {
    right: 'TD3.1',
    wants: ['$uuid'],
    find: (call, parameters) => ({ associations: associationsOf(call, parameters.values('$uuid')) }),
  },
  'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83': { right: 'TD3.1', wants: [], find: lotAndContents },
};

const exclusive: Readonly<Record<string, readonly string[]>> = {
  'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4': documentIds,
  'urn:uuid:bab9529a-4a10-40b3-a01f-f68a615d247a': documentIds,
  'urn:uuid:e8e3cb2c-e39c-46b9-99e4-c12f57260b83': lotIds,
};

/** TD3.1: search of documents (ITI-18; facts, DMP §6.1). */
export function search(call: Call): DmpReply {
  const { body } = call.request;
  const tree = treeAt(body, 'rim:AdhocQuery');
  if (tree === undefined) return { fault: 'corps_inattendu', detail: 'rim:AdhocQuery est absent' };
  const id = attribute(tree, 'id');
  const query = queries[id];
  const parameters = new QueryParameters(tree);
  const errors =
    query === undefined
      ? [{ error: 'requete_inconnue', detail: id } as const]
      : [...parameterErrors(id, query, parameters), ...patientErrors(call, parameters), ...rightErrors(call, query)];
  const found = query === undefined || errors.length > 0 ? {} : query.find(call, parameters);
  const references = attribute(treeAt(body, 'query:ResponseOption'), 'returnType') === 'ObjectRef';
  return { action: 'urn:ihe:iti:2007:RegistryStoredQueryResponse', body: responseXml(found, { errors, references }) };
}

function parameterErrors(id: string, { wants }: StoredQuery, parameters: QueryParameters): XdsError[] {
  const missing = wants.filter((name) => parameters.values(name).length === 0);
  const names = exclusive[id] ?? [];
  const given = names.filter((name) => parameters.values(name).length > 0);
  return [
    ...missing.map((detail): XdsError => ({ error: 'parametre_absent', detail })),
    ...(names.length > 0 && given.length === 0
      ? [{ error: 'parametre_absent', detail: names.join(' ou ') } as const]
      : []),
    ...(given.length > 1 ? [{ error: 'parametres_exclusifs', detail: given.join(', ') } as const] : []),
  ];
}

// RG_3010: without a patient in the query, the one of the VIHF (facts, DMP §6.1).
function patientErrors({ ins }: Call, parameters: QueryParameters): XdsError[] {
  return ['$XDSDocumentEntryPatientId', '$XDSSubmissionSetPatientId', '$patientId']
    .flatMap((name) => parameters.values(name))
    .filter((value) => !sameIns(ins, readCx(value)))
    .map((detail) => ({ error: 'patient_different', detail }));
}

/** Looking for what one fed asks for no authorisation (facts, DMP §8). */
function rightErrors(call: Call, { right }: StoredQuery): XdsError[] {
  return right === 'TD3.1' ? consultationErrors(call, right) : dmpErrors(call, right);
}

/** Those the caller may know of: all that is visible with the right to search, else what he fed. */
function documentsOf(call: Call): DocumentEntry[] {
  const all = call.directory.registry.of(call.patient?.matricule ?? '');
  const consults = matrixRefusal(call, 'TD3.1') === undefined && consultationErrors(call, 'TD3.1').length === 0;
  return all.filter((entry) => (consults ? isVisible(call, entry) : isOwn(call, entry)));
}

function lotsOf({ directory, patient }: Call): Lot[] {
  return directory.registry.lotsOf(patient?.matricule ?? '');
}

function namedDocuments(call: Call, parameters: QueryParameters): DocumentEntry[] {
  const [uuids, uniqueIds] = documentIds.map((name) => new Set(parameters.values(name)));
  return documentsOf(call).filter(({ object }) => uuids?.has(object.id) || uniqueIds?.has(uniqueIdOf(object)));
}

function linksOf(call: Call, documents: readonly DocumentEntry[]): Association[] {
  return call.directory.registry.associationsOf(new Set(documents.map(({ object }) => object.id)));
}

// An association names documents: it is told to those who may know of each of them.
function associationsOf(call: Call, uuids: readonly string[]): Association[] {
  const known = new Set([...documentsOf(call), ...lotsOf(call)].map(({ object }) => object.id));
  const links = call.directory.registry.associationsOf(new Set(uuids));
  return links.filter(({ source, target }) => known.has(source) && known.has(target));
}

function lotAndContents(call: Call, parameters: QueryParameters): Found {
  const [uuids, uniqueIds] = lotIds.map((name) => new Set(parameters.values(name)));
  const lots = lotsOf(call).filter(
    ({ object }) => uuids?.has(object.id) || object.identifiers.some(({ value }) => uniqueIds?.has(value)),
  );
  const ids = new Set(lots.map(({ object }) => object.id));
  const associations = associationsOf(call, [...ids]).filter(({ type }) => type === associationTypes.hasMember);
  const members = new Set(associations.map(({ target }) => target));
  return { lots, associations, documents: documentsOf(call).filter(({ object }) => members.has(object.id)) };
}

function responseXml(
  found: Found,
  { errors, references }: { errors: readonly XdsError[]; references: boolean },
): string {
  const { lots = [], documents = [], associations = [] } = found;
  const ids = [...lots, ...documents].map(({ object }) => object.id).concat(associations.map(({ id }) => id));
  const objects = references
    ? ids.map((id) => `<rim:ObjectRef id="${id}"/>`)
    : [
        ...lots.map(({ object }) => lotXml(object)),
        ...documents.map(({ object }) => documentXml(object)),
        ...associations.map(associationXml),
      ];
  return (
    `<query:AdhocQueryResponse xmlns:query="${ns.query}" xmlns:rim="${ns.rim}" startIndex="0" ` +
    `totalResultCount="${ids.length}" status="${statusOf(errors)}">${errorList(errors)}` +
    `<rim:RegistryObjectList>${objects.join('')}</rim:RegistryObjectList></query:AdhocQueryResponse>`
  );
}
