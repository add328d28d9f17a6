import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  changesStatus,
  dmpPerson,
  documentXml,
  member,
  physician,
  submission,
  vihf,
} from '../../test/support/dmp-request.ts';
import { colleagueDocument, dmpStatuses } from './index.ts';

const { approved, archived, deleted, deprecated } = dmpStatuses;
const colleague = '899900000025';
const denied = 'Failure DMPAccessDeniedByRightsService';
const creation = '2026-01-15T10:00:00Z';
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

const held = () => desk.directory.documents(dmpPerson.matricule);
const states = () => held().map(({ version, statut, confidentialites }) => [version, statut, confidentialites]);
const send = async (objects: string, assertion?: string): Promise<string> =>
  codeOf(await desk.ask('registry', submission(objects), assertion));
const status = (from: string, to: string, assertion?: string): Promise<string> =>
  send(changesStatus(held().at(-1)?.entryUuid ?? '', from, to), assertion);

/** Sends the metadata of the document again, with these codes. */
function metadata(confidentialities: string[], more: { assertion?: string; xml?: (xml: string) => string } = {}) {
  const last = held().at(-1);
  const { xml = (text: string) => text, assertion } = more;
  const object = documentXml({ confidentialities, attributes: `lid="${last?.logicalId}"` });
  return send(xml(object + member('Document01', { PreviousVersion: String(last?.version) })), assertion);
}

