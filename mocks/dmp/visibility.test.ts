import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import {
  depositBody,
  dmpPerson,
  documentXml,
  envelope,
  member,
  mtom,
  physician,
  purpose,
  queryBody,
  retrieveBody,
  submission,
  vihf,
} from '../../test/support/dmp-request.ts';
import { colleagueDocument, type DmpPatient, dmpStatuses } from './index.ts';

const colleague = '899900000025';
const purposeName = 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse';
const secretName = 'urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code';
const creation = '2026-01-15T10:00:00Z';
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
});

function feed(uniqueId: string, confidentialites: string[]): void {
  desk.directory.deposit(
    colleagueDocument(dmpPerson, { uniqueId, titre: 'Avis', texte: 'x', creation, confidentialites }),
  );
}

/** Whether somebody finds a document, and reads it. */
async function sees(nameId: string, access: string, uniqueId: string): Promise<[boolean, string]> {
  const who = () => professional({ nameId, attributes: { [purposeName]: purpose(access) } });
  const query = queryBody('14d4debf-8f97-4251-9a74-a90016b0af0d', {
    XDSDocumentEntryStatus: `('${dmpStatuses.approved}')`,
  });
  const found = await desk.ask('registry', query, who());
  const read = await desk.ask('repository', retrieveBody(uniqueId), who());
  return [found.text.includes(`"${uniqueId}"`), codeOf(read)];
}

const seen: [boolean, string] = [true, 'Success'];
const hidden: [boolean, string] = [false, 'Failure DMPAccessDeniedByRightsService'];

describe('a document masked to professionals (matrix TD3.2, notes 6 and 7)', () => {
  it.each<[string, string, string, Partial<DmpPatient>, [boolean, string]]>([
    ['its author', colleague, 'normal', {}, seen],
    ['another professional', physician, 'normal', {}, hidden],
    ['the treating physician', physician, 'normal', { medecinTraitant: physician }, seen],
    ['who breaks the glass', physician, 'bris_de_glace', {}, hidden],
    ['who breaks the glass and may', physician, 'bris_de_glace', { accesMasques: { brisDeGlace: true } }, seen],
    [
      'who breaks the glass, when the centre alone may',
      physician,
      'bris_de_glace',
      { accesMasques: { centre15: true } },
      hidden,
    ],
    ['the centre', physician, 'centre_15', {}, hidden],
    ['the centre that may', physician, 'centre_15', { accesMasques: { centre15: true } }, seen],
    ['the treating physician who breaks the glass', physician, 'bris_de_glace', { medecinTraitant: physician }, hidden],
  ])('is as it must for %s', async (...[, nameId, access, state, expected]) => {
    desk.directory.declare({ ...dmpPatient, ...state });
    feed('2.25.500', ['N', 'MASQUE_PS']);
    expect(await sees(nameId, access, '2.25.500')).toEqual(expected);
  });
});

describe('a document hidden from the patient or his representatives', () => {
  it.each(['INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'])('%s is seen by professionals', async (code) => {
    feed('2.25.501', ['N', code]);
    expect(await sees(physician, 'normal', '2.25.501')).toEqual(seen);
  });
});

describe('INVISIBLE_PATIENT and MASQUE_PS at once (EX_2.1-1050)', () => {
  it.each([
    [false, 'Failure XDSRegistryMetadataError'],
    [true, 'Success'],
  ])('with cumul-invisible_patient-masque_ps = %s: %s', async (cumulInvisiblePatientMasquePs, code) => {
    desk = new DmpDesk({ parameters: { cumulInvisiblePatientMasquePs } });
    expect(codeOf(await desk.deposit({ confidentialities: ['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'] }))).toBe(code);
  });
});

describe('the secret connection of a minor (EX_0.1-1100)', () => {
  it.each([
    [['N'], 'Failure XDSRegistryMetadataError'],
    [['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'], 'Success'],
  ])('deposits a document of codes %j: %s', async (confidentialities, code) => {
    desk.directory.declare({ ...dmpPatient, mineur: true });
    const secret = vihf({ attributes: { [secretName]: 'INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13' } });
    const lot = submission(documentXml({ confidentialities }) + member());
    const { body, type } = mtom(envelope(depositBody(lot), secret));
    expect(codeOf(await desk.send('repository', body, type))).toBe(code);
  });
});

describe('the codes of a document', () => {
  it.each([
    ['a type of no value set', { typeCode: '00000-0' }],
    ['two levels of confidentiality', { confidentialities: ['N', 'R'] }],
    ['no level of confidentiality', { confidentialities: ['MASQUE_PS'] }],
    ['a code of confidentiality of the HL7v2 table', { confidentialities: ['N', 'INVISIBLE_REP_LEGAUX'] }],
    ['a code twice', { confidentialities: ['N', 'MASQUE_PS', 'MASQUE_PS'] }],
    ['a language that is no code', { slots: { languageCode: 'français' } }],
    [
      'a responsible person without a name',
      { slots: { legalAuthenticator: `${physician}^^^^^^^^&amp;1.2&amp;ISO^D^^^IDNPS` } },
    ],
    ['a local identifier without authority', { slots: { sourcePatientId: 'IPP1' } }],
  ])('are refused: %s', async (_, parts) => {
    expect(codeOf(await desk.deposit(parts))).toBe('Failure XDSRegistryMetadataError');
  });

  it('are taken with a warning when the class is not that of the type', async () => {
    expect(codeOf(await desk.deposit({ typeCode: '57833-6' }))).toBe('Success probant_avertissement_classe');
  });
});
