import { beforeEach, describe, expect, it } from 'vitest';
import { drawPerson } from '../../core/index.ts';
import { patientSearchBody } from '../../test/support/dmp-admin.ts';
import { codeOf, type DmpAnswer, DmpDesk, dmpPatient, professional } from '../../test/support/dmp-desk.ts';
import { dmpPerson, purpose, purposeName } from '../../test/support/dmp-request.ts';

const resource = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const { nomNaissance, nomUtilise, dateNaissance, matricule, cle, oid } = dmpPerson;
let desk: DmpDesk;

beforeEach(() => {
  desk = new DmpDesk();
  const other = drawPerson({ seed: 'dmp' }, 'DMP', 1);
  desk.directory.declare({ ...dmpPatient, ...other });
});

const ask = (body: string, access = 'centre_15'): Promise<DmpAnswer> =>
  desk.ask('patientsPDQ', body, professional({ attributes: { [purposeName]: purpose(access), [resource]: null } }));
const found = async (body: string): Promise<string[]> =>
  [...(await ask(body)).text.matchAll(/<patient [^>]*><id root="[^"]+" extension="(\d{13})/g)].map(([, id = '']) => id);

describe('a search without INS (TD0.5)', () => {
  it('finds a patient by his name in the regulation centre (TD0.5)', async () => {
    const { text, status } = await ask(patientSearchBody(nomNaissance));
    const marks = [
      '<acknowledgement><typeCode code="AA"/>',
      `<id root="${oid}" extension="${matricule}${cle}"/>`,
      '<queryMatchObservation classCode="OBS" moodCode="EVN"><code code="POURCENTAGE"/><value xsi:type="INT" value="100"/>',
      '<subjectOf2 typeCode="SBJ"><administrativeObservation',
      '<queryResponseCode code="OK"/><resultTotalQuantity value="1"/><resultCurrentQuantity value="1"/><resultRemainingQuantity value="0"/>',
      `<value xsi:type="EN"><family>${nomNaissance}</family></value>`,
    ];
    expect([status, marks.filter((mark) => !text.includes(mark))]).toEqual([200, []]);
  });

  const birth = (value: string): string => `<livingSubjectBirthTime><value value="${value}"/></livingSubjectBirthTime>`;

  it.each([
    {
      what: 'the beginning of a name, in lower case',
      family: nomNaissance.slice(0, 6).toLowerCase(),
      expected: [matricule],
    },
    { what: 'the name in use', family: nomUtilise, expected: [matricule] },
    { what: 'a date of birth that agrees', more: birth(dateNaissance.replaceAll('-', '')), expected: [matricule] },
    { what: 'a date of birth that does not', more: birth('19010101'), expected: [] },
    { what: 'a name that nobody bears', family: 'PERSONNE', expected: [] },
  ])('looks for $what', async ({ family = nomNaissance, more, expected }) => {
    expect(await found(patientSearchBody(family, more))).toEqual(expected);
  });

  it('says NF when nobody answers', async () => {
    const { text } = await ask(patientSearchBody('PERSONNE'));
    expect(text).toContain('<queryResponseCode code="NF"/><resultTotalQuantity value="0"/>');
  });

  it('wants two characters of the name', async () => {
    expect(codeOf(await ask(patientSearchBody('T')))).toBe('probant_donnee_obligatoire');
  });

  it('tells that too many patients answer', async () => {
    for (let i = 10; i < 40; i += 1)
      desk.directory.declare({ ...dmpPatient, ...drawPerson({ seed: 'dmp' }, 'DMP', i) });
    const { text } = await ask(patientSearchBody('TEST'));
    expect([text.includes('<typeCode code="AE"/>'), text.includes('probant_trop_de_resultats')]).toEqual([true, true]);
  });

  it.each(['normal', 'bris_de_glace'])('is closed to the access %s', async (access) => {
    expect(codeOf(await ask(patientSearchBody(nomNaissance), access))).toBe('DMPAccessDeniedByRightsService');
  });
});
