import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import { cda, cx, dmpPerson, queryBody, vihf } from '../../test/support/dmp-request.ts';
import { colleagueDocument, dmpStatuses } from './index.ts';

const { approved, deleted } = dmpStatuses;
const queries = {
  FindDocuments: '14d4debf-8f97-4251-9a74-a90016b0af0d',
  FindDocumentsByReferenceId: '12941a89-e02e-4be5-967c-ce4bfc8fe492',
  FindSubmissionSets: 'f26abbcb-ac74-4422-8a30-edb644bbc1a9',
  FindFolders: '958f3006-baad-4929-a4de-ff1114824431',
  GetAll: '10b545ea-725c-446d-9b95-8aeb444eddf3',
  GetDocuments: '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4',
  GetAssociations: 'a7ae438b-4bc2-4642-93e9-be891f7bb155',
  GetDocumentsAndAssociations: 'bab9529a-4a10-40b3-a01f-f68a615d247a',
  GetSubmissionSetAndContents: 'e8e3cb2c-e39c-46b9-99e4-c12f57260b83',
  GetSubmissionSets: '51224314-5390-4169-9b91-b1980040715a',
} as const;

const status = `('${approved}')`;
const reference = 'REF1^^^&amp;2.25.8&amp;ISO^urn:ihe:iti:xds:2013:accession';
let desk: DmpDesk;

beforeEach(async () => {
  desk = new DmpDesk();
  await desk.deposit({ slots: { 'urn:ihe:iti:xds:2013:referenceIdList': reference } });
});

const ask = (query: keyof typeof queries, parameters: Record<string, string>, change = (body: string) => body) =>
  desk.ask('registry', change(queryBody(queries[query], parameters)));

/** What an answer holds: its code, the kinds of its objects. */
async function found(query: keyof typeof queries, parameters: Record<string, string>): Promise<string[]> {
  const answer = await ask(query, parameters);
  const kinds = [...answer.text.matchAll(/<rim:(ExtrinsicObject|RegistryPackage|Association|ObjectRef) /g)];
  return [codeOf(answer), ...kinds.map(([, kind = '']) => kind)];
}

const document = (): string => `('${desk.directory.documents(dmpPerson.matricule)[0]?.entryUuid}')`;
const lot = (): string => `('${desk.directory.registry.lotsOf(dmpPerson.matricule)[0]?.object.id}')`;

