import { expect, test } from 'vitest';
import { archiveFile, mails, metadataOf, plainMail, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { metadonnees } from './metadonnees.rule.ts';

const metadata = 'IHE_XDM/SUBSET01/METADATA.XML';
const check = async (change: Parameters<typeof archiveFile>[0] = {}) =>
  places(await metadonnees.check({ document: (await archiveFile(change)).bytes }, {}));
const where = `document · ${metadata} · fiche Document01 · URI`;

test('accepts metadata that describe their document', async () => {
  expect(await check()).toEqual([]);
});

test('refuses metadata that enclose a document', async () => {
  const document = '<x:Document xmlns:x="urn:ihe:iti:xds-b:2007" id="Document01"/></l:SubmitObjectsRequest>';
  expect(await check({ [metadata]: metadataOf(rightCda).replace('</l:SubmitObjectsRequest>', document) })).toEqual([
    `document-inclus @ document · ${metadata} · xds:Document`,
  ]);
});

test('refuses a file that is not there', async () => {
  expect(await check({ [metadata]: metadataOf(rightCda, { uri: 'DOC0009.XML' }) })).toEqual([
    `uri @ ${where}`,
    'sans-fiche @ document · IHE_XDM/SUBSET01/DOC0001.XML',
  ]);
});

test('refuses a path out of the submission', async () => {
  expect(await check({ [metadata]: metadataOf(rightCda, { uri: '../../INDEX.HTM' }) })).toContain(`uri @ ${where}`);
});

test('refuses a document that is not described', async () => {
  expect(await check({ 'IHE_XDM/SUBSET01/DOC0002.XML': rightCda })).toEqual([
    'sans-fiche @ document · IHE_XDM/SUBSET01/DOC0002.XML',
  ]);
});

test('refuses a mail without an archive', async () => {
  expect(places(await metadonnees.check(mails(plainMail), {}))).toEqual(['aucune-soumission @ echanges']);
});
