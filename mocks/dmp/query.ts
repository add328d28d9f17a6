import { consultationErrors, dmpErrors } from './access.ts';
import type { Call } from './call.ts';
import { associationXml, documentXml, lotXml } from './ebrim.ts';
import { readCx, sameIns } from './ins.ts';
import { dmpNamespaces as ns } from './namespaces.ts';
import { QueryParameters } from './query-parameters.ts';
import type { DmpReply } from './reply.ts';
import { type Found, type StoredQuery, storedQueries } from './stored-queries.ts';
import { errorList, statusOf, type XdsError } from './xds-errors.ts';
import { attribute, treeAt } from './xml-tree.ts';

const action = 'urn:ihe:iti:2007:RegistryStoredQueryResponse';
const patientParameters = [
  '$XDSDocumentEntryPatientId',
  '$XDSSubmissionSetPatientId',
  '$XDSFolderPatientId',
  '$patientId',
];

/** TD3.1: search of documents (ITI-18; facts, DMP §6.1). */
export function search(call: Call): DmpReply {
  const { body } = call.request;
  const tree = treeAt(body, 'rim:AdhocQuery');
  if (tree === undefined) return { fault: 'corps_inattendu', detail: 'rim:AdhocQuery est absent' };
  const id = attribute(tree, 'id');
  const query = storedQueries[id];
  const returned = attribute(treeAt(body, 'query:ResponseOption'), 'returnType');
  if (query === undefined) return answer({}, { errors: [{ error: 'requete_inconnue', detail: id }], returned });
  const parameters = new QueryParameters(tree);
  const errors = [
    ...optionErrors(returned),
    ...parameterErrors(query, parameters),
    ...patientErrors(call, parameters),
    ...rightErrors(call, query),
    ...ignored(query, parameters),
  ];
  const found = statusOf(errors) === statusOf([]) ? query.find(call, parameters) : {};
  return answer(found, { errors, returned });
}

// The registry has no other form of answer; RegistryObject and LeafClassWithRepositoryItem are of ebXML, not of ITI-18.
function optionErrors(returned: string): XdsError[] {
  if (['', 'LeafClass', 'ObjectRef'].includes(returned)) return [];
  return [{ error: 'requete_mal_formee', detail: `returnType « ${returned} »` }];
}

function parameterErrors({ wants, oneOf = [], parameters: known }: StoredQuery, given: QueryParameters): XdsError[] {
  const missing = wants.filter((name) => given.values(name).length === 0);
  const alternatives = oneOf.filter((name) => given.values(name).length > 0);
  return [
    ...missing.map((detail): XdsError => ({ error: 'parametre_absent', detail })),
    ...(oneOf.length > 0 && alternatives.length === 0
      ? [{ error: 'parametre_absent', detail: oneOf.join(' ou ') } as const]
      : []),
    ...(alternatives.length > 1 ? [{ error: 'parametres_exclusifs', detail: alternatives.join(', ') } as const] : []),
    ...Object.entries(known).flatMap(([name, kind]) => given.syntaxErrors(name, kind)),
  ];
}

/** A mistyped name filters nothing: the search is made, and the answer says so (inferred). */
function ignored({ parameters: known }: StoredQuery, given: QueryParameters): XdsError[] {
  return given.names
    .filter((name) => !Object.hasOwn(known, name))
    .map((detail) => ({ error: 'parametre_inconnu', detail, warning: true }));
}

// RG_3010: without a patient in the query, the one of the VIHF (facts, DMP §6.1).
function patientErrors({ ins }: Call, parameters: QueryParameters): XdsError[] {
  return patientParameters
    .flatMap((name) => parameters.values(name))
    .filter((value) => !sameIns(ins, readCx(value)))
    .map((detail) => ({ error: 'patient_different', detail }));
}

/** Looking for what one fed asks for no authorisation (facts, DMP §8). */
function rightErrors(call: Call, { right }: StoredQuery): XdsError[] {
  return right === 'TD3.1' ? consultationErrors(call, right) : dmpErrors(call, right);
}

function answer(found: Found, { errors, returned }: { errors: readonly XdsError[]; returned: string }): DmpReply {
  const { lots = [], documents = [], associations = [] } = found;
  const ids = [...lots, ...documents].map(({ object }) => object.id).concat(associations.map(({ id }) => id));
  const objects =
    returned === 'ObjectRef'
      ? ids.map((id) => `<rim:ObjectRef id="${id}"/>`)
      : [
          ...lots.map(({ object }) => lotXml(object)),
          ...documents.map(({ object }) => documentXml(object)),
          ...associations.map(associationXml),
        ];
  const body =
    `<query:AdhocQueryResponse xmlns:query="${ns.query}" xmlns:rim="${ns.rim}" startIndex="0" ` +
    `totalResultCount="${ids.length}" status="${statusOf(errors)}">${errorList(errors)}` +
    `<rim:RegistryObjectList>${objects.join('')}</rim:RegistryObjectList></query:AdhocQueryResponse>`;
  return { action, body };
}
