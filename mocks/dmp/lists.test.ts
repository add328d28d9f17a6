import { beforeEach, describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { authorizationListBody, patientListBody, rolesByProfile } from '../../test/support/dmp-admin.ts';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  authorizationBody,
  dmpPerson,
  existenceBody,
  physician,
  structure,
  vihf,
} from '../../test/support/dmp-request.ts';

const { matricule } = dmpPerson;
const roleName = 'urn:oasis:names:tc:xacml:2.0:subject:role';
const resource = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const other = drawPerson({ seed: 'dmp' }, 'DMP', 1);
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

const employee = (): string => professional({ attributes: { [roleName]: rolesByProfile.cpe.join('') } });

describe('the list of professionals (TD1.6)', () => {
  const list = async (mode: string): Promise<string[][]> => {
    const { text } = await desk.ask('habilitations', authorizationListBody(mode));
    const items = text.split('<ns1:listOfAuthorizationByPatient>').slice(1);
    return items.map((item) => ['nationalId', 'firstName', 'lastName', 'mode'].map((name) => fieldOf(item, name)));
  };

  beforeEach(() => {
    desk.directory.declare({
      ...dmpPatient,
      autorisation: 'NON_EXISTE',
      medecinTraitant: physician,
      autorisations: [
        {
          id: '899900000025',
          etat: 'VALIDE',
          nom: 'CONFRERE',
          prenom: 'Camille',
          specialites: [{ code: 'G15_60', libelle: 'Infirmier' }],
        },
        { id: '899900000033', etat: 'INTERDIT', nom: 'BLOQUE', prenom: 'Paul' },
        { id: '899900000041', etat: 'EXPIRE', nom: 'PASSE', prenom: 'Luc' },
      ],
    });
  });

  const valid = ['899900000025', 'Camille', 'CONFRERE', 'ACTIVE'];
  const blocked = ['899900000033', 'Paul', 'BLOQUE', 'INTERDITE'];

  it('lists the authorised and the blocked professionals (TD1.6)', async () => {
    expect([await list('ACTIVE'), await list('INTERDITE'), await list('TOUTE')]).toEqual([
      [valid],
      [blocked],
      [valid, blocked],
    ]);
  });

  it('lists who has just been authorised, named as his VIHF names him, and says who treats', async () => {
    await desk.ask('habilitations', authorizationBody('AJOUT'));
    const { text } = await desk.ask('habilitations', authorizationListBody('ACTIVE'));
    const own = text.split('<ns1:listOfAuthorizationByPatient>').at(-1) ?? '';
    const names = ['nationalId', 'lastName', 'firstName', 'codeSpeciality', 'specificRight', 'status'];
    expect(names.map((name) => fieldOf(own, name))).toEqual([
      physician,
      'TÉMOIN',
      'Alix',
      'G15_10/SM26',
      'MEDECIN_TRAITANT',
      'DMPOk',
    ]);
  });

  it('is refused for a mode that does not exist', async () => {
    expect(codeOf(await desk.ask('habilitations', authorizationListBody('AUCUNE')))).toBe('probant_corps_inattendu');
  });
});

describe('authorisations (TD0.3)', () => {
  it('gives the structure what an employee declares (TD0.3, note 1)', async () => {
    desk.directory.declare({ ...dmpPatient, autorisation: 'NON_EXISTE' });
    const added = await desk.ask('habilitations', authorizationBody('AJOUT'), employee());
    const { text } = await desk.ask('patients', existenceBody());
    expect([
      fieldOf(added.text, 'status'),
      desk.directory.authorisation(matricule, structure),
      desk.directory.authorisation(matricule, physician),
      /AUTORISATION.*?code="(\w+)"/.exec(text.slice(text.indexOf('AUTORISATION')))?.[1],
    ]).toEqual(['DMPOk', 'VALIDE', 'NON_EXISTE', 'VALIDE']);
  });

  it('is refused to a nurse as the treating physician', async () => {
    const nurse = professional({ attributes: { [roleName]: rolesByProfile.ps.join('') } });
    const body = authorizationBody('AJOUT', '<role>MEDECIN_TRAITANT</role>');
    expect(codeOf(await desk.ask('habilitations', body, nurse))).toBe('DMPAccessDeniedByRightsService');
  });

  it('leaves the treating physician, in direct authentication', async () => {
    desk.directory.declare({ ...dmpPatient, medecinTraitant: physician });
    const direct = vihf({ mode: 'DIRECTE' });
    const body = authorizationBody('SUPPRESSION', '<role>MEDECIN_TRAITANT</role>');
    const { text } = await desk.ask('habilitations', body, direct);
    expect([fieldOf(text, 'status'), desk.directory.patient(matricule)?.medecinTraitant]).toEqual(['DMPOk', undefined]);
  });
});

