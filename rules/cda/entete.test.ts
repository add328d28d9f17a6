import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { deposit, replaced, rightCda, wire } from '../pieces/testing.ts';
import type { RuleInputs } from '../rule.ts';
import { documentOf, places } from '../testing.ts';
import { entete } from './entete.rule.ts';

const check = async (text: string): Promise<string[]> => places(await entete.check(documentOf(text), {}));

test('accepts a right header', async () => {
  expect(await check(rightCda)).toEqual([]);
});

const head = 'document · /ClinicalDocument';
const person = `${head}/recordTarget/patientRole`;

test.each([
  ['realmCode', '<realmCode code="FR"/>', '', `element-absent @ ${head}/realmCode`],
  ['its value', 'realmCode code="FR"', 'realmCode code="US"', `valeur @ ${head}/realmCode`],
  ['typeId', 'POCD_HD000040', 'POCD', `valeur @ ${head}/typeId`],
  ['a template', '1.2.250.1.213.1.1.1.1"', '1.2.250.1.213.1.1.1.2"', `modele @ ${head}/templateId`],
  ['an OID with a leading zero', '2.25.1234567', '2.25.01234567', `oid @ ${head}/id`],
  [
    'an id that is a UUID',
    /2\.25\.1{0}123456789012345678901234567890123/,
    '7d9e2a30-1c1c-4c1c-8c1c-123456789012',
    `oid @ ${head}/id`,
  ],
  ['an OID too long', '"2.25.1234"', `"2.25.${'1'.repeat(60)}"`, `oid-trop-long @ ${head}/setId`],
  ['an unknown type', '11490-0', '11490-9', `code @ ${head}/code`],
  ['an empty title', 'Lettre de liaison</title>', '</title>', `titre @ ${head}/title`],
  ['a title too long', 'Lettre de liaison</title>', `${'a'.repeat(129)}</title>`, `titre @ ${head}/title`],
  ['a date without offset', '"20260302091530+0100"', '"20260302091530"', `date @ ${head}/effectiveTime`],
  ['a date to the minute', '"20260302091530+0100"', '"202603020915+0100"', `date @ ${head}/effectiveTime`],
  ['a date that does not exist', '"20260302091530+0100"', '"20260231091530+0100"', `date @ ${head}/effectiveTime`],
  [
    'a confidentiality of the DMP',
    'code="N" codeSystem="2.16.840.1.113883.5.25"',
    'code="MASQUE_PS" codeSystem="1.2.250.1.213.1.1.4.13"',
    `code @ ${head}/confidentialityCode`,
  ],
  ['a language', 'fr-FR', 'fr-fr', `valeur @ ${head}/languageCode`],
  ['an identifier without root', '<id root="1.2.250.1.999.1" ext', '<id ext', `racine @ ${person}/id[2]`],
  [
    'a name of the years before',
    'family qualifier="BR"',
    'family qualifier="SP"',
    `valeur @ ${person}/patient/name/family`,
  ],
  [
    'an unknown sex',
    'administrativeGenderCode code="F"',
    'administrativeGenderCode code="U"',
    `code @ ${person}/patient/administrativeGenderCode`,
  ],
  [
    'a custodian without its identifier',
    /(?<=<representedCustodianOrganization><id root="1.2.250.1.71.4.2.2") extension="[^"]*"/,
    '',
    `valeur @ ${head}/custodian/assignedCustodian/representedCustodianOrganization/id`,
  ],
  [
    'an encounter of no list',
    '<encompassingEncounter>',
    '<encompassingEncounter><code code="CONSULT" codeSystem="2.16.840.1.113883.5.4" displayName="x"/>',
    `code @ ${head}/componentOf/encompassingEncounter/code`,
  ],
  [
    'a system without its software',
    /<assignedPerson>.*?<\/assignedPerson>/s,
    '<assignedAuthoringDevice><manufacturerModelName>x</manufacturerModelName></assignedAuthoringDevice>',
    `element-absent @ ${head}/author/assignedAuthor/assignedAuthoringDevice/softwareName`,
  ],
  ['a label that is empty', 'displayName="Normal"', 'displayName=" "', `libelle @ ${head}/confidentialityCode`],
  ['no setId', /<setId[^>]*>/, '', `element-absent @ ${head}/setId`],
  [
    'a nullFlavor where it is forbidden',
    /<setId[^>]*>/,
    '<setId nullFlavor="UNK"/>',
    `nullflavor-interdit @ ${head}/setId`,
  ],
  ['a version 0', 'versionNumber value="1"', 'versionNumber value="0"', `valeur @ ${head}/versionNumber`],
  [
    'two patients',
    /(<recordTarget>.*<\/recordTarget>)/s,
    '<recordTarget/><recordTarget/>',
    `element-en-trop @ ${head}/recordTarget`,
  ],
  ['an INS-C', '<id root="1.2.250.1.999.1"', '<id root="1.2.250.1.213.1.4.2"', `ins-obsolete @ ${person}/id[2]`],
  [
    'an INS that is not first',
    '<id root="1.2.250.1.213.1.4.10"',
    '<id root="1.2.250.1.999.2" extension="1"/><id root="1.2.250.1.213.1.4.10"',
    `ins-rang @ ${person}/id[2]`,
  ],
  ['an INS without its key', '279035121518989', '2790351215189', `matricule @ ${person}/id[1]`],
  [
    'no birth first name',
    '<given qualifier="BR">DOMINIQUE</given>',
    '',
    `trait-absent @ ${person}/patient/name/given[@qualifier=BR]`,
  ],
  ['no birthplace', '>51215<', '><', `trait-absent @ ${person}/patient/birthplace/place/addr/county`],
  [
    'a birth date told as unknown',
    'birthTime value="19790328"',
    'birthTime nullFlavor="UNK"',
    `trait-absent @ ${person}/patient/birthTime/@value`,
  ],
  ['a race', '<birthplace>', '<raceCode code="x"/><birthplace>', `interdit @ ${person}/patient/raceCode`],
  ['a nullFlavor out of the list', 'addr nullFlavor="NASK"', 'addr nullFlavor="NI"', `nullflavor @ ${person}/addr`],
  ['a telecom with a space', 'telecom nullFlavor="NASK"', 'telecom value="tel:01 44"', `telecom @ ${person}/telecom`],
  [
    'an author that is not told',
    /<author>.*?<id [^>]*>/s,
    '<author><time value="20260302091500+0100"/><assignedAuthor><id nullFlavor="UNK"/>',
    `nullflavor-interdit @ ${head}/author/assignedAuthor/id`,
  ],
  [
    'a custodian',
    /(?<=<representedCustodianOrganization>)<id root="[^"]*"/,
    '<id root="1.2.3"',
    `valeur @ ${head}/custodian/assignedCustodian/representedCustodianOrganization/id`,
  ],
  [
    'a signature',
    'signatureCode code="S"',
    'signatureCode code="X"',
    `valeur @ ${head}/legalAuthenticator/signatureCode`,
  ],
  [
    'a practice setting',
    'AMBULATOIRE',
    'AILLEURS',
    `code @ ${head}/documentationOf/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode`,
  ],
  [
    'no practice setting',
    /<standardIndustryClassCode[^>]*>/,
    '',
    `cadre-exercice @ ${head}/documentationOf/serviceEvent/performer/assignedEntity/representedOrganization/standardIndustryClassCode`,
  ],
  [
    'no act date',
    '<effectiveTime><low value="202603020900+0100"/></effectiveTime>',
    '',
    `date @ ${head}/documentationOf/serviceEvent/effectiveTime/low`,
  ],
  ['a facility', 'SA07', 'SA99', `code @ ${head}/componentOf/encompassingEncounter/location/healthCareFacility/code`],
  [
    'the order',
    /(<setId[^>]*>)\s*(<versionNumber[^>]*>)/,
    '<versionNumber value="1"/><setId root="2.25.1234"/>',
    `ordre @ ${head}/setId`,
  ],
])('refuses %s', async (...[, piece, by, place]) => {
  expect(await check(replaced(rightCda, piece, by))).toContain(place);
});

