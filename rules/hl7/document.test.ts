import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { document } from './document.rule.ts';
import { broken, cdaText, mdm, messageOf, oru, replacement, towardsLps } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, replacement()],
  [4, towardsLps()],
] as const)('accepts right message %i', (_, text) => {
  expect(document.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['no document', broken(mdm(), /OBX\|1\|.*?\r/, ''), 'nombre-documents @ OBX'],
  ['a text', broken(mdm(), 'OBX|1|ED|', 'OBX|1|TX|'), 'type-de-valeur @ OBX[1]-2'],
  ['a PDF', broken(mdm(), '^text^XML^', '^application^XML^'), 'type-mime @ OBX[1]-5.2'],
  ['no encoding', broken(mdm(), '^XML^Base64^', '^XML^^'), 'encodage @ OBX[1]-5.4'],
  ['the capitals of the ORU in an MDM', broken(mdm(), '^text^XML', '^TEXT^XML'), 'casse @ OBX[1]-5.2'],
  ['a status that is none', messageOf(mdm({ status: 'P' })), 'statut @ OBX[1]-11'],
  ['another type than that of the order', broken(mdm(), 'OBR|1|||18748-4', 'OBR|1|||11502-2'), 'obr-4 @ OBX[1]-3'],
  ['bytes that are no base64', broken(mdm(), 'Base64^PD94', 'Base64^*D94'), 'base64 @ OBX[1]-5.5'],
  ['a document that is not well formed', messageOf(mdm({ cda: '<ClinicalDocument>' })), 'xml-illisible @ OBX[1]-5.5'],
  [
    'an identifier with an extension for the DMP',
    messageOf(mdm({ cda: cdaText({ extension: '7' }) })),
    'extension-dmp @ OBX[1]-5.5',
  ],
  ['a document that is no CDA', messageOf(mdm({ cda: '<a/>' })), 'pas-un-cda @ OBX[1]-5.5'],
])('refuses %s', (_, inputs, place) => {
  expect(places(document.check(inputs, {}))).toEqual([place]);
});

test('refuses two documents in an MDM, and takes them in an ORU', () => {
  const twice = (text: string) => messageOf(text.replace(/(OBX\|1\|.*?\r)/, '$1$1'));
  expect(places(document.check(twice(mdm()), {}))).toContain('nombre-documents @ OBX');
  expect(places(document.check(twice(oru()), {}))).toEqual(['rang @ OBX[2]-1']);
});

test('refuses what is no message', () => {
  expect(places(document.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
