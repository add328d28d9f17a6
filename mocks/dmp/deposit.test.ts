import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  cda,
  changesStatus,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  member,
  mtom,
  replaces,
  submission,
  vihf,
} from '../../test/support/dmp-request.ts';
import { dmpStatuses } from './index.ts';

const { approved, deprecated, archived, deleted } = dmpStatuses;
const { matricule } = dmpPerson;
const stranger = drawPerson({ seed: 'dmp' }, 'DMP', 1);
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

const kept = () => desk.directory.documents(matricule);

describe('a deposit (TD2.1)', () => {
  it('is registered with its hash, its size and a new entryUUID', async () => {
    await desk.deposit();
    const bytes = Buffer.from(cda());
    expect(kept()).toEqual([
      expect.objectContaining({
        entryUuid: expect.stringMatching(/^urn:uuid:/),
        version: 1,
        uniqueId: '2.25.100',
        statut: approved,
        hash: createHash('sha1').update(bytes).digest('hex'),
        size: bytes.length,
        contenu: bytes,
      }),
    ]);
  });

  it.each([
    ['the patient of another VIHF', { person: stranger }, 'XDSPatientIdDoesNotMatch XDSPatientIdDoesNotMatch'],
    ['an OID with an extension', { uniqueId: '2.25.100^1' }, 'XDSRegistryMetadataError'],
    ['no creation time', { slots: { creationTime: null } }, 'XDSRegistryMetadataError'],
    ['a local time', { slots: { creationTime: '20260310101500+0100' } }, 'XDSRegistryMetadataError'],
    ['a hash that is not that of the document', { slots: { hash: '00' } }, 'XDSRepositoryMetadataError'],
    ['a size that is not that of the document', { slots: { size: '1' } }, 'XDSRepositoryMetadataError'],
    ['an author of another structure', { institution: '1750000001' }, 'XDSRegistryMetadataError'],
    [
      'two visibilities that exclude each other',
      { confidentialities: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'] },
      'XDSRegistryMetadataError',
    ],
    ['no confidentiality', { confidentialities: [] }, 'XDSRegistryMetadataError'],
  ])('is refused with %s', async (_, parts, codes) => {
    expect([codeOf(await desk.deposit(parts)), kept()]).toEqual([`Failure ${codes}`, []]);
  });

  it('says what is wrong, and of which object', async () => {
    const { text } = await desk.deposit({ slots: { serviceStartTime: null } });
    expect(text).toContain('codeContext="serviceStartTime est absent" location="Document01"');
  });

  it.each([
    ['is no XML', 'texte'],
    ['is no CDA', '<autre/>'],
  ])('is refused when the document %s', async (_, content) => {
    expect(codeOf(await desk.deposit({}, '', { 'doc@lps': content }))).toBe('Failure XDSRepositoryError');
  });

  it.each([
    ['the same document', cda(), 'XDSDuplicateUniqueIdInRegistry'],
    ['another document under its uniqueId', `${cda()} `, 'XDSNonIdenticalHash'],
  ])('is refused when the registry has %s', async (_, content, code) => {
    await desk.deposit();
    expect(codeOf(await desk.deposit({}, '', { 'doc@lps': content }))).toBe(`Failure ${code}`);
  });

  it('is refused without its document, and with one that nothing describes', async () => {
    const lot = submission(documentXml() + member());
    const { body, type } = mtom(envelope(depositBody(lot, { Autre: 'cid:doc@lps' })));
    expect(codeOf(await desk.send('repository', body, type))).toBe(
      'Failure XDSMissingDocument XDSMissingDocumentMetadata',
    );
  });

  it('is refused when the lot does not hold the document', async () => {
    const { body, type } = mtom(envelope(depositBody(submission(documentXml()))));
    expect(codeOf(await desk.send('repository', body, type))).toBe('Failure XDSRegistryMetadataError');
  });

  it('is taken with a warning when ids differ by their case only', async () => {
    const lot = submission(documentXml() + member());
    const { body, type } = mtom(envelope(depositBody(lot, { document01: 'cid:doc@lps' })));
    const answer = await desk.send('repository', body, type);
    expect([codeOf(answer), kept().length]).toEqual(['Success probant_avertissement_casse', 1]);
  });

  it.each([
    ['closed', { etat: 'ferme' }, 'probant_dmp_ferme'],
    ['unknown', { etat: 'inexistant' }, 'XDSUnknownPatientId'],
    ['forbidden to the professional', { autorisation: 'INTERDIT' }, 'DMPAccessDeniedByRightsService'],
    ['that of another OID', { oid: '1.2.250.1.213.1.4.10' }, 'XDSUnknownPatientId'],
  ] as const)('is refused when the DMP is %s', async (_, state, code) => {
    desk.directory.declare({ ...dmpPatient, ...state });
    expect(codeOf(await desk.deposit())).toBe(`Failure ${code}`);
  });

  it('is taken with the object that signs its lot, which is no CDA', async () => {
    const scheme = 'urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1';
    const signature = documentXml({
      id: 'Signature01',
      uniqueId: '2.25.199',
      slots: { legalAuthenticator: null },
    }).replace('nodeRepresentation="10"', `nodeRepresentation="${scheme}"`);
    const lot = submission(documentXml() + member() + signature + member('Signature01'));
    const hrefs = { Document01: 'cid:doc@lps', Signature01: 'cid:sign@lps' };
    const { body, type } = mtom(envelope(depositBody(lot, hrefs)), { 'doc@lps': cda(), 'sign@lps': '<Signature/>' });
    expect([codeOf(await desk.send('repository', body, type)), kept().length]).toEqual(['Success', 2]);
  });

  it('needs no authorisation', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    expect(codeOf(await desk.deposit())).toBe('Success');
  });

  it('is closed to AIR by the matrix of rights', async () => {
    const lot = submission(documentXml() + member());
    const { body, type } = mtom(envelope(depositBody(lot), professional()));
    expect(codeOf(await desk.send('repository', body, type))).toBe('Failure DMPAccessDeniedByRightsService');
  });
});

