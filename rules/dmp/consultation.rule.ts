import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { slotValues } from '../xds/entries.ts';
import { type DmpRequest, eachDmpRequest, ns } from './requests.ts';

const repository = '1.2.250.1.213.4.1.1.1.2';
const body = '/soap:Envelope/soap:Body';

/** Stored queries of the DMP and the parameters that each asks for: one of each group (facts, DMP §6.1). */
const queries: Readonly<Record<string, { name: string; required: string[][] }>> = {
  '14d4debf-8f97-4251-9a74-a90016b0af0d': { name: 'FindDocuments', required: [['$XDSDocumentEntryStatus']] },
  'f26abbcb-ac74-4422-8a30-edb644bbc1a9': { name: 'FindSubmissionSets', required: [['$XDSSubmissionSetStatus']] },
  '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4': {
    name: 'GetDocuments',
    required: [['$XDSDocumentEntryEntryUUID', '$XDSDocumentEntryUniqueId']],
  },
  'a7ae438b-4bc2-4642-93e9-be891f7bb155': { name: 'GetAssociations', required: [['$uuid']] },
  'bab9529a-4a10-40b3-a01f-f68a615d247a': {
    name: 'GetDocumentsAndAssociations',
    required: [['$XDSDocumentEntryEntryUUID', '$XDSDocumentEntryUniqueId']],
  },
  'e8e3cb2c-e39c-46b9-99e4-c12f57260b83': {
    name: 'GetSubmissionSetAndContents',
    required: [['$XDSSubmissionSetEntryUUID', '$XDSSubmissionSetUniqueId']],
  },
  '12941a89-e02e-4be5-967c-ce4bfc8fe492': {
    name: 'FindDocumentsByReferenceId',
    required: [['$XDSDocumentEntryStatus'], ['$XDSDocumentEntryReferenceIdList']],
  },
};

// IHE ITI TF-2 §3.18.4.1.2.3.5: a text is quoted, several stand in parentheses; a number or a date is bare.
const text = "'(?:[^']|'')*'";
const single = new RegExp(`^${text}$`);
const list = new RegExp(`^\\(\\s*${text}(?:\\s*,\\s*${text})*\\s*\\)$`);

export const consultation = defineRule({
  id: 'dmp.consultation',
  version: '2',
  title: 'Les recherches (ITI-18) et les lectures de document (ITI-43) sont bien formées',
  source:
    'TD3.1 et TD3.2 ; IHE ITI TF-2 §3.18 et 3.43 ; faits DMP §6.1 et 6.2 (documenté) : uniqueId et non entryUUID, ' +
    'patientId entre apostrophes et sans parenthèses',
  appliesTo: 'echanges',
  parameters: z.object({
    uniqueId: z.string().optional(),
    /** Parameters that one search has to bear together, each with a part of its value (DMP/UX.27). */
    criteres: z.record(z.string(), z.string()).default({}),
  }),
  check(inputs, { uniqueId, criteres }) {
    const left: string[][] = [];
    const asked: string[] = [];
    const findings = eachDmpRequest(
      inputs,
      (request) => {
        if (request.transaction !== 'TD3.1') return retrieval(request, asked);
        criteriaLeft(request, criteres, left);
        return search(request);
      },
      ['TD3.1', 'TD3.2'],
    );
    return [
      ...findings,
      ...missingCriteria(criteres, left),
      ...unless(uniqueId === undefined || asked.includes(uniqueId), {
        code: 'document-non-lu',
        where: 'echanges',
        expected: uniqueId,
        got: asked,
        message: 'Le document attendu n’a pas été demandé.',
        remedy:
          'Demandez par TD3.2 l’uniqueId (ExternalIdentifier XDSDocumentEntry.uniqueId) de la ligne que l’utilisateur a choisie.',
      }),
    ];
  },
});

/** Notes the criteria that a search does not bear. */
function criteriaLeft({ document }: DmpRequest, criteria: Record<string, string>, left: string[][]): void {
  const query = document.get('//query:AdhocQueryRequest/rim:AdhocQuery', ns) as XmlElement | null;
  if (query === null) return;
  const missing = Object.entries(criteria).filter(
    ([name, part]) => !slotValues(query, name).some((value) => value.includes(part)),
  );
  left.push(missing.map(([name]) => name));
}

function missingCriteria(criteria: Record<string, string>, left: readonly string[][]): Finding[] {
  const [best = Object.keys(criteria)] = [...left].sort((one, other) => one.length - other.length);
  return unless(best.length === 0, {
    code: 'critere-absent',
    where: 'recherche',
    expected: Object.entries(criteria).map(([name, part]) => `${name} ${part}`),
    got: `sans ${best.join(', ')}`,
    message: 'La recherche ne porte pas tous les critères que l’utilisateur a choisis.',
    remedy:
      'Portez chaque critère de l’utilisateur dans le paramètre de FindDocuments qui lui répond (TypeCode, ClassCode, AuthorPerson, PracticeSettingCode…), tous dans la même requête TD3.1 : les paramètres s’ajoutent (IHE ITI TF-2 §3.18.4.1.2.3.7.1).',
  });
}