test('refuses in a deposit an identifier with an extension, and warns of it elsewhere', async () => {
  const extended = replaced(rightCda, '2.25.123456789012345678901234567890123"', '2.25.1" extension="2"');
  const severities = async (inputs: RuleInputs) => (await entete.check(inputs, {})).map(({ severity }) => severity);
  expect([await severities(wire(deposit(extended))), await severities(documentOf(extended))]).toEqual([
    ['bloquant'],
    ['avertissement'],
  ]);
});

test('only warns of a flavor that published examples carry', async () => {
  const findings = await entete.check(
    documentOf(replaced(rightCda, 'addr nullFlavor="NASK"', 'addr nullFlavor="NA"')),
    {},
  );
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['nullflavor-na', 'avertissement']]);
});

test('only warns of a code without its label', async () => {
  const findings = await entete.check(documentOf(replaced(rightCda, ' displayName="Ambulatoire"', '')), {});
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['libelle', 'avertissement']]);
});

test.each([
  ['of the header, of every identifier', '2.25.123456789012345678901234567890123', '2.25.01', 'oid'],
  ['blocks and warns', '"20260302091530+0100"', '"20260302091530"', 'date'],
])('says once of one place what it %s', async (...[, part, by, code]) => {
  const [finding, ...others] = await entete.check(documentOf(replaced(rightCda, part, by)), {});
  expect([finding?.code, others]).toEqual([code, []]);
});

