import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  authorizationBody,
  cda,
  cx,
  dmpPerson,
  existenceBody,
  physician,
  purpose,
  queryBody,
  replaces,
  retrieveBody,
  vihf,
} from '../../test/support/dmp-request.ts';
import { colleagueDocument, type DmpDocument, dmpStatuses } from './index.ts';

const { matricule } = dmpPerson;
const findDocuments = '14d4debf-8f97-4251-9a74-a90016b0af0d';
const getDocuments = '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4';
const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

/** A document of a colleague. */
const colleagues: DmpDocument = {
  matricule,
  uniqueId: '2.25.200',
  titre: 'Compte rendu d’un confrère',
  contenu: Buffer.from(cda('2.25.200')),
  type: { code: '34133-9', oid: '2.16.840.1.113883.6.1', libelle: 'Synthèse d’épisode' },
  classe: { code: '11', oid: '1.2.250.1.213.1.1.4.1', libelle: 'Synthèse' },
  format: { code: 'urn:ihe:iti:xds-sd:pdf:2008', oid: '1.3.6.1.4.1.19376.1.2.3', libelle: 'PDF' },
  auteur: { id: '899900000025', nom: 'CONFRERE', prenom: 'Camille', structure: '1750000001', nomStructure: 'AUTRE' },
  creation: '2026-01-15T10:00:00Z',
};

/** The uniqueIds that a search finds, or the codes of its errors. */
async function found(
  parameters: Record<string, string>,
  options: { id?: string; vihf?: string } = {},
): Promise<string[]> {
  const id = options.id ?? findDocuments;
  const status = id === findDocuments ? { XDSDocumentEntryStatus: `('${dmpStatuses.approved}')` } : {};
  const body = queryBody(id, { ...status, ...parameters });
  const answer = await desk.ask('registry', body, options.vihf);
  const ids = [...answer.text.matchAll(/2e82c1f6[^>]* value="([^"]+)"/g)].map(([, id = '']) => id);
  return codeOf(answer) === 'Success' ? ids : [codeOf(answer)];
}

describe('existence (TD0.2)', () => {
  const state = async (): Promise<Array<string | undefined>> => {
    const { text } = await desk.ask('patients', existenceBody());
    return [
      /queryResponseCode code="(\w+)"/,
      /<patient .*?statusCode code="(\w+)"/,
      /code="AUTORISATION".*?code="(\w+)"/,
    ].map((form) => form.exec(text)?.[1]);
  };

  it.each([
    [{}, ['OK', 'active', 'VALIDE']],
    [{ autorisation: 'EXPIRE' }, ['OK', 'active', 'EXPIRE']],
    [{ autorisation: 'INTERDIT' }, ['OK', 'active', 'INTERDIT']],
    [{ etat: 'ferme' }, ['OK', 'terminated', 'VALIDE']],
    [{ etat: 'inexistant' }, ['NF', undefined, undefined]],
  ] as const)('answers %o', async (declared, expected) => {
    desk.directory.declare({ ...dmpPatient, ...declared });
    expect(await state()).toEqual(expected);
  });

  it('does not know who was not declared', async () => {
    desk.directory.reset();
    expect((await state())[0]).toBe('NF');
  });
});

describe('authorisation (TD0.3)', () => {
  const status = async (action: string, more = '', assertion?: string): Promise<string> => {
    const answer = await desk.ask('habilitations', authorizationBody(action, more), assertion);
    return /status>([^<]+)/.exec(answer.text)?.[1] ?? codeOf(answer);
  };

  it('gives the professional his authorisation, and nobody else his', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    const outcome = await status('AJOUT');
    const after = [physician, '899900000025'].map((id) => desk.directory.authorisation(matricule, id));
    expect([outcome, after]).toEqual(['DMPOk', ['VALIDE', 'NON_EXISTE']]);
  });

  it('says in the documented words that it was there already', async () => {
    const { text } = await desk.ask('habilitations', authorizationBody('AJOUT'));
    expect(text).toContain('Autorisation déjà présente aucune action effectuée');
  });

  it('takes it back', async () => {
    await status('SUPPRESSION');
    expect(desk.directory.authorisation(matricule, physician)).toBe('NON_EXISTE');
  });

  it('makes the professional the treating physician', async () => {
    await status('AJOUT', '<role>MEDECIN_TRAITANT</role>');
    const { text } = await desk.ask('patients', existenceBody());
    expect(text).toMatch(/STATUT_MT.*?<value xsi:type="BL" value="true"/);
  });

  it('is refused to a blocked professional', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'INTERDIT' });
    expect(await status('AJOUT')).toBe('DMPAccessDeniedByRightsService');
  });

  it.each([
    ['a structure alone', vihf(), 'DMPAccessDeniedByRightsService'],
    [
      'whoever breaks the glass',
      professional({ attributes: { [purposeName]: purpose('bris_de_glace') } }),
      'DMPAccessDeniedByRightsService',
    ],
  ])('is closed to %s by the matrix of rights', async (_, assertion, code) => {
    expect(await status('AJOUT', '', assertion)).toBe(code);
  });

  it('is refused for an action that does not exist', async () => {
    expect(await status('MODIFICATION')).toBe('probant_corps_inattendu');
  });
});

