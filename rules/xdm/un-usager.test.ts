import { expect, test } from 'vitest';
import { archiveFile, mails, metadataOf, plainMail, replaced, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { unUsager } from './un-usager.rule.ts';

const metadata = 'IHE_XDM/SUBSET01/METADATA.XML';
const check = async (change: Parameters<typeof archiveFile>[0] = {}) =>
  places(await unUsager.check({ document: (await archiveFile(change)).bytes }, {}));

test('accepts one patient', async () => {
  expect(await check()).toEqual([]);
});

test('accepts the local identifier of an unqualified patient', async () => {
  const local = metadataOf(rightCda).replaceAll(/279035121518989[^"]*/g, 'IPP0001^^^&amp;1.2.250.1.999.1&amp;ISO^PI');
  expect(await check({ [metadata]: local })).toEqual([]);
});

test('refuses a document of another patient', async () => {
  const other = replaced(rightCda, '279035121518989', '255069999999934');
  expect(await check({ 'IHE_XDM/SUBSET01/DOC0001.XML': other })).toEqual([
    'autre-usager @ document · IHE_XDM/SUBSET01/DOC0001.XML · /ClinicalDocument/recordTarget/patientRole/id',
  ]);
});

test('refuses a submission whose entry is of another patient', async () => {
  const other = replaced(metadataOf(rightCda), '279035121518989', '255069999999934');
  expect(await check({ [metadata]: other })).toContainEqual(expect.stringMatching('autre-usager'));
});

test('refuses metadata without a patient', async () => {
  const none = metadataOf(rightCda).replaceAll(/<r:ExternalIdentifier[^>]*>/g, '');
  expect(await check({ [metadata]: none })).toEqual([
    `usager-absent @ document · ${metadata} · ExternalIdentifier patientId`,
  ]);
});

test('refuses a mail without an archive', async () => {
  expect(places(await unUsager.check(mails(plainMail), {}))).toEqual(['aucune-soumission @ echanges']);
});
