import { beforeEach, describe, expect, it } from 'vitest';
import { administrativeBody, closingReason, managementBody, newTraits } from '../../test/support/dmp-admin.ts';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  authorizationBody,
  dmpPerson,
  existenceBody,
  queryBody,
  retrieveBody,
  vihf,
} from '../../test/support/dmp-request.ts';
import type { DmpPatient } from './index.ts';

const { matricule } = dmpPerson;
const ownPatient: DmpPatient = { ...dmpPatient, rattachementEns: false };
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
  desk.directory.declare(ownPatient);
});

/** By the structure: AIR has no row for these transactions. */
const manage = (body: string, assertion: string = vihf()): ReturnType<DmpDesk['ask']> =>
  desk.ask('patients', body, assertion);
const administrative = async (): Promise<string> =>
  (await desk.ask('patients', administrativeBody(existenceBody()))).text;

describe('administrative data', () => {
  it('gives the administrative data (TD1.3a)', async () => {
    desk.directory.declare({
      ...ownPatient,
      courriel: 'a@test.fr',
      mobile: '0600000000',
      adresse: { lignes: ['1 rue A'], codePostal: '63000', ville: 'Clermont', pays: 'France' },
      decede: false,
      lieuNaissance: '63220',
      oppositions: { brisDeGlace: true },
      representants: [{ lien: 'MTH', nom: 'TESTMERE', prenom: 'EVE' }],
    });
    const text = await administrative();
    const marks = [
      '<reasonCode code="CNSLT_DATA"/>',
      '<telecom value="mailto:a@test.fr"/><telecom use="MC" value="tel:0600000000"/>',
      '<deceasedInd value="false"/><addr><streetAddressLine>1 rue A</streetAddressLine><postalCode>63000</postalCode>',
      '<code code="MTH" codeSystem="2.16.840.1.113883.1.11.19579"/>',
      '<birthPlace classCode="BIRTHPL"><addr><county>63220</county></addr></birthPlace>',
      'code="OPPOSITION_BRIS_DE_GLACE" codeSystem="1.2.250.1.213.4.1.2.3" displayName="opposition au bris de glace"/><value xsi:type="BL" value="true"/>',
      'code="OPPOSITION_ACCES_URGENCE"',
    ];
    expect([...marks.filter((mark) => !text.includes(mark)), text.includes('attentionLine')]).toEqual([false]);
  });

  it('changes the administrative data, which TD1.3a then gives (TD1.3b)', async () => {
    const answer = await manage(managementBody('MODIF_DATA'));
    const text = await administrative();
    const after = desk.directory.patient(matricule);
    expect([
      /PRPA_IN201314UV02_Response xmlns:gdp="asip:ci-sis:gdp:2010"><PRPA_IN201315UV02 /.test(answer.text),
      answer.text.includes('<id root="1.2.250.1.213.4.1.1.1.1" extension="'),
      /<Action>|wsa:Action>([^<]+)/.exec(answer.text)?.[1],
      [
        after?.nomNaissance,
        after?.nomUtilise,
        after?.prenom,
        after?.dateNaissance,
        after?.courriel,
        after?.adresse?.ville,
      ],
      text.includes('<family qualifier="BR">TESTNOUVEAU</family>'),
    ]).toEqual([
      true,
      true,
      'urn:hl7-org:v3:PRPA_IN201314ResponseUV02',
      ['TESTNOUVEAU', 'TESTUSAGE', 'ALICE', '1980-01-02', 'alice@test.fr', 'Clermont'],
      true,
    ]);
  });

  it.each([
    ['no civility', newTraits.replace('<prefix>Mme</prefix>', '')],
    ['no family name', newTraits.replaceAll(/<family.*?<\/family>/g, '')],
    ['no given name', newTraits.replace('<given>ALICE</given>', '<given/>')],
    ['no sex', newTraits.replace('<administrativeGenderCode code="F"/>', '')],
    ['no date of birth', newTraits.replace('<birthTime value="19800102"/>', '')],
  ])('are not changed with %s', async (_, traits) => {
    const answer = await manage(managementBody('MODIF_DATA', { traits }));
    expect([codeOf(answer), desk.directory.patient(matricule)]).toEqual(['probant_donnee_obligatoire', ownPatient]);
  });

  it.each(['MODIF_DATA', 'FERM', 'REAC'])(
    'are refused an author without family and given names (RG_2230): %s',
    async (code) => {
      desk.directory.declare({ ...ownPatient, etat: code === 'REAC' ? 'ferme' : 'actif' });
      const author = '<family>TÉMOIN</family><given></given>';
      expect(codeOf(await manage(managementBody(code, { author })))).toBe('probant_donnee_obligatoire');
    },
  );

  it('are not changed when the DMP is attached to Mon espace santé (note 10)', async () => {
    desk.directory.declare(dmpPatient);
    const codes = [await manage(managementBody('MODIF_DATA')), await manage(managementBody('FERM'))].map(codeOf);
    expect(codes).toEqual(['DMPAccessDeniedByRightsService', 'DMPAccessDeniedByRightsService']);
  });

  it('are not changed in AIR', async () => {
    expect(codeOf(await manage(managementBody('MODIF_DATA'), professional()))).toBe('DMPAccessDeniedByRightsService');
  });

  it('are of the patient of the VIHF', async () => {
    const person = { ...dmpPerson, matricule: '2000163220999' };
    expect(codeOf(await manage(managementBody('FERM', { person })))).toBe('probant_vihf_patient');
  });
});

