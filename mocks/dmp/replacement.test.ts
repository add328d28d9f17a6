import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk } from '../../test/support/dmp-desk.ts';
import {
  cda,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  member,
  mtom,
  replaces,
  submission,
} from '../../test/support/dmp-request.ts';
import { colleagueDocument, dmpStatuses } from './index.ts';

const { approved, archived, deprecated } = dmpStatuses;
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

const held = () => desk.directory.documents(dmpPerson.matricule);

/** Deposits a version of a document; the last one held is replaced, unless it is the first. */
async function version(
  number: number,
  heading = headingOf(number),
  target = held().at(-1)?.entryUuid,
): Promise<string> {
  const uniqueId = `2.25.100${number}`;
  const content = cda(uniqueId, dmpPerson, heading);
  const link = target === undefined ? '' : replaces(target);
  return codeOf(await desk.deposit({ uniqueId }, link, { 'doc@lps': content }));
}

function headingOf(number: number): string {
  const related = `<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.100${number - 1}"/></parentDocument></relatedDocument>`;
  return `<setId root="2.25.7"/><versionNumber value="${number}"/>${number === 1 ? '' : related}`;
}

describe('a chain of replacements (TD2.1b)', () => {
  it('keeps one document in force, whatever its length', async () => {
    const codes = [await version(1), await version(2), await version(3), await version(4)];
    expect([codes, held().map(({ statut }) => statut)]).toEqual([
      ['Success', 'Success', 'Success', 'Success'],
      [deprecated, deprecated, deprecated, approved],
    ]);
  });

  it('is followed by associations from the first to the last', async () => {
    await version(1);
    await version(2);
    await version(3);
    const links = desk.directory.registry.associationsOf(held().map(({ entryUuid }) => entryUuid));
    const replacing = links.filter(({ type }) => type.endsWith(':RPLC')).map(({ source, target }) => [source, target]);
    const [one, two, three] = held().map(({ entryUuid }) => entryUuid);
    expect(replacing).toEqual([
      [two, one],
      [three, two],
    ]);
  });

  it('does not fork: the target of a replacement is in force', async () => {
    await version(1);
    const first = held()[0]?.entryUuid;
    await version(2);
    expect(await version(3, headingOf(3), first)).toBe('Failure XDSRegistryDeprecatedDocumentError');
  });

  it('does not start from an archived document', async () => {
    await version(1);
    const [entry] = desk.directory.registry.of(dmpPerson.matricule);
    if (entry !== undefined) desk.directory.registry.setStatus(entry, archived);
    expect(await version(2)).toBe('Failure XDSRegistryDeprecatedDocumentError');
  });

  it('does not take a setId and a versionNumber that the DMP holds', async () => {
    await version(1);
    expect(await version(2, headingOf(1))).toMatch(/^Failure .*probant_version_document/);
  });

  it.each([
    ['another setId', headingOf(2).replace('2.25.7', '2.25.8')],
    ['no relatedDocument', headingOf(2).replace(/<related.*/, '')],
  ])('is taken with a warning with %s', async (_, heading) => {
    await version(1);
    expect(await version(2, heading)).toBe('Success probant_avertissement_version');
  });

  it('does not replace one document twice in one lot', async () => {
    await version(1);
    const target = held()[0]?.entryUuid ?? '';
    const again = replaces(target).replace('id="a-', 'id="b-');
    expect(
      codeOf(await desk.deposit({ uniqueId: '2.25.1002' }, replaces(target) + again, { 'doc@lps': cda('2.25.1002') })),
    ).toContain('XDSRegistryDeprecatedDocumentError');
  });

  it.each([
    ['does not aim at a masked document of another', ['N', 'MASQUE_PS'], 'Failure UnresolvedReferenceException'],
    ['is taken with a warning for a document of another', ['N'], 'Success probant_avertissement_remplacement'],
  ])('%s', async (_, confidentialites, code) => {
    const target = desk.directory.deposit(
      colleagueDocument(dmpPerson, {
        uniqueId: '2.25.900',
        titre: 'Avis',
        texte: 'x',
        creation: '2026-01-15T10:00:00Z',
        confidentialites,
      }),
    );
    const related =
      '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.900"/></parentDocument></relatedDocument>';
    expect(await version(2, `<setId root="2.25.900.1"/><versionNumber value="2"/>${related}`, target)).toBe(code);
  });

  it('is of documents of a lot, not of the lot itself', async () => {
    await version(1);
    const link = replaces(held()[0]?.entryUuid ?? '').replace('"Document01"', '"SubmissionSet01"');
    expect(await desk.deposit({ uniqueId: '2.25.1002' }, link, { 'doc@lps': cda('2.25.1002') }).then(codeOf)).toBe(
      'Failure UnresolvedReferenceException',
    );
  });
});

describe('two lots at once', () => {
  it('do not both hold one uniqueId', async () => {
    const codes = await Promise.all([desk.deposit(), desk.deposit()]).then((answers) => answers.map(codeOf));
    expect([codes.sort(), held().length]).toEqual([['Failure XDSDuplicateUniqueIdInRegistry', 'Success'], 1]);
  });

  it('do not both replace one document', async () => {
    await version(1);
    const target = held()[0]?.entryUuid ?? '';
    const codes = await Promise.all(
      ['2.25.2', '2.25.3'].map((uniqueId) =>
        desk.deposit({ uniqueId }, replaces(target), { 'doc@lps': cda(uniqueId) }).then(codeOf),
      ),
    );
    const kinds = codes.map((code) => code.split(' ')[0]).sort();
    expect([kinds, held().filter(({ statut }) => statut === approved).length]).toEqual([['Failure', 'Success'], 1]);
  });
});

describe('a lot', () => {
  it('does not use a uniqueId twice', async () => {
    const second = documentXml({ id: 'Document02' }) + member('Document02');
    const hrefs = { Document01: 'cid:doc@lps', Document02: 'cid:doc@lps' };
    const { body, type } = mtom(envelope(depositBody(submission(documentXml() + member() + second), hrefs)));
    expect(codeOf(await desk.send('repository', body, type))).toBe('Failure XDSRegistryDuplicateUniqueIdInMessage');
  });

  it.each([
    ['a link that the DMP does not know', 'urn:ihe:iti:2007:AssociationType:APND', 'XDSRegistryMetadataError'],
    [
      'a member that it does not hold',
      'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
      'UnresolvedReferenceException',
    ],
  ])('does not have %s', async (...[, type, code]) => {
    const link = `<r:Association id="a" associationType="${type}" sourceObject="SubmissionSet01" targetObject="urn:uuid:0"/>`;
    expect(codeOf(await desk.deposit({}, link))).toBe(`Failure ${code}`);
  });
});
