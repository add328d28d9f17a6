import { expect, test } from 'vitest';
import { archiveFile, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { feuilleDeStyle } from './feuille-de-style.rule.ts';

const document = 'IHE_XDM/SUBSET01/DOC0001.XML';
const named = `<?xml-stylesheet type="text/xsl" href="../../LABO.XSL"?>${rightCda.replace(/^<\?xml[^>]*\?>\s*/, '')}`;
const sheet = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>';

const check = async (change: Parameters<typeof archiveFile>[0]) =>
  (await feuilleDeStyle.check({ document: (await archiveFile(change)).bytes }, {})).map(({ code }) => code);

test('accepts a document whose sheet is in the archive', async () => {
  expect(await check({ [document]: named, 'LABO.XSL': sheet })).toEqual([]);
});

test.each([
  ['no sheet named', { 'LABO.XSL': sheet }, 'feuille-non-nommee'],
  ['a sheet that is not there', { [document]: named }, 'feuille-absente'],
  ['a script', { [document]: named, 'LABO.XSL': '<script>x</script>' }, 'script'],
])('tells %s', async (_, change, code) => {
  expect(await check(change)).toEqual([code]);
});

test('wants an archive', async () => {
  expect(places(await feuilleDeStyle.check({ document: Buffer.from('<a/>') }, {}))).toEqual([
    'aucune-archive @ document',
  ]);
});
