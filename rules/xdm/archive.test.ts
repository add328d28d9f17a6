import { expect, test } from 'vitest';
import { archiveFile, documentMail, mails, plainMail, rightCda } from '../pieces/testing.ts';
import { lecture, places } from '../testing.ts';
import { archive } from './archive.rule.ts';

const check = async (change: Parameters<typeof archiveFile>[0] = {}) => {
  const findings = await archive.check({ document: (await archiveFile(change)).bytes }, {});
  return findings.map(({ code, severity }) => (severity === 'bloquant' ? code : `${code} (${severity})`));
};

test('accepts the tree of the profile', async () => {
  expect(await check()).toEqual([]);
});

test.each([
  ['README.TXT', { 'README.TXT': null }, ['fichier-absent']],
  ['an empty INDEX.HTM', { 'INDEX.HTM': '' }, ['fichier-absent', 'index', 'index-liens (avertissement)']],
  ['the metadata', { 'IHE_XDM/SUBSET01/METADATA.XML': null }, ['metadonnees-absentes', 'hors-lot']],
  ['the document', { 'IHE_XDM/SUBSET01/DOC0001.XML': null }, ['document-absent']],
])('refuses an archive without %s', async (_, change, codes) => {
  expect(await check(change)).toEqual(codes);
});

test.each(['IHE_XDM/SUBSET01/doc0002.xml', 'IHE_XDM/SUBSET01/DOCUMENT02.XML', 'IHE_XDM/SUBSET01/DOC0002.XHTML'])(
  'refuses the name %s',
  async (name) => {
    expect(await check({ [name]: rightCda })).toContain('nom-8.3');
  },
);

test('only warns of a document that INDEX.HTM does not name', async () => {
  expect(await check({ 'IHE_XDM/SUBSET01/DOC0002.XML': rightCda })).toEqual(['index-liens (avertissement)']);
});

test('finds the archive of a mail', async () => {
  expect(await archive.check(mails(await documentMail()), {})).toEqual([]);
});

test('refuses a mail without an archive', async () => {
  expect(places(await archive.check(mails(plainMail), {}))).toEqual(['aucune-archive @ echanges']);
});

test.each([
  ['that climbs', '../../bb', 'zip-chemin-dangereux'],
  ['that is absolute', '/bbbbbbb', 'zip-chemin-dangereux'],
  ['of Windows', 'b\\bbbbbb', 'zip-chemin-dangereux'],
  ['that is there already', 'INDEX.ht', 'zip-nom-double'],
])('refuses a name %s', async (_, name, code) => {
  const plain = name === 'INDEX.ht' ? 'index.htm' : 'xxxxxxxx';
  const { bytes } = await archiveFile({ [plain]: 'x' });
  const document = Buffer.from(
    bytes.toString('latin1').replaceAll(plain, plain === 'index.htm' ? plain : name),
    'latin1',
  );
  expect(places(await archive.check({ document }, {}))).toEqual([`${code} @ document · archive`]);
});

test('refuses a bomb', async () => {
  const { bytes } = await archiveFile({ 'IHE_XDM/SUBSET01/DOC0001.XML': Buffer.alloc(20 * 1024 ** 2) });
  expect(places(await archive.check({ document: bytes }, {}))).toEqual(['zip-trop-gros @ document · archive']);
});

test.each([
  ['IHE_XDM.ZIP', []],
  ['archive.zip', ['nom-archive @ document · nom']],
])('judges the name that a product gives to its archive: %s', async (nom, found) => {
  const inputs = { ...lecture({ nom, typeMime: 'application/zip' }), document: (await archiveFile()).bytes };
  expect(places(await archive.check(inputs, {}))).toEqual(found);
});
