import { expect, test } from 'vitest';
import { replaced } from '../dmp/testing.ts';
import { archiveFile } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { lot } from './lot.rule.ts';
import { classification, deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const check = async (set: string): Promise<string[]> =>
  places(await lot.check(deposit({ request: submitObjects(set + rightEntry() + hasMember) }), {}));
const broken = (part: string, by: string): Promise<string[]> => check(replaced(rightSet(), part, by));
const at = 'échange 1 · lot SubmissionSet01';

test('accepts a right lot', async () => {
  expect(await check(rightSet())).toEqual([]);
});

test('looks at the lot of an archive too', async () => {
  const set = replaced(rightSet(), '20260302081531', '2026-03-02');
  const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': submitObjects(set) });
  expect(places(await lot.check({ document: bytes }, {}))).toEqual([
    'submission-time @ document · IHE_XDM/SUBSET01/METADATA.XML · lot SubmissionSet01 · submissionTime',
  ]);
});

test.each([
  ['noeud', 'Classification/@classificationNode', 'a54d6aa5', 'b54d6aa5'],
  ['submission-time', 'submissionTime', '20260302081531', '20260302091531+0100'],
  ['submission-time', 'submissionTime', '20260302081531', '20261302081531'],
  ['submission-time', 'submissionTime', 'name="submissionTime"', 'name="autre"'],
  ['author', 'author', 'a7058bb9', 'b7058bb9'],
  ['content-type-code', 'contentTypeCode', 'aa543740', 'ba543740'],
  ['content-type-code', 'contentTypeCode', 'nodeRepresentation="07"', 'nodeRepresentation="99"'],
  ['content-type-code', 'contentTypeCode', '1.2.250.1.213.2.2', '1.2.250.1.213.2.3'],
  ['patient-id', 'patientId', 'ISO^NH', 'ISO^PI'],
  ['source-id', 'sourceId', '2.25.99', 'cabinet'],
  ['unique-id', 'uniqueId', '2.25.500', '2.25.0500'],
  ['unique-id', 'uniqueId', '2.25.500', `2.25.${'5'.repeat(60)}`],
])('refuses as « %s » at %s: %s → %s', async (...[code, place, part, by]) => {
  expect(await broken(part, by)).toEqual([`${code} @ ${at} · ${place}`]);
});

test.each([
  ['xcn', 'authorPerson', 'IDNPS', 'EI'],
  ['xcn', 'authorPerson', 'TEMOIN^Alix', 'TEMOIN^'],
  ['author-person', 'authorPerson', 'name="authorPerson"', 'name="autre"'],
  ['xcn', 'authorPerson', 'ISO^D', 'ISO^U'],
  ['xon', 'authorInstitution', 'IDNST', 'XX'],
  ['xon', 'authorInstitution', '1.2.250.1.71.4.2.2', '1.2.250.1.71.4.2.1'],
  ['specialite', 'authorSpecialty', 'G15_10/SM26', 'G15_10/SM999'],
])('refuses an author as « %s » at %s', async (...[code, place, part, by]) => {
  expect(await broken(part, by)).toEqual([`${code} @ ${at} · author 1 · ${place}`]);
});

test('refuses the OID of a former INS', async () => {
  expect(await broken('1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.2')).toContain(`patient-id @ ${at} · patientId`);
});

test('refuses a lot of another patient than its entry', async () => {
  expect(await broken('279035121518989', '285047505612322')).toEqual([
    `patient-lot @ ${at} · patientId ↔ fiche Document01 · patientId`,
  ]);
});

test('refuses a lot that has the identifier of its document', async () => {
  expect(await broken('2.25.500', '2.25.123456789012345678901234567890123')).toEqual([
    `unique-id-repete @ ${at} · uniqueId`,
  ]);
});

test('accepts a lot that a classification beside it classes', async () => {
  const node = /<r:Classification id="c-node".*?\/>/.exec(rightSet())?.[0] ?? '';
  const set = replaced(rightSet(), node, '');
  expect(await check(set + node)).toEqual([]);
  expect(await check(set + node.replace('SubmissionSet01', 'Document01'))).toHaveLength(1);
});

test('accepts in an archive the local identifier of a patient without INS, and no other', async () => {
  const metadata = async (oid: string): Promise<string[]> => {
    const local = (text: string): string => text.replace(/279035121518989[^"]*/, `IPP0001^^^&amp;${oid}&amp;ISO^PI`);
    const request = submitObjects(local(rightSet()) + local(rightEntry()) + hasMember);
    const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/METADATA.XML': request });
    return (await lot.check({ document: bytes }, {})).map(({ code }) => code);
  };
  expect(await metadata('1.2.250.1.999.1')).toEqual([]);
  expect(await metadata('1.2.250.1.213.1.4.10')).toEqual(['patient-id']);
});

test('refuses a code that is repeated', async () => {
  const twice = classification('aa543740-bdda-424e-8c96-df4873be8500', '04', '1.2.250.1.213.2.2');
  expect(await broken('</r:RegistryPackage>', `${twice}</r:RegistryPackage>`)).toEqual([
    `content-type-code @ ${at} · contentTypeCode`,
  ]);
});

test('refuses a submission without a lot', async () => {
  expect(await check('')).toEqual(['lot-absent @ échange 1 · rim:RegistryPackage']);
});

test('refuses a wire without any submission', async () => {
  expect(places(await lot.check({ document: Buffer.from('%PDF-1.4') }, {}))).toEqual(['aucune-soumission @ document']);
});