describe('a stored query', () => {
  it.each<[keyof typeof queries, () => Record<string, string>, string[]]>([
    ['FindDocuments', () => ({ XDSDocumentEntryStatus: status }), ['ExtrinsicObject']],
    [
      'FindDocumentsByReferenceId',
      () => ({ XDSDocumentEntryStatus: status, XDSDocumentEntryReferenceIdList: `('${reference}')` }),
      ['ExtrinsicObject'],
    ],
    [
      'FindDocumentsByReferenceId',
      () => ({ XDSDocumentEntryStatus: status, XDSDocumentEntryReferenceIdList: "('autre')" }),
      [],
    ],
    ['FindSubmissionSets', () => ({ XDSSubmissionSetStatus: status }), ['RegistryPackage']],
    ['FindFolders', () => ({ XDSFolderStatus: status }), []],
    [
      'GetAll',
      () => ({ XDSDocumentEntryStatus: status, XDSSubmissionSetStatus: status, XDSFolderStatus: status }),
      ['RegistryPackage', 'ExtrinsicObject', 'Association'],
    ],
    ['GetDocuments', () => ({ XDSDocumentEntryEntryUUID: document() }), ['ExtrinsicObject']],
    ['GetDocuments', () => ({ XDSDocumentEntryUniqueId: "('2.25.100')" }), ['ExtrinsicObject']],
    ['GetAssociations', () => ({ uuid: document() }), ['Association']],
    [
      'GetDocumentsAndAssociations',
      () => ({ XDSDocumentEntryUniqueId: "('2.25.100')" }),
      ['ExtrinsicObject', 'Association'],
    ],
    [
      'GetSubmissionSetAndContents',
      () => ({ XDSSubmissionSetEntryUUID: lot() }),
      ['RegistryPackage', 'ExtrinsicObject', 'Association'],
    ],
    ['GetSubmissionSets', () => ({ uuid: document() }), ['RegistryPackage', 'Association']],
  ])('%s finds what it names', async (query, parameters, kinds) => {
    expect(await found(query, parameters())).toEqual(['Success', ...kinds]);
  });

  it('takes the patient of the VIHF when it names none, or names him (RG_3010)', async () => {
    const named = { XDSDocumentEntryStatus: status, XDSDocumentEntryPatientId: `'${cx(dmpPerson)}'` };
    const both = [
      await found('FindDocuments', named),
      await found('FindDocuments', { XDSDocumentEntryStatus: status }),
    ];
    expect(both).toEqual([
      ['Success', 'ExtrinsicObject'],
      ['Success', 'ExtrinsicObject'],
    ]);
  });

  it.each<[string, keyof typeof queries, Record<string, string>, string]>([
    ['without its status', 'FindDocuments', {}, 'XDSStoredQueryMissingParam'],
    ['without its uuid', 'GetSubmissionSets', {}, 'XDSStoredQueryMissingParam'],
    [
      'with both of its identifiers',
      'GetDocuments',
      { XDSDocumentEntryEntryUUID: "('a')", XDSDocumentEntryUniqueId: "('b')" },
      'XDSStoredQueryParamNumber',
    ],
    [
      'with two patients',
      'FindDocuments',
      { XDSDocumentEntryStatus: status, XDSDocumentEntryPatientId: `('${cx(dmpPerson)}','${cx(dmpPerson)}')` },
      'XDSStoredQueryParamNumber',
    ],
    ['with a status that is not quoted', 'FindDocuments', { XDSDocumentEntryStatus: approved }, 'XDSRegistryError'],
    [
      'with a list that does not end',
      'FindDocuments',
      { XDSDocumentEntryStatus: `('${approved}'` },
      'XDSRegistryError',
    ],
    [
      'with a date that is none',
      'FindDocuments',
      { XDSDocumentEntryStatus: status, XDSDocumentEntryCreationTimeFrom: '2026-01-01' },
      'XDSRegistryError',
    ],
  ])('is refused %s', async (...[, query, parameters, code]) => {
    expect(codeOf(await ask(query, parameters))).toBe(`Failure ${code}`);
  });

  it('is refused for a form of answer that is not of ITI-18', async () => {
    const answer = await ask('FindDocuments', { XDSDocumentEntryStatus: status }, (body) =>
      body.replace('"LeafClass"', '"LeafClassWithRepositoryItem"'),
    );
    expect(codeOf(answer)).toBe('Failure XDSRegistryError');
  });

  it('gives references alone to who asks for them', async () => {
    const answer = await ask('FindDocuments', { XDSDocumentEntryStatus: status }, (body) =>
      body.replace('"LeafClass"', '"ObjectRef"'),
    );
    expect(answer.text).toMatch(
      /<rim:RegistryObjectList><rim:ObjectRef id="urn:uuid:[^"]+"\/><\/rim:RegistryObjectList>/,
    );
  });

  it('warns of a parameter that it does not know', async () => {
    expect(await found('FindDocuments', { XDSDocumentEntryStatus: status, Inconnu: "'x'" })).toEqual([
      'Success probant_avertissement_parametre',
      'ExtrinsicObject',
    ]);
  });

  it('gives a deleted document to who asks for its status, not with its lot', async () => {
    const [held] = desk.directory.registry.of(dmpPerson.matricule);
    if (held !== undefined) desk.directory.registry.setStatus(held, deleted);
    const answers = [
      await found('FindDocuments', { XDSDocumentEntryStatus: status }),
      await found('FindDocuments', { XDSDocumentEntryStatus: `('${deleted}')` }),
      await found('GetSubmissionSetAndContents', { XDSSubmissionSetEntryUUID: lot() }),
    ];
    expect(answers).toEqual([['Success'], ['Success', 'ExtrinsicObject'], ['Success', 'RegistryPackage']]);
  });

  it('finds one’s own references only, without authorisation (TD3.1b)', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    const body = queryBody(queries.GetDocumentsAndAssociations, { XDSDocumentEntryUniqueId: "('2.25.100')" });
    const [mine, theirs] = [vihf(), professional({ nameId: '899900000025' })];
    const kinds = await Promise.all(
      [mine, theirs].map(async (one) => (await desk.ask('registry', body, one)).text.includes('<rim:ExtrinsicObject ')),
    );
    expect(kinds).toEqual([true, false]);
  });

  it('finds one of thousands of documents of a patient', async () => {
    const creation = '2026-01-15T10:00:00Z';
    for (let i = 0; i < 3000; i += 1) {
      const uniqueId = `2.25.9.${i}`;
      desk.directory.deposit(colleagueDocument(dmpPerson, { uniqueId, titre: `Avis ${i}`, texte: 'x', creation }));
    }
    const { text } = await ask('GetDocuments', { XDSDocumentEntryUniqueId: "('2.25.9.2999')" });
    expect(text).toContain('totalResultCount="1"');
  });
});

describe('an asynchronous variant of the WSDL', () => {
  it.each([
    ['by its action', '<a:Action>urn:ihe:iti:2007:RetrieveDocumentSetAsync</a:Action>'],
    ['by another address', '<a:ReplyTo><a:Address>https://lps.test/reponses</a:Address></a:ReplyTo>'],
  ])('is told that it is not served: %s', async (_, header) => {
    const body = '<x:RetrieveDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007"/>';
    const envelope =
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>' +
      `<a:MessageID>urn:uuid:x</a:MessageID>${header}<w:Security xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">` +
      `${professional()}</w:Security></s:Header><s:Body>${body}</s:Body></s:Envelope>`;
    const { text, status: http } = await desk.send('repository', envelope);
    expect([http, text.includes('soap:probant_asynchrone_non_servi')]).toEqual([500, true]);
  });
});

describe('the documents of a retrieval', () => {
  it('are refused when they are too long for one answer', async () => {
    const large = cda('2.25.400').replace('</ClinicalDocument>', `<a>${'x'.repeat(7_000_000)}</a></ClinicalDocument>`);
    await desk.deposit({ uniqueId: '2.25.400' }, '', { 'doc@lps': large });
    const one =
      '<x:DocumentRequest><x:RepositoryUniqueId>1.2.250.1.213.4.1.1.1.2</x:RepositoryUniqueId>' +
      '<x:DocumentUniqueId>2.25.400</x:DocumentUniqueId></x:DocumentRequest>';
    const body = `<x:RetrieveDocumentSetRequest xmlns:x="urn:ihe:iti:xds-b:2007">${one.repeat(10)}</x:RetrieveDocumentSetRequest>`;
    expect(codeOf(await desk.ask('repository', body))).toBe('Failure XDSRepositoryOutOfResources');
  });
});
