import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { msh } from './msh.rule.ts';
import { ack, adt, broken, mdm, messageOf, oru, replacement, towardsLps, zam } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, adt()],
  [4, ack()],
  [5, zam()],
  [6, towardsLps()],
  [7, replacement()],
] as const)('accepts right message %i', (_, text) => {
  expect(msh.check(messageOf(text), {})).toEqual([]);
});

test.each([
  ['no sending application', broken(mdm(), '|DPI|', '||'), 'champ-absent @ MSH[1]-3'],
  ['no receiving facility', broken(mdm(), '|PFI|CABINET|', '|PFI||'), 'champ-absent @ MSH[1]-6'],
  ['a date that is none', broken(mdm(), '202603020915||MDM', '202613020915||MDM'), 'date @ MSH[1]-7'],
  ['no control id', broken(mdm(), '|M-1|', '||'), 'champ-absent @ MSH[1]-10'],
  ['an unknown environment', broken(mdm(), '|T|2.6', '|X|2.6'), 'traitement @ MSH[1]-11'],
  ['an MDM in 2.5', broken(mdm(), '|2.6|', '|2.5|'), 'version @ MSH[1]-12.1'],
  ['another country', broken(mdm(), '|FRA|', '|BEL|'), 'pays @ MSH[1]-17'],
  ['an unknown character set', broken(mdm(), 'UNICODE UTF-8', 'UTF8'), 'jeu-de-caracteres @ MSH[1]-18'],
  ['another structure', broken(mdm(), 'MDM^T02^MDM_T02', 'MDM^T02^MDM_T01'), 'type @ MSH[1]-9'],
  ['another family', broken(mdm(), 'MDM^T02^MDM_T02', 'SIU^S12^SIU_S12'), 'type @ MSH[1]-9'],
  ['no profile', broken(mdm(), '2.1^CISIS_CDA_HL7_V2', ''), 'profil @ MSH[1]-21'],
  [
    'other delimiters',
    broken(broken(mdm(), '^~\\&', '^~#&').message?.toString() ?? '', 'MSH|^~#&', 'MSH|^~#&'),
    'delimiteurs @ MSH[1]-2',
  ],
])('refuses %s', (_, inputs, place) => {
  expect(places(msh.check(inputs, {}))).toEqual([place]);
});

test('refuses what is no message', () => {
  expect(places(msh.check(messageOf('<ClinicalDocument/>'), {}))).toEqual(['hl7-illisible @ message']);
});
