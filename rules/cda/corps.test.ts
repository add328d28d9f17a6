import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { replaced, rightCda } from '../pieces/testing.ts';
import { documentOf } from '../testing.ts';
import { corps } from './corps.rule.ts';

const check = async (text: string, parameters: Json = {}) => {
  const findings = await corps.check(documentOf(text), parameters);
  return findings.map(
    ({ code, severity, where }) => `${code}${severity === 'bloquant' ? '' : ` (${severity})`} @ ${where}`,
  );
};
const body = 'document · /ClinicalDocument/component/nonXMLBody/text';
const withBody = (type: string, content: Buffer) =>
  replaced(
    rightCda,
    /<text mediaType.*<\/text>/,
    `<text mediaType="${type}" representation="B64">${content.toString('base64')}</text>`,
  );
const withSections = (sections: string) =>
  replaced(
    replaced(rightCda, /<nonXMLBody>.*<\/nonXMLBody>/s, `<structuredBody>${sections}</structuredBody>`),
    '1.3.6.1.4.1.19376.1.2.20',
    '1.2.250.1.213.1.1.1.39',
  );
const at = 'document · /ClinicalDocument/component/structuredBody/component/section';
const section =
  '<component><section><code code="x" codeSystem="1.2"/><title>Avis</title><text><content ID="a">vu</content></text><entry><act><reference value="#a"/></act></entry></section></component>';

test.each([
  ['PDF/A-1', rightCda],
  ['text', withBody('text/plain', Buffer.from('vu'))],
  ['JPEG', withBody('image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))],
  ['sections', withSections(section)],
])('accepts %s', async (_, text) => {
  expect(await check(text)).toEqual([]);
});

test.each([
  ['a media type out of the list', withBody('application/msword', Buffer.from('x')), `type @ ${body}`],
  ['a media type of Object', withBody('constructor', Buffer.from('x')), `type @ ${body}`],
  [
    'text that is not base 64',
    replaced(rightCda, 'representation="B64"', 'representation="TXT"'),
    `representation @ ${body}`,
  ],
  ['broken base 64', replaced(rightCda, 'representation="B64">', 'representation="B64">*'), `base64 @ ${body}`],
  ['nothing', withBody('application/pdf', Buffer.alloc(0)), `base64 @ ${body}`],
  ['bytes of another type', withBody('application/pdf', Buffer.from('PK..')), `contenu @ ${body}`],
  [
    'a PDF that claims nothing',
    withBody('application/pdf', Buffer.from('%PDF-1.4')),
    `pdfa-declaration @ ${body} · octet 0`,
  ],
  ['no section', withSections(''), 'sections @ document · /ClinicalDocument/component/structuredBody'],
  [
    'an empty section',
    withSections('<component><section><code code="x" codeSystem="1.2"/></section></component>'),
    'section-vide @ document · /ClinicalDocument/component/structuredBody/component/section',
  ],
  [
    'a reference to nothing',
    withSections(replaced(section, '#a', '#b')),
    'reference (avertissement) @ document · /ClinicalDocument/component/structuredBody/component/section/entry/act/reference',
  ],
  [
    'a text that says nothing',
    withSections(replaced(section, '<content ID="a">vu</content>', '<content ID="a"/>')),
    `texte-vide @ ${at}`,
  ],
  [
    'entries that no text shows',
    withSections(
      replaced(
        section,
        /<text>.*<entry><act>.*?</,
        '<component><section><code/><text><content ID="a">vu</content></text></section></component><entry><act><',
      ),
    ),
    `entrees-sans-texte @ ${at}`,
  ],
  [
    'a section without code',
    withSections(replaced(section, /<code[^>]*>/, '')),
    `section-sans-code (avertissement) @ ${at}`,
  ],
  ['an entry of nothing', withSections(replaced(section, /<act>.*<\/act>/, '')), `entree-vide @ ${at}/entry`],
  [
    'two texts of one ID',
    withSections(replaced(section, 'vu</content>', 'vu</content><content ID="a">lu</content>')),
    `id-double @ ${at}/text/content[2]`,
  ],
  [
    'an image that is not there',
    withSections(replaced(section, 'vu</content>', 'vu</content><renderMultiMedia referencedObject="i1"/>')),
    `image (avertissement) @ ${at}/text/renderMultiMedia`,
  ],
  [
    'an external link',
    withSections(
      replaced(section, 'vu</content>', 'vu</content><linkHtml href="https://example.test/">voir</linkHtml>'),
    ),
    `lien-externe (avertissement) @ ${at}/text/linkHtml`,
  ],
  [
    'sections declared unstructured',
    replaced(withSections(section), '1.2.250.1.213.1.1.1.39', '1.3.6.1.4.1.19376.1.2.20'),
    'modele-n1 @ document · /ClinicalDocument/templateId[3]',
  ],
])('refuses %s', async (_, text, place) => {
  expect(await check(text)).toEqual([place]);
});

test('refuses a level that is not the expected one', async () => {
  expect(await check(rightCda, { niveau: 'N3' })).toEqual(['niveau @ document · /ClinicalDocument/component']);
});

const mutants = resolve(import.meta.dirname, '../../../shared/data/cda/mutants');

test.skipIf(!existsSync(mutants))('catches the mutant of the body (skipped: ../shared is absent)', async () => {
  expect(await check(readFileSync(join(mutants, 'M34-body-not-B64.xml'), 'utf8'))).toEqual([
    `representation @ ${body}`,
  ]);
});