describe('search (TD3.1)', () => {
  beforeEach(async () => {
    desk.directory.deposit(colleagues);
    await desk.deposit();
  });

  it.each([
    ['the status', {}, ['2.25.200', '2.25.100']],
    ['a status that none has', { XDSDocumentEntryStatus: `('${dmpStatuses.deleted}')` }, []],
    ['a type', { XDSDocumentEntryTypeCode: "('34133-9^^2.16.840.1.113883.6.1')" }, ['2.25.200']],
    ['one of two classes', { XDSDocumentEntryClassCode: "('10','99')" }, ['2.25.100']],
    ['a time', { XDSDocumentEntryServiceStartTimeFrom: '20260201' }, ['2.25.100']],
    ['an author', { XDSDocumentEntryAuthorPerson: "('%CONFRERE%')" }, ['2.25.200']],
    ['the patient', { XDSDocumentEntryPatientId: `'${cx(dmpPerson)}'` }, ['2.25.200', '2.25.100']],
  ])('finds by %s', async (_, parameters, expected) => {
    expect(await found(parameters)).toEqual(expected);
  });

  it('finds one’s own document by its uniqueId, without the right to search', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    const parameters = { XDSDocumentEntryUniqueId: "('2.25.100','2.25.200')" };
    expect(await found(parameters, { id: getDocuments, vihf: vihf() })).toEqual(['2.25.100']);
  });

  it.each([
    [
      'of another patient',
      'XDSPatientIdDoesNotMatch',
      () => found({ XDSDocumentEntryPatientId: "'1^^^&amp;2&amp;ISO^NH'" }),
    ],
    ['that does not exist', 'XDSUnknownStoredQuery', () => found({}, { id: '0' })],
    ['of a structure alone', 'DMPAccessDeniedByRightsService', () => found({}, { vihf: vihf() })],
    ['without parameter', 'XDSStoredQueryMissingParam', () => found({}, { id: getDocuments })],
  ])('is refused %s', async (_, code, ask) => {
    expect(await ask()).toEqual([`Failure ${code}`]);
  });

  it.each(['EXPIRE', 'INTERDIT', 'NON_EXISTE'] as const)(
    'is refused when the authorisation is %s',
    async (autorisation) => {
      desk.directory.declare({ ...dmpPatient, autorisation });
      expect(await found({})).toEqual(['Failure DMPAccessDeniedByRightsService']);
    },
  );

  const breaking = (): string => professional({ attributes: { [purposeName]: purpose('bris_de_glace') } });

  it('does without authorisation when the glass is broken', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    expect(await found({}, { vihf: breaking() })).toHaveLength(2);
  });

  it('does not when the patient opposes it', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE', oppositions: { brisDeGlace: true } });
    expect(await found({}, { vihf: breaking() })).toEqual(['Failure DMPAccessDeniedByRightsService']);
  });

  it('hides a masked document but from its author and the treating physician', async () => {
    desk.directory.deposit({ ...colleagues, uniqueId: '2.25.201', confidentialites: ['N', 'MASQUE_PS'] });
    const seen = await found({});
    desk.directory.declare({ ...dmpPatient, medecinTraitant: physician });
    expect([seen, await found({})]).toEqual([
      ['2.25.200', '2.25.100'],
      ['2.25.200', '2.25.100', '2.25.201'],
    ]);
  });

  it('follows lots, associations and replacements', async () => {
    const [, own] = desk.directory.documents(matricule);
    await desk.deposit({ uniqueId: '2.25.101' }, replaces(own?.entryUuid ?? ''), { 'doc@lps': cda('2.25.101') });
    const query = queryBody('a7ae438b-4bc2-4642-93e9-be891f7bb155', { uuid: `('${own?.entryUuid}')` });
    const { text } = await desk.ask('registry', query);
    const types = [...text.matchAll(/associationType="[^"]*:(\w+)"/g)].map(([, type]) => type);
    expect(types).toEqual(['HasMember', 'RPLC']);
  });

  it('finds lots by their time, and what they hold', async () => {
    const sets = queryBody('f26abbcb-ac74-4422-8a30-edb644bbc1a9', {
      XDSSubmissionSetStatus: `('${dmpStatuses.approved}')`,
      XDSSubmissionSetSubmissionTimeFrom: '20260310',
    });
    const { text } = await desk.ask('registry', sets);
    const lot = /RegistryPackage id="([^"]+)"/.exec(text)?.[1] ?? '';
    const contents = queryBody('e8e3cb2c-e39c-46b9-99e4-c12f57260b83', { XDSSubmissionSetEntryUUID: `('${lot}')` });
    expect((await desk.ask('registry', contents)).text).toContain('value="2.25.100"');
  });
});

