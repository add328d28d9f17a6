import { beforeEach, describe, expect, it } from 'vitest';
import {
  administrativeBody,
  authorizationListBody,
  managementBody,
  patientListBody,
  patientSearchBody,
  rolesByProfile,
} from '../../test/support/dmp-admin.ts';
import { codeOf, type DmpAnswer, DmpDesk, dmpPatient } from '../../test/support/dmp-desk.ts';
import {
  authorizationBody,
  cda,
  changesStatus,
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  existenceBody,
  member,
  mtom,
  physician,
  purpose,
  purposeName,
  queryBody,
  replaces,
  retrieveBody,
  submission,
  vihf,
} from '../../test/support/dmp-request.ts';
import { colleagueDocument, dmpStatuses } from './index.ts';

const { matricule } = dmpPerson;
const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role';
const columns = ['ps', 'medecin', 'travail', 'traitant', 'cpe', 'structure'] as const;
type Column = (typeof columns)[number];
let desk: DmpDesk;
let tokens = 0;

/** Who calls: his column, his authentication, his way of access. */
interface Who {
  column: Column;
  mode: string;
  access?: string;
}

beforeEach(() => {
  desk = new DmpDesk();
});

function assertion({ column, mode, access = 'normal' }: Who): string {
  tokens += 1;
  const roles = column === 'traitant' || column === 'structure' ? rolesByProfile.medecin : rolesByProfile[column];
  const attributes = { [roleName]: roles.join(''), [purposeName]: purpose(access) };
  return vihf({ id: `_droit${tokens}`, mode: column === 'structure' ? 'INDIRECTE' : mode, attributes });
}

const approved = `('${dmpStatuses.approved}')`;
const ofColleague = { uniqueId: '2.25.800', titre: 'Avis', texte: 'Rien.', creation: '2026-01-15T10:00:00Z' };

/** One message of each row of the matrices, sent by somebody. */
const acts: Readonly<Record<string, (vihf: string) => Promise<DmpAnswer>>> = {
  'TD0.2': (token) => desk.ask('patients', existenceBody(), token),
  'TD0.3 ajout': (token) => desk.ask('habilitations', authorizationBody('AJOUT'), token),
  'TD0.3 suppression': (token) => desk.ask('habilitations', authorizationBody('SUPPRESSION'), token),
  'TD0.3 retrait médecin traitant': (token) =>
    desk.ask('habilitations', authorizationBody('SUPPRESSION', '<role>MEDECIN_TRAITANT</role>'), token),
  'TD0.4': (token) => desk.ask('patientsSpecific', patientListBody('20250101000000'), token),
  'TD0.5': (token) => desk.ask('patientsPDQ', patientSearchBody('TEST'), token),
  'TD1.3a': (token) => desk.ask('patients', administrativeBody(existenceBody()), token),
  'TD1.3b': (token) => desk.ask('patients', managementBody('MODIF_DATA'), token),
  'TD1.4': (token) => desk.ask('patients', managementBody('FERM'), token),
  'TD1.6': (token) => desk.ask('habilitations', authorizationListBody('TOUTE'), token),
  'TD2.1 ou TD2.2': (token) => feed(token),
  'TD3.1': (token) =>
    desk.ask(
      'registry',
      queryBody('14d4debf-8f97-4251-9a74-a90016b0af0d', { XDSDocumentEntryStatus: approved }),
      token,
    ),
  'TD3.1 référence': (token) =>
    desk.ask(
      'registry',
      queryBody('5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4', { XDSDocumentEntryUniqueId: "('2.25.100')" }),
      token,
    ),
  'TD3.2': (token) => desk.ask('repository', retrieveBody('2.25.800'), token),
  'TD3.3c': async (token) => {
    await desk.deposit();
    const own = desk.directory.documents(matricule).at(-1)?.entryUuid ?? '';
    return desk.ask('registry', submission(changesStatus(own, dmpStatuses.approved, dmpStatuses.deleted)), token);
  },
};

function feed(token: string, more = '', uniqueId = '2.25.100'): Promise<DmpAnswer> {
  const lot = submission(documentXml({ uniqueId }) + member() + more);
  const { body, type } = mtom(envelope(depositBody(lot), token), { 'doc@lps': cda(uniqueId) });
  return desk.send('repository', body, type);
}

/** `o` or `-` for each caller: whether an act is taken, whatever it finds. */
async function served(act: string, callers: readonly Who[]): Promise<string> {
  let marks = '';
  for (const who of callers) {
    desk = new DmpDesk();
    const treating = who.column === 'traitant' ? { medecinTraitant: physician } : {};
    desk.directory.declare({ ...dmpPatient, rattachementEns: false, ...treating });
    desk.directory.deposit(colleagueDocument(dmpPerson, ofColleague));
    const answer = await acts[act]?.(assertion(who));
    marks += answer?.text.includes('DMPAccessDeniedByRightsService') === false ? 'o' : '-';
  }
  return marks;
}