function search(request: DmpRequest): Finding[] {
  const { document, at } = request;
  const place = `${body}/query:AdhocQueryRequest`;
  const option = (name: string): string | null => textAt(document, `//query:ResponseOption/@${name}`, ns);
  const query = document.get('//query:AdhocQueryRequest/rim:AdhocQuery', ns) as XmlElement | null;
  const id = query?.attr('id')?.value ?? '';
  const known = queries[id.replace(/^urn:uuid:/, '')];
  const findings = unless(option('returnType') === 'LeafClass' && option('returnComposedObjects') === 'true', {
    code: 'option',
    where: at(`${place}/query:ResponseOption`),
    expected: 'returnComposedObjects="true" returnType="LeafClass"',
    got: `returnComposedObjects="${option('returnComposedObjects')}" returnType="${option('returnType')}"`,
    message: 'La recherche ne demande pas les fiches entières.',
    remedy:
      'Écrivez ResponseOption returnComposedObjects="true" returnType="LeafClass" : ObjectRef ne rend que des identifiants.',
  });
  if (query === null || known === undefined || !id.startsWith('urn:uuid:')) {
    const expected = Object.values(queries).map(({ name }) => name);
    const message = 'La requête mémorisée n’est pas une de celles du DMP.';
    const remedy =
      'Écrivez dans AdhocQuery/@id l’identifiant d’une requête que le DMP sert, précédé de urn:uuid: (FindDocuments : urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d).';
    return [
      ...findings,
      discrepancy({ code: 'requete', where: at(`${place}/rim:AdhocQuery/@id`), expected, got: id, message, remedy }),
    ];
  }
  return [...findings, ...missing(request, query, known), ...values(request, query)];
}

function missing(
  { at }: DmpRequest,
  query: XmlElement,
  { name, required }: { name: string; required: string[][] },
): Finding[] {
  return required
    .filter((group) => group.every((parameter) => slotValues(query, parameter).length === 0))
    .map((group) =>
      discrepancy({
        code: 'parametre-absent',
        where: at(`recherche ${name} · ${group[0]}`),
        expected: group.join(' ou '),
        got: null,
        message: 'La recherche n’a pas un de ses paramètres obligatoires.',
        remedy:
          'Ajoutez le Slot de ce paramètre, avec au moins une valeur ; pour FindDocuments, $XDSDocumentEntryStatus, Approved étant le choix proposé d’abord (EX_3.1-1030).',
      }),
    );
}

function values({ at }: DmpRequest, query: XmlElement): Finding[] {
  return query.find('rim:Slot', ns).flatMap((node) => {
    const slot = node as XmlElement;
    const name = slot.attr('name')?.value ?? '';
    return textsAt(slot, 'rim:ValueList/rim:Value', ns).flatMap((value) =>
      unless(formOf(name).test(value), {
        code: 'valeur',
        where: at(`recherche · ${name}`),
        expected: expectedForm(name),
        got: value,
        message: 'La valeur du paramètre n’est pas écrite comme une recherche le demande.',
        remedy:
          'Mettez un texte entre apostrophes, plusieurs entre parenthèses et séparés par des virgules ; $XDSDocumentEntryPatientId sans parenthèses ; une date AAAAMMJJhhmmss en UTC, sans apostrophes (IHE ITI TF-2 §3.18.4.1.2.3.5).',
      }),
    );
  });
}

const anything = /^/;
const bareDate = /^\d{4}(?:\d{2}){0,5}$/;

function formOf(name: string): RegExp {
  if (/(?:From|To)$/.test(name)) return bareDate;
  return /PatientId$|SourceId$/.test(name)
    ? single
    : /^\$(?:XDS|uuid)/.test(name)
      ? new RegExp(`${list.source}|${single.source}`)
      : anything;
}

function expectedForm(name: string): string {
  if (/(?:From|To)$/.test(name)) return 'une heure UTC AAAAMMJJhhmmss, sans apostrophes';
  return /PatientId$|SourceId$/.test(name) ? "'valeur', sans parenthèses" : "('valeur', 'valeur')";
}

function retrieval({ document, at }: DmpRequest, asked: string[]): Finding[] {
  const place = `${body}/xds:RetrieveDocumentSetRequest/xds:DocumentRequest`;
  const repositories = textsAt(document, '//xds:DocumentRequest/xds:RepositoryUniqueId', ns);
  const documents = textsAt(document, '//xds:DocumentRequest/xds:DocumentUniqueId', ns);
  const count = document.eval('count(//xds:DocumentRequest)', ns);
  asked.push(...documents);
  return [
    ...unless(documents.length > 0 && documents.length === count && repositories.length === count, {
      code: 'demande',
      where: at(place),
      expected: 'l’entrepôt et l’uniqueId de chaque document demandé',
      got: `${repositories.length} entrepôt(s), ${documents.length} uniqueId`,
      message: 'La lecture ne dit pas quel document elle demande.',
      remedy:
        'Écrivez un DocumentRequest par document, avec RepositoryUniqueId puis DocumentUniqueId, tels que TD3.1 les a rendus.',
    }),
    ...repositories.flatMap((id) =>
      unless(id === repository, {
        code: 'entrepot',
        where: at(`${place}/xds:RepositoryUniqueId`),
        expected: repository,
        got: id,
        message: 'L’entrepôt n’est pas celui du DMP.',
        remedy: `Écrivez RepositoryUniqueId ${repository}, celui que la fiche du document porte (Slot repositoryUniqueId).`,
      }),
    ),
    ...documents.flatMap((id) =>
      unless(/^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(id), {
        code: 'unique-id',
        where: at(`${place}/xds:DocumentUniqueId`),
        expected: 'l’uniqueId, un OID',
        got: id,
        message: 'Le document est demandé par autre chose que son uniqueId : le DMP répond XDSDocumentUniqueIdError.',
        remedy: 'Envoyez l’uniqueId (un OID) de la fiche, et non son entryUUID (urn:uuid:…).',
      }),
    ),
  ];
}