describe('closing', () => {
  it('closes a DMP, which then refuses (TD1.4)', async () => {
    desk.directory.deposit({
      matricule,
      uniqueId: '2.25.700',
      titre: 'Avant',
      contenu: Buffer.from('<a/>'),
      type: { code: '11488-4', oid: '2.16.840.1.113883.6.1', libelle: 'Consultation' },
      classe: { code: '10', oid: '1.2.250.1.213.1.1.4.1', libelle: 'Compte rendu' },
      format: { code: 'urn:ihe:iti:xds-sd:pdf:2008', oid: '1.3.6.1.4.1.19376.1.2.3', libelle: 'PDF' },
      auteur: { id: '899900000025', nom: 'A', prenom: 'B', structure: '1750000001', nomStructure: 'C' },
      creation: '2026-01-15T10:00:00Z',
    });
    const closed = await manage(managementBody('FERM'));
    const status = "('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')";
    const search = queryBody('14d4debf-8f97-4251-9a74-a90016b0af0d', { XDSDocumentEntryStatus: status });
    const after = [
      await desk.ask('registry', search),
      await desk.ask('repository', retrieveBody('2.25.700')),
      await desk.deposit(),
      await manage(managementBody('MODIF_DATA')),
      await manage(managementBody('FERM')),
    ].map(codeOf);
    const authorised = await desk.ask('habilitations', authorizationBody('AJOUT'));
    expect([
      closed.status,
      after.map((code) => code.split(' ').at(-1)),
      authorised.text.includes('probant_dmp_ferme'),
    ]).toEqual([200, Array.from({ length: 5 }, () => 'probant_dmp_ferme'), true]);
  });

  it('tells the date, the code and the reason of a closed DMP (TD0.2)', async () => {
    await manage(managementBody('FERM'));
    const { text } = await desk.ask('patients', existenceBody());
    const told =
      /statusCode code="terminated".*<code code="(\w+)" codeSystem="1.2.250.1.213.4.1.2.4"\/><text>([^<]+)<\/text><effectiveTime value="(\d{14})"/;
    expect(told.exec(text)?.slice(1)).toEqual(['FERMETURE_DEMANDE_PATIENT', 'Demande du patient', expect.any(String)]);
  });

  it.each(['', closingReason.replace('<text>Demande du patient</text>', '')])('wants a reason: %s', async (reason) => {
    expect(codeOf(await manage(managementBody('FERM', { reason })))).toBe('probant_donnee_obligatoire');
  });

  it('writes the state that the DMP takes', async () => {
    const body = managementBody('FERM').replace('"terminated"', '"active"');
    expect(codeOf(await manage(body))).toBe('probant_donnee_obligatoire');
  });

  it('is of a DMP that is there', async () => {
    desk.directory.declare({ ...ownPatient, etat: 'inexistant' });
    expect(codeOf(await manage(managementBody('FERM')))).toBe('probant_dmp_inexistant');
  });
});

describe('reactivation', () => {
  it('opens a closed DMP again (TD1.2)', async () => {
    await manage(managementBody('FERM'));
    const answer = await manage(managementBody('REAC'));
    const { text } = await desk.ask('patients', existenceBody());
    expect([answer.status, /<patient .*?statusCode code="(\w+)"/.exec(text)?.[1], text.includes('FERMETURE')]).toEqual([
      200,
      'active',
      false,
    ]);
  });

  it('wants the consent of the patient', async () => {
    desk.directory.declare({ ...ownPatient, etat: 'ferme' });
    expect(codeOf(await manage(managementBody('REAC', { observations: '<subjectOf/>' })))).toBe(
      'probant_donnee_obligatoire',
    );
  });

  it('is of a closed DMP', async () => {
    expect(codeOf(await manage(managementBody('REAC')))).toBe('probant_dmp_actif');
  });
});