// PS, physician, occupational physician, treating physician, employee, structure; then, in AIR, the first five.
const normal: ReadonlyArray<[act: string, direct: string, air: string]> = [
  ['TD0.2', 'oooooo', 'ooooo'],
  ['TD0.3 ajout', 'oo-oo-', 'oo-oo'],
  ['TD0.3 suppression', 'oo-o--', 'oo-o-'],
  ['TD0.3 retrait médecin traitant', '---o--', '-----'],
  ['TD0.4', 'oooooo', 'ooooo'],
  ['TD0.5', '------', '-----'],
  ['TD1.3a', 'oooooo', 'ooooo'],
  ['TD1.3b', 'oo-ooo', '-----'],
  ['TD1.4', 'oo-ooo', '-----'],
  ['TD1.6', 'oooo--', 'oooo-'],
  ['TD2.1 ou TD2.2', 'oooooo', '-----'],
  ['TD3.1', 'oooo--', 'oooo-'],
  ['TD3.1 référence', 'oooooo', 'ooooo'],
  ['TD3.2', 'oo-o--', 'oo-o-'],
  ['TD3.3c', 'oooooo', 'ooooo'],
];

// A physician who is not the treating one, in the regulation centre then breaking the glass; then a structure in the former.
const special: ReadonlyArray<[act: string, expected: string]> = [
  ['TD0.2', 'ooo'],
  ['TD0.3 ajout', '---'],
  ['TD0.4', 'oo-'],
  ['TD0.5', 'o-o'],
  ['TD1.3a', 'ooo'],
  ['TD1.3b', '---'],
  ['TD1.6', '---'],
  ['TD2.1 ou TD2.2', 'ooo'],
  ['TD3.1', 'oo-'],
  ['TD3.2', 'oo-'],
  ['TD3.3c', 'ooo'],
];

describe('the matrices of rights, served', () => {
  it.each(normal)('%s: direct and indirect %s, AIR %s', async (act, direct, air) => {
    const found = [
      await served(
        act,
        columns.map((column) => ({ column, mode: 'DIRECTE' })),
      ),
      await served(
        act,
        columns.slice(0, -1).map((column) => ({ column, mode: 'INDIRECTE_RENFORCEE' })),
      ),
    ];
    expect(found).toEqual([direct, air]);
  });

  it.each(special)('%s out of the normal access: %s', async (act, expected) => {
    const callers: Who[] = [
      { column: 'medecin', mode: 'DIRECTE', access: 'centre_15' },
      { column: 'medecin', mode: 'DIRECTE', access: 'bris_de_glace' },
      { column: 'structure', mode: 'INDIRECTE', access: 'centre_15' },
    ];
    expect(await served(act, callers)).toBe(expected);
  });

  it('lets an employee’s card feed for its structure (TD2.2)', async () => {
    expect(codeOf(await feed(assertion({ column: 'cpe', mode: 'DIRECTE' })))).toBe('Success');
  });

  it('lets an employee’s card replace what its structure fed (TD2.2b)', async () => {
    await feed(assertion({ column: 'structure', mode: 'INDIRECTE' }));
    const target = desk.directory.documents(matricule)[0]?.entryUuid ?? '';
    const answer = await feed(assertion({ column: 'cpe', mode: 'DIRECTE' }), replaces(target), '2.25.101');
    const statuses = desk.directory.documents(matricule).map(({ statut }) => statut);
    expect([codeOf(answer).split(' ')[0], statuses]).toEqual([
      'Success',
      [dmpStatuses.deprecated, dmpStatuses.approved],
    ]);
  });

  it('is not applied when the options say so', async () => {
    desk = new DmpDesk({ matrix: false });
    expect(codeOf(await feed(assertion({ column: 'medecin', mode: 'INDIRECTE_RENFORCEE' })))).toBe('Success');
  });

  it.each([
    ['centre_15', { accesUrgence: true }],
    ['bris_de_glace', { brisDeGlace: true }],
  ])('a patient may oppose the access %s', async (access, oppositions) => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    const search = acts['TD3.1'];
    const taken = await search?.(assertion({ column: 'medecin', mode: 'DIRECTE', access }));
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE', oppositions });
    const opposed = await search?.(assertion({ column: 'medecin', mode: 'DIRECTE', access }));
    expect([taken, opposed].map((answer) => (answer === undefined ? '' : codeOf(answer)))).toEqual([
      'Success',
      'Failure DMPAccessDeniedByRightsService',
    ]);
  });

  it.each(['TD1.3a', 'TD1.3b', 'TD1.6', 'TD2.1 ou TD2.2', 'TD3.2'])(
    'a blocked professional does no %s',
    async (act) => {
      desk.directory.declare({ ...dmpPatient, autorisation: 'INTERDIT', rattachementEns: false });
      const answer = await acts[act]?.(assertion({ column: 'medecin', mode: 'DIRECTE' }));
      expect(answer?.text).toContain('DMPAccessDeniedByRightsService');
    },
  );

  it.each(['normal', 'centre_15', 'bris_de_glace'])('a blocked professional never accesses: %s', async (access) => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'INTERDIT' });
    const answer = await acts['TD3.1']?.(assertion({ column: 'medecin', mode: 'DIRECTE', access }));
    expect(answer?.text).toContain('DMPAccessDeniedByRightsService');
  });
});