describe('a replacement (TD2.1b)', () => {
  let first: string;

  beforeEach(async () => {
    await desk.deposit();
    first = kept()[0]?.entryUuid ?? '';
  });

  const replace = (target: string) =>
    desk.deposit({ uniqueId: '2.25.101' }, replaces(target), { 'doc@lps': cda('2.25.101') });

  it('makes the replaced document obsolete', async () => {
    await replace(first);
    expect(kept().map(({ uniqueId, statut }) => [uniqueId, statut])).toEqual([
      ['2.25.100', deprecated],
      ['2.25.101', approved],
    ]);
  });

  it('is refused when its target is unknown', async () => {
    expect(codeOf(await replace('urn:uuid:0'))).toBe('Failure UnresolvedReferenceException');
  });

  it('is refused when its target is already replaced', async () => {
    await replace(first);
    const again = desk.deposit({ uniqueId: '2.25.102' }, replaces(first), { 'doc@lps': cda('2.25.102') });
    expect(codeOf(await again)).toBe('Failure XDSRegistryDeprecatedDocumentError');
  });
});

describe('an update (TD3.3)', () => {
  let entry: string;

  beforeEach(async () => {
    await desk.deposit();
    entry = kept()[0]?.entryUuid ?? '';
  });

  const update = (objects: string, assertion?: string) => desk.ask('registry', submission(objects), assertion);
  const states = () => kept().map(({ version, statut, confidentialites }) => [version, statut, confidentialites]);

  it('deletes: the document stays, deleted', async () => {
    await update(changesStatus(entry, approved, deleted));
    expect(states()).toEqual([[1, deleted, ['N']]]);
  });

  it('deletes for the structure that fed, without a professional', async () => {
    expect(codeOf(await update(changesStatus(entry, approved, deleted), vihf()))).toBe('Success');
  });

  it.each([
    [
      'from another status than the present one',
      () => changesStatus(entry, archived, deleted),
      'XDSMetadataUpdateError',
    ],
    ['to a status that does not exist', () => changesStatus(entry, approved, 'urn:x'), 'XDSMetadataUpdateError'],
    ['of an unknown document', () => changesStatus('urn:uuid:0', approved, deleted), 'UnresolvedReferenceException'],
    ['of nothing', () => '', 'XDSRegistryMetadataError'],
  ])('is refused %s', async (_, objects, code) => {
    expect(codeOf(await update(objects()))).toBe(`Failure ${code}`);
  });

  it('of status is refused to another professional', async () => {
    const other = professional({ nameId: '899900000025' });
    expect(codeOf(await update(changesStatus(entry, approved, deleted), other))).toBe(
      'Failure DMPAccessDeniedByRightsService',
    );
  });

  const masked = (version: string): string =>
    documentXml({ confidentialities: ['N', 'MASQUE_PS'], attributes: `lid="${entry}"` }) +
    member('Document01', { PreviousVersion: version });

  it('masks in a new version of the metadata', async () => {
    await update(masked('1'));
    expect(states()).toEqual([
      [1, deprecated, ['N']],
      [2, approved, ['N', 'MASQUE_PS']],
    ]);
  });

  it('joins the new metadata to its own lot', async () => {
    await update(masked('1'));
    const links = desk.directory.registry.associationsOf(new Set([kept()[1]?.entryUuid ?? '']));
    expect(links.map(({ type }) => type)).toEqual(['urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember']);
  });

  it('is refused from a version that is not the present one', async () => {
    expect(codeOf(await update(masked('7')))).toBe('Failure XDSMetadataVersionError');
  });

  it('is closed to a structure alone', async () => {
    expect(codeOf(await update(masked('1'), vihf()))).toBe('Failure DMPAccessDeniedByRightsService');
  });
});

describe('a reset', () => {
  it('forgets the patients of one scenario and their documents', async () => {
    const other = { ...dmpPatient, ...stranger, owner: 'autre' };
    desk.directory.declare(other);
    await desk.deposit();
    desk.directory.reset('essai');
    const { cle, oid } = dmpPerson;
    expect([
      desk.directory.find(matricule + cle, oid),
      kept(),
      desk.directory.find(other.matricule + other.cle, other.oid),
    ]).toEqual([undefined, [], other]);
  });
});