describe('a document of a colleague', () => {
  it('is given as it was put there, and found by its title', async () => {
    const creation = '2026-01-15T10:00:00Z';
    const theirs = colleagueDocument(dmpPerson, {
      uniqueId: '2.25.210',
      titre: 'Avis & suites',
      texte: 'Ras',
      creation,
    });
    desk.directory.deposit(theirs);
    const { text } = await desk.ask('repository', retrieveBody('2.25.210'));
    const [entry] = desk.directory.documents(matricule);
    expect([text.includes(theirs.contenu.toString()), entry?.titre]).toEqual([true, 'Avis & suites']);
  });
});

describe('retrieval (TD3.2)', () => {
  beforeEach(() => {
    desk.directory.deposit(colleagues);
  });

  it('gives the document in MTOM, its address encoded as the service does', async () => {
    const { status, type, text } = await desk.ask('repository', retrieveBody('2.25.200'));
    expect([
      status,
      type.split(';')[0],
      text.includes('href="cid:1@urn%3Aihe%3Aiti%3Axds-b%3A2007"'),
      text.includes(cda('2.25.200')),
    ]).toEqual([200, 'multipart/related', true, true]);
  });

  it.each([
    [
      'an entryUUID',
      () => retrieveBody(desk.directory.documents(matricule)[0]?.entryUuid ?? ''),
      'XDSDocumentUniqueIdError',
    ],
    ['another repository', () => retrieveBody('2.25.200', '1.2.3'), 'XDSUnknownRepositoryId'],
  ])('is refused for %s', async (_, body, code) => {
    expect(codeOf(await desk.ask('repository', body()))).toBe(`Failure ${code}`);
  });

  it('answers faults in MTOM too', async () => {
    const { status, type, text } = await desk.ask('repository', retrieveBody('2.25.200'), '');
    expect([status, type.split(';')[0], text.includes('soap:probant_vihf_absent')]).toEqual([
      500,
      'multipart/related',
      true,
    ]);
  });

  it('does not give a masked document', async () => {
    desk.directory.deposit({ ...colleagues, uniqueId: '2.25.201', confidentialites: ['N', 'MASQUE_PS'] });
    expect(codeOf(await desk.ask('repository', retrieveBody('2.25.201')))).toBe(
      'Failure DMPAccessDeniedByRightsService',
    );
  });

  it('gives what it can of several', async () => {
    const both = retrieveBody('2.25.200').replace(
      '</x:RetrieveDocumentSetRequest>',
      `${/<x:DocumentRequest>.*<\/x:DocumentRequest>/.exec(retrieveBody('2.25.9'))?.[0]}</x:RetrieveDocumentSetRequest>`,
    );
    expect(codeOf(await desk.ask('repository', both))).toBe('PartialSuccess XDSDocumentUniqueIdError');
  });
});