describe('the list of DMPs (TD0.4)', () => {
  const list = async (
    body: string,
    assertion = professional({ attributes: { [resource]: null } }),
  ): Promise<string[]> => {
    const answer = await desk.ask('patientsSpecific', body, assertion);
    const code = codeOf(answer);
    if (code !== '') return [code];
    return [...answer.text.matchAll(/<ns1:nationalId>(\d{13})/g)].map(([, id = '']) => id);
  };

  beforeEach(() => {
    desk.directory.declare({
      ...dmpPatient,
      autorisation: 'NON_EXISTE',
      autorisations: [{ id: physician, etat: 'VALIDE', structure, debut: '2026-03-01T08:00:00Z' }],
    });
    desk.directory.declare({
      ...dmpPatient,
      ...other,
      autorisation: 'NON_EXISTE',
      autorisations: [{ id: physician, etat: 'VALIDE', structure: '1750000001', debut: '2026-01-01T08:00:00Z' }],
    });
  });

  it('lists the DMPs authorised since a date (TD0.4)', async () => {
    expect([await list(patientListBody('20260201000000')), await list(patientListBody('20251201000000'))]).toEqual([
      [matricule],
      [matricule, other.matricule],
    ]);
  });

  it('says of each what the schema wants', async () => {
    await desk.ask('patients', existenceBody());
    const answer = await desk.ask('patientsSpecific', patientListBody('20260201000000'));
    const names = [
      'nationalIdType',
      'lastName',
      'patronymicalName',
      'civility',
      'dateOfBirth',
      'MT',
      'message',
      'status',
    ];
    expect([names.map((name) => fieldOf(answer.text, name)), /lastAccessDate>\d{14}</.test(answer.text)]).toEqual([
      [
        dmpPerson.oid,
        dmpPerson.nomUtilise,
        dmpPerson.nomNaissance,
        dmpPerson.sexe === 'F' ? 'Mme' : 'M.',
        dmpPerson.dateNaissance.replaceAll('-', ''),
        'false',
        'false',
        'DMPOk',
      ],
      true,
    ]);
  });

  it('lists by the last document', async () => {
    const before = await list(patientListBody('20260201000000', 'LASTDOC'));
    await desk.deposit();
    expect([before, await list(patientListBody('20260201000000', 'LASTDOC'))]).toEqual([[], [matricule]]);
  });

  it('lists no closed DMP', async () => {
    const patient = desk.directory.patient(matricule);
    if (patient !== undefined) desk.directory.update({ ...patient, etat: 'ferme' });
    expect(await list(patientListBody('20260201000000'))).toEqual([]);
  });

  it.each([
    [
      'a professional lists another’s',
      () => list(patientListBody('20260101000000', 'LASTDOC', '899900000025')),
      ['DMPAccessDeniedByRightsService'],
    ],
    [
      'a structure lists by document (note 3)',
      () => list(patientListBody('20260101000000', 'LASTDOC'), vihf()),
      ['DMPAccessDeniedByRightsService'],
    ],
    [
      'a structure lists its new authorisations (note 3)',
      () => list(patientListBody('20250101000000'), vihf()),
      [matricule],
    ],
    [
      'an employee lists those of a professional of his structure',
      () => list(patientListBody('20250101000000', 'LASTAUTORIZATION', physician), employee()),
      [matricule],
    ],
    ['the date is no date', () => list(patientListBody('2026-02-01')), ['probant_corps_inattendu']],
    [
      'the kind of date does not exist',
      () => list(patientListBody('20260101000000', 'LASTAUTHORIZATION')),
      ['probant_corps_inattendu'],
    ],
  ])('when %s', async (_, ask, expected) => {
    expect(await ask()).toEqual(expected);
  });
});

function fieldOf(xml: string, name: string): string {
  return new RegExp(`<ns1:${name}>([^<]*)<`).exec(xml)?.[1] ?? '';
}