test.each([
  ['29', []],
  ['55', ['type-modele avertissement']],
  ['999', []],
])('looks at the type of the model %s', async (model, found) => {
  const sections = replaced(rightCda, /<nonXMLBody>.*<\/nonXMLBody>/s, '<structuredBody/>');
  const modelled = replaced(sections, '1.3.6.1.4.1.19376.1.2.20', `1.2.250.1.213.1.1.1.${model}`);
  const findings = await entete.check(documentOf(modelled), {});
  expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(found);
});

test('asks a structured document for its own model', async () => {
  const sections = replaced(rightCda, /<nonXMLBody>.*<\/nonXMLBody>/s, '<structuredBody/>');
  expect(await check(replaced(sections, /<templateId root="1.3.6[^>]*>/, ''))).toEqual([`modele @ ${head}/templateId`]);
});

test('accepts an unqualified identity, its birthplace unknown', async () => {
  const unqualified = replaced(rightCda, /<id root="1.2.250.1.213.1.4.10"[^>]*>/, '');
  expect(await check(replaced(unqualified, '>51215<', '><'))).toEqual([]);
});

const samples = resolve(import.meta.dirname, '../../../shared/data/cda');
const present = existsSync(samples);
/** Mutants that the header's rule does not look at: those of the body. */
const elsewhere = /M33|M34/;

describe.skipIf(!present)('documents built from the facts, and examples (skipped: ../shared is absent)', () => {
  const files = present ? readdirSync(join(samples, 'mutants')).filter((file) => !elsewhere.test(file)) : [];

  it('accepts the right one', async () => {
    expect(await check(readFileSync(join(samples, 'valid-n1-pdf.xml'), 'utf8'))).toEqual([]);
  });

  it.each(files)('catches %s', async (file) => {
    const findings = await entete.check({ document: readFileSync(join(samples, 'mutants', file)) }, {});
    expect(findings.filter(({ severity }) => severity === 'bloquant')).not.toEqual([]);
  });

  const examples = present ? readdirSync(join(samples, 'ans-examples')).filter((file) => file.endsWith('.xml')) : [];
  it.each(examples)('finds nothing blocking in the published %s', async (file) => {
    const findings = await entete.check({ document: readFileSync(join(samples, 'ans-examples', file)) }, {});
    expect(findings.filter(({ severity }) => severity === 'bloquant')).toEqual([]);
  });
});
