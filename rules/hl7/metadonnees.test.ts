import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { metadonnees } from './metadonnees.rule.ts';
import { broken, mdm, messageOf, oru, towardsLps } from './testing.ts';

test.each([
  [1, mdm()],
  [2, oru()],
  [3, towardsLps()],
] as const)('accepts right message %i', (_, text) => {
  expect(metadonnees.check(messageOf(text), { valeurs: {} })).toEqual([]);
});

test.each([
  ['a value that is none', broken(mdm(), 'MetaDMPMSS||N^^', 'MetaDMPMSS||O^^'), 'valeur @ OBX[2]-5'],
  ['the type of the ORU in an MDM', broken(mdm(), 'OBX|2|CWE', 'OBX|2|CE'), 'type-de-valeur @ OBX[2]-2'],
  ['another table', broken(mdm(), '^^expandedYes-NoIndicator', '^^HL70136'), 'table @ OBX[2]-5.3'],
  ['another system', broken(mdm(), '^Libellé^MetaDMPMSS', '^Libellé^LOCAL'), 'systeme @ OBX[2]-3.3'],
  ['a code that the volet has not', broken(mdm(), 'CORPSMAIL_PS', 'CORPSMAIL'), 'metadonnee-inconnue @ OBX[12]-3'],
  ['a body without text', broken(mdm(), '^text^^Base64^Qm9uam91cg==', ''), 'corps-vide @ OBX[12]-5.5'],
  ['another status', broken(mdm(), /Indicator\|{6}F/, 'Indicator||||||P'), 'statut @ OBX[2]-11'],
  ["a rank that is another's", broken(mdm(), 'OBX|2|CWE', 'OBX|1|CWE'), 'rang @ OBX[2]-1'],
])('refuses %s', (_, inputs, place) => {
  expect(places(metadonnees.check(inputs, { valeurs: {} }))).toEqual([place]);
});

test('refuses a message without one of them, which is missing', () => {
  const inputs = broken(mdm(), /OBX\|2\|.*?\r/, '');
  expect(places(metadonnees.check(inputs, {}))).toContain('metadonnee-absente @ OBX-3.1 = MASQUE_PS');
});

test('only warns when what the text and its table contradict is missing', () => {
  const findings = metadonnees.check(broken(mdm(), /OBX\|11\|.*?\r/, ''), {});
  const [finding] = findings.filter(({ code }) => code === 'metadonnee-absente');
  expect([finding?.where, finding?.severity]).toEqual(['OBX-3.1 = ACK_LECTURE_MSS', 'avertissement']);
});

test('refuses two in each other’s place', () => {
  const [first = '', second = ''] = /(OBX\|2\|.*?\r)(OBX\|3\|.*?\r)/.exec(mdm())?.slice(1) ?? [];
  expect(places(metadonnees.check(broken(mdm(), first + second, second + first), {}))).toContain(
    'ordre @ OBX-3.1 = INVISIBLE_PATIENT',
  );
});

test('refuses another value than the one chosen', () => {
  expect(places(metadonnees.check(messageOf(mdm()), { valeurs: { DESTDMP: 'N', MASQUE_PS: 'N' } }))).toEqual([
    'valeur-inattendue @ OBX[7]-5',
  ]);
});

test('refuses a body that is not the base64 it says', () => {
  const inputs = broken(mdm(), 'Qm9uam91cg==', 'Bonjour !');
  expect(places(metadonnees.check(inputs, {}))).toEqual(['corps-illisible @ OBX[12]-5.5']);
});

test('refuses what is no message', () => {
  expect(places(metadonnees.check(messageOf('<ClinicalDocument/>'), { valeurs: {} }))).toEqual([
    'hl7-illisible @ message',
  ]);
});
