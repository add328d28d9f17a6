import { expect, test } from 'vitest';
import { replaced } from '../dmp/testing.ts';
import { rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { coherenceCda } from './coherence-cda.rule.ts';
import { association, classification, deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const codes = async (changes: Parameters<typeof deposit>[0]): Promise<string[]> =>
  (await coherenceCda.check(deposit(changes), {})).map(({ code }) => code);
const withEntry = (entry: string, relations = hasMember): string => submitObjects(rightSet() + entry + relations);

test('accepts an entry that says what the header says', async () => {
  expect(await codes({})).toEqual([]);
});

test('names both places', async () => {
  const cda = replaced(rightCda, '<title>Lettre de liaison', '<title>Compte rendu');
  expect(places(await coherenceCda.check(deposit({ cda }), {}))).toEqual([
    'title @ échange 1 · fiche Document01 · title ↔ ClinicalDocument/title',
  ]);
});

test.each([
  ['unique-id', '<id root="2.25.123456789012345678901234567890123"/>', '<id root="2.25.1"/>'],
  ['unique-id', '"2.25.123456789012345678901234567890123"', '"2.25.123456789012345678901234567890123" extension="1"'],
  ['language-code', 'languageCode code="fr-FR"', 'languageCode code="fr-BE"'],
  ['type', '<code code="11490-0"', '<code code="57833-6"'],
  ['libelle', 'displayName="Ambulatoire"', 'displayName="Hospitalisation"'],
  ['format', 'mediaType="application/pdf"', 'mediaType="text/plain"'],
  ['practice-setting', 'AMBULATOIRE', 'HAD'],
  ['healthcare-facility', 'code="SA07"', 'code="SA08"'],
  ['confidentiality', 'confidentialityCode code="N"', 'confidentialityCode code="R"'],
  ['creation-time', '20260302091530+0100"/>\n<conf', '20260302091531+0100"/>\n<conf'],
  ['service-start-time', '202603020900+0100', '202603021000+0100'],
  [
    'service-stop-time',
    '<low value="202603020900+0100"/>',
    '<low value="202603020900+0100"/><high value="202603020930+0100"/>',
  ],
  ['patient-id', 'extension="279035121518989"', 'extension="285047505612322"'],
  ['patient-id', 'root="1.2.250.1.213.1.4.10"', 'root="1.2.250.1.213.1.4.8"'],
  ['source-patient-id', 'IPP0001', 'IPP0002'],
  ['nom', '>PAT-TROIS<', '>PAT-QUATRE<'],
  ['naissance', '19790328', '19790329'],
  ['sexe', 'administrativeGenderCode code="F"', 'administrativeGenderCode code="M"'],
  [
    'personne',
    '<id root="1.2.250.1.71.4.2.1" extension="899900000017"/>',
    '<id root="1.2.250.1.71.4.2.1" extension="899900000025"/>',
  ],
  ['personne-nom', '<family>TEMOIN</family>', '<family>AUTRE</family>'],
  ['structure', 'extension="1630000018"', 'extension="1630000019"'],
  ['specialite', 'code="G15_10/SM26"', 'code="G15_10/SM01"'],
  ['auteurs', '<author>', '<author><time value="20260302091500+0100"/></author><author>'],
  [
    'remplacement',
    '<componentOf>',
    '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.1"/></parentDocument></relatedDocument><componentOf>',
  ],
  ['version', '<versionNumber value="1"/>', '<versionNumber value="2"/>'],
  [
    'event-code-list',
    '<documentationOf><serviceEvent>',
    '<documentationOf><serviceEvent><code code="YYYY600" codeSystem="1.2"/>',
  ],
])('refuses as « %s » the header where %s → %s', async (code, part, by) => {
  expect(await codes({ cda: replaced(rightCda, part, by) })).toContain(code);
});

test('accepts a replacement that the header and the lot both state', async () => {
  const related =
    '<relatedDocument typeCode="RPLC"><parentDocument><id root="2.25.1"/></parentDocument></relatedDocument>';
  const cda = rightCda
    .replace('<componentOf>', `${related}<componentOf>`)
    .replace('Number value="1"', 'Number value="2"');
  const target = 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001';
  const rplc = association('urn:ihe:iti:2007:AssociationType:RPLC', { source: 'Document01', target });
  expect(await codes({ cda, request: withEntry(rightEntry(), hasMember + rplc) })).toEqual([]);
  expect(await codes({ request: withEntry(rightEntry(), hasMember + rplc) })).toEqual(['remplacement']);
});

test.each([
  ['the header has not', '<title>Lettre de liaison</title>', ''],
  ['the header tells without its offset', '20260302091530+0100"/>\n<conf', '20260302091530"/>\n<conf'],
  ['the header tells unqualified', 'family qualifier="BR"', 'family qualifier="CL"'],
])('leaves to its own rule what %s', async (_, part, by) => {
  expect(await codes({ cda: replaced(rightCda, part, by) })).toEqual([]);
});

test.each([
  ['has not', 'name="legalAuthenticator"', 'name="autre"'],
  ['writes in another form', 'IPP0001^^^&amp;1.2.250.1.999.1&amp;ISO^PI', 'IPP0001'],
])('leaves to its own rule what the entry %s', async (_, part, by) => {
  expect(await codes({ request: withEntry(replaced(rightEntry(), part, by)) })).toEqual([]);
});

test('refuses an end of the act that the header alone tells', async () => {
  const cda = replaced(
    rightCda,
    '+0100"/></effectiveTime>',
    '+0100"/><high value="202603020930+0100"/></effectiveTime>',
  );
  expect(await codes({ cda })).toEqual(['service-stop-time']);
});

test('refuses acts that the header does not have', async () => {
  const act = classification('2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4', 'YYYY600', '1.2.250.1.213.2.5');
  expect(await codes({ request: withEntry(rightEntry().replace('</r:Ext', `${act}</r:Ext`)) })).toEqual([
    'event-code-list',
  ]);
});

test('a structured document has the format of its model', async () => {
  const cda = replaced(rightCda, '1.3.6.1.4.1.19376.1.2.20', '1.2.250.1.213.1.1.1.29');
  const entry = rightEntry()
    .replaceAll('urn:ihe:iti:xds-sd:pdf:2008', 'urn:asip:ci-sis:ldl-ses:2017')
    .replace('1.3.6.1.4.1.19376.1.2.3<', '1.2.250.1.213.1.1.4.2.282<');
  expect(await codes({ cda, request: withEntry(entry) })).toEqual([]);
  expect(await codes({ cda })).toEqual(['format']);
});

test.each([
  ['xml-illisible', '<a>'],
  ['pas-un-cda', '<a/>'],
])('refuses as « %s » a document %s', async (code, cda) => {
  expect(await codes({ cda })).toEqual([code]);
});
