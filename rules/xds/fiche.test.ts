import { expect, test } from 'vitest';
import { replaced } from '../dmp/testing.ts';
import { archiveFile, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { fiche } from './fiche.rule.ts';
import {
  classification,
  deposit,
  fingerprint,
  hasMember,
  rightEntry,
  rightSet,
  slot,
  submitObjects,
} from './testing.ts';

const check = async (entry: string): Promise<string[]> =>
  places(await fiche.check(deposit({ request: submitObjects(rightSet() + entry + hasMember) }), {}));
const broken = (part: string, by: string): Promise<string[]> => check(replaced(rightEntry(), part, by));
const at = 'échange 1 · fiche Document01';

test('accepts a right entry', async () => {
  expect(await check(rightEntry())).toEqual([]);
});

test.each([
  ['mime-type', 'mimeType', 'text/xml', 'application/pdf'],
  ['creation-time', 'creationTime', '20260302081530', '20260302091530+0100'],
  ['service-start-time', 'serviceStartTime', '20260302080000', '20260230080000'],
  ['language-code', 'languageCode', 'fr-FR', 'FR'],
  ['xcn', 'legalAuthenticator', '<r:Value>899900000017^TEMOIN^Alix', '<r:Value>899900000017^TEMOIN Alix'],
  ['source-patient-id', 'sourcePatientId', 'IPP0001^^^', 'IPP0001'],
  ['source-patient-id', 'sourcePatientId', 'ISO^PI', 'ISO^PN'],
  ['source-patient-info', 'sourcePatientInfo', 'name="sourcePatientInfo"', 'name="autre"'],
  ['availability-status', 'availabilityStatus', 'mimeType="text/xml"', 'mimeType="text/xml" status="Approved"'],
  ['source-patient-info-pid-5', 'sourcePatientInfo · PID-5', '^DOMINIQUE^^^^^L', '^DOMINIQUE'],
  ['source-patient-info-pid-7', 'sourcePatientInfo · PID-7', 'PID-7|19790328', 'PID-7|28/03/1979'],
  ['source-patient-info-pid-8', 'sourcePatientInfo · PID-8', 'PID-8|F', 'PID-8|2'],
  ['source-patient-info', 'sourcePatientInfo', '<r:Value>PID-8|F', '<r:Value>PID-19|2</r:Value><r:Value>PID-8|F'],
  ['title', 'title', 'value="Lettre de liaison"', `value="${'é'.repeat(129)}"`],
  ['author', 'author', '93606bcf', '03606bcf'],
  ['class', 'class', '41a5887f', '01a5887f'],
  ['type', 'type', 'f0306f51', '00306f51'],
  ['format', 'format', 'a09d5840', '009d5840'],
  ['healthcare-facility-type-code', 'healthcareFacilityTypeCode', 'f33fb8ac', '033fb8ac'],
  ['practice-setting', 'practiceSetting', 'cccf5598', '0ccf5598'],
  ['confidentiality', 'confidentiality', 'f4f85eac', '04f85eac'],
  ['patient-id', 'patientId', '58a6f841', '08a6f841'],
  ['patient-id', 'patientId', 'ISO^NH', 'ISO^PI'],
  ['patient-id', 'patientId', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.2'],
  ['unique-id', 'uniqueId', 'value="2.25.123456789012345678901234567890123"', 'value="2.25.12^3"'],
])('refuses as « %s » at %s: %s → %s', async (...[code, place, part, by]) => {
  const found = await broken(part, by);
  expect(found.filter((finding) => !finding.includes('author 1'))).toEqual([`${code} @ ${at} · ${place}`]);
});

test('refuses five confidentiality codes', async () => {
  const one = classification('f4f85eac-e6cb-4883-b524-f2705394840f', 'N', '2.16.840.1.113883.5.25');
  expect(await broken('</r:ExtrinsicObject>', `${one.repeat(4)}</r:ExtrinsicObject>`)).toEqual([
    `confidentiality @ ${at} · confidentiality`,
  ]);
});

test('refuses a slot that is repeated', async () => {
  expect(await broken('<r:Name>', `${slot('serviceStopTime', '20260302080000', '20260302080001')}<r:Name>`)).toContain(
    `service-stop-time @ ${at} · serviceStopTime`,
  );
});

test('asks of an archive the hash, the size and the file of each document', async () => {
  const metadata = async (entry: string): Promise<string[]> => {
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': submitObjects(rightSet() + entry) });
    return places(await fiche.check({ document: bytes }, {})).map((finding) => finding.split(' @ ')[0] ?? '');
  };
  const slots = fingerprint(rightCda) + slot('URI', 'DOC0001.XML');
  expect(await metadata(rightEntry())).toEqual(['hash', 'size', 'uri']);
  expect(await metadata(rightEntry().replace('<r:Slot', `${slots}<r:Slot`))).toEqual([]);
});

const accession = 'urn:ihe:iti:xds:2013:accession';

test.each([
  [`12345^^^&amp;1.2.250.1.999.1&amp;ISO^${accession}`, []],
  [`12345^^^&amp;1.2.250.1.999.1&amp;ISO^urn:ihe:iti:xds:2013:referral`, ['referenceIdList']],
  [accession, ['referenceIdList']],
])('judges the reference %s', async (value, found) => {
  const list = slot('urn:ihe:iti:xds:2013:referenceIdList', value);
  expect(await broken('<r:Name>', `${list}<r:Name>`)).toEqual(
    found.map((name) => `reference-id-list @ ${at} · ${name}`),
  );
});

test('refuses a comment that says nothing', async () => {
  const comment = '<r:Description><r:LocalizedString value=""/></r:Description>';
  expect(await broken('</r:Name><r:Class', `</r:Name>${comment}<r:Class`)).toEqual([`comments @ ${at} · comments`]);
});

test.each([
  ['no sourcePatientInfo', 'name="sourcePatientInfo"', 'name="autre"', 'source-patient-info avertissement'],
  ['an extension in uniqueId', '123456789012345678901234567890123"', '1^2"', 'unique-id avertissement'],
  ['no form in uniqueId', '123456789012345678901234567890123"', '1^2^3"', 'unique-id bloquant'],
])('says of an archive with %s', async (...[, part, by, told]) => {
  const slots = fingerprint(rightCda) + slot('URI', 'DOC0001.XML');
  const entry = replaced(rightEntry(), part, by).replace('<r:Slot', `${slots}<r:Slot`);
  const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': submitObjects(rightSet() + entry) });
  const found = await fiche.check({ document: bytes }, {});
  expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual([told]);
});

test('accepts in an archive the local identifier of a patient without INS', async () => {
  const slots = fingerprint(rightCda) + slot('URI', 'DOC0001.XML');
  const entry = rightEntry().replace(/279035121518989[^"]*/, 'IPP0001^^^&amp;1.2.250.1.999.1&amp;ISO^PI');
  const request = submitObjects(rightSet() + entry.replace('<r:Slot', `${slots}<r:Slot`));
  const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': request });
  expect(places(await fiche.check({ document: bytes }, {}))).toEqual([]);
});

test('refuses a submission without any entry', async () => {
  expect(await check('')).toEqual(['fiche-absente @ échange 1 · rim:ExtrinsicObject']);
});