describe('a change of visibility (TD3.3a, TD3.3b)', () => {
  it('makes a new entryUUID and the next version each time, and deprecates the former one', async () => {
    await desk.deposit();
    await metadata(['N', 'MASQUE_PS']);
    await metadata(['N']);
    const all = held();
    expect([
      states(),
      new Set(all.map(({ entryUuid }) => entryUuid)).size,
      new Set(all.map((one) => one.logicalId)).size,
    ]).toEqual([
      [
        [1, deprecated, ['N']],
        [2, deprecated, ['N', 'MASQUE_PS']],
        [3, approved, ['N']],
      ],
      3,
      1,
    ]);
  });

  it('shows a document to the patient, then to his legal representatives (TD3.3b)', async () => {
    await desk.deposit({ confidentialities: ['N', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'] });
    const codes = [await metadata(['N', 'INVISIBLE_REPRESENTANTS_LEGAUX']), await metadata(['N'])];
    expect([codes, states().at(-1)]).toEqual([
      ['Success', 'Success'],
      [3, approved, ['N']],
    ]);
  });

  it.each<[string, string[], (xml: string) => string, string]>([
    ['that hides it from the patient', ['N', 'INVISIBLE_PATIENT'], (xml) => xml, 'XDSMetadataUpdateError'],
    ['that changes nothing', ['N'], (xml) => xml, 'XDSMetadataUpdateError'],
    ['of its level', ['V'], (xml) => xml, 'XDSMetadataUpdateError'],
    ['of its title', ['N', 'MASQUE_PS'], (xml) => xml.replace('Compte rendu', 'Autre'), 'XDSMetadataUpdateError'],
    ['of its type', ['N', 'MASQUE_PS'], (xml) => xml.replace('11488-4', '15508-5'), 'XDSMetadataUpdateError'],
    ['of its uniqueId', ['N', 'MASQUE_PS'], (xml) => xml.replace('2.25.100', '2.25.101'), 'XDSMetadataIdentifierError'],
    ['of another version', ['N', 'MASQUE_PS'], (xml) => xml.replace('>1<', '>7<'), 'XDSMetadataVersionError'],
    [
      'of an unknown logical id',
      ['N', 'MASQUE_PS'],
      (xml) => xml.replace(/lid="[^"]+"/, 'lid="urn:uuid:0"'),
      'UnresolvedReferenceException',
    ],
    [
      'whose lot does not hold it',
      ['N', 'MASQUE_PS'],
      (xml) => xml.replace('Original', 'Reference'),
      'XDSRegistryMetadataError',
    ],
  ])('is refused: one %s', async (...[, codes, xml, code]) => {
    await desk.deposit();
    expect([await metadata(codes, { xml }), states().length]).toEqual([`Failure ${code}`, 1]);
  });

  it('is refused without the authorisation of the patient', async () => {
    await desk.deposit();
    desk.directory.declare({ ...dmpPatient, autorisation: 'EXPIRE' });
    expect(await metadata(['N', 'MASQUE_PS'])).toBe(denied);
  });

  it('masks the document of another, whom alone it lets unmask it with the treating physician', async () => {
    await desk.deposit({ author: colleague });
    const masked = await metadata(['N', 'MASQUE_PS'], {
      xml: (xml) => xml.replaceAll(`${physician}^TÉMOIN`, `${colleague}^TÉMOIN`),
    });
    const own = (xml: string): string => xml.replaceAll(`${physician}^TÉMOIN`, `${colleague}^TÉMOIN`);
    // Whom it is hidden from does not know of it.
    const other = await metadata(['N'], { xml: own });
    desk.directory.declare({ ...dmpPatient, medecinTraitant: physician });
    expect([masked, other, await metadata(['N'], { xml: own })]).toEqual([
      'Success',
      'Failure UnresolvedReferenceException',
      'Success',
    ]);
  });
});

describe('an archive and a deletion (TD3.3c, TD3.3d)', () => {
  it('archives, takes back, archives and deletes', async () => {
    await desk.deposit();
    const codes = [
      await status(approved, archived),
      await status(archived, approved),
      await status(approved, archived),
      await status(archived, deleted),
    ];
    expect([new Set(codes), states()]).toEqual([new Set(['Success']), [[1, deleted, ['N']]]]);
  });

  it.each([
    ['a deleted document back', deleted, approved],
    ['an obsolete document away', deprecated, archived],
  ])('does not take %s', async (_, from, to) => {
    await desk.deposit();
    const [entry] = desk.directory.registry.of(dmpPerson.matricule);
    if (entry !== undefined) desk.directory.registry.setStatus(entry, from);
    expect(await status(from, to)).toBe('Failure XDSMetadataUpdateError');
  });

  it('is refused twice for one document in one lot', async () => {
    await desk.deposit();
    const id = held()[0]?.entryUuid ?? '';
    const both = changesStatus(id, approved, archived) + changesStatus(id, approved, deleted);
    expect(await send(both)).toBe('Failure XDSMetadataUpdateOperationError');
  });

  it('of the version before a change of metadata is refused', async () => {
    await desk.deposit();
    const former = held()[0]?.entryUuid ?? '';
    await metadata(['N', 'MASQUE_PS']);
    expect(await send(changesStatus(former, approved, deleted))).toBe('Failure XDSMetadataUpdateError');
  });

  it('is the author’s and not the treating physician’s', async () => {
    desk.directory.declare({ ...dmpPatient, medecinTraitant: physician });
    await desk.deposit({ author: colleague });
    expect([
      await status(approved, deleted),
      await status(approved, deleted, professional({ nameId: colleague })),
    ]).toEqual([denied, 'Success']);
  });

  it('is the structure’s for what it fed, and no other’s (note 9)', async () => {
    await desk.deposit();
    const theirs = colleagueDocument(dmpPerson, { uniqueId: '2.25.300', titre: 'Avis', texte: 'x', creation });
    const own = await status(approved, deleted, vihf());
    desk.directory.deposit(theirs);
    expect([own, await status(approved, deleted, vihf())]).toEqual(['Success', denied]);
  });

  it('of a patient’s document is the treating physician’s alone', async () => {
    const base = colleagueDocument(dmpPerson, { uniqueId: '2.25.301', titre: 'Dit', texte: 'x', creation });
    desk.directory.deposit({ ...base, classe: { code: '90', oid: '1.2.250.1.213.1.1.4.1', libelle: 'Expression' } });
    const other = await status(approved, archived);
    desk.directory.declare({ ...dmpPatient, medecinTraitant: physician });
    expect([other, await status(approved, archived)]).toEqual([denied, 'Success']);
  });
});
