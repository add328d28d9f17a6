import { expect, test } from 'vitest';
import { replaced } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { codes } from './codes.rule.ts';
import { deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const at = 'échange 1 · fiche Document01';
const inputs = (entry: string) => deposit({ request: submitObjects(rightSet() + entry + hasMember) });
const check = async (entry: string, parameters = {}): Promise<string[]> =>
  places(await codes.check(inputs(entry), parameters));
const broken = (part: string, by: string): Promise<string[]> => check(replaced(rightEntry(), part, by));

test('accepts the codes of a right entry', async () => {
  expect(await check(rightEntry(), { type: '11490-0' })).toEqual([]);
});

test('refuses a class that is not that of the type', async () => {
  expect(await broken('nodeRepresentation="10"', 'nodeRepresentation="11"')).toEqual([`classe @ ${at} · class`]);
});

test.each([
  ['classe-schema', 'class', '1.2.250.1.213.1.1.4.1<', '1.2.250.1.213.1.1.4.2<'],
  ['type', 'type', '2.16.840.1.113883.6.1<', '2.16.840.1.113883.6.2<'],
  [
    'healthcare-facility-type-code',
    'healthcareFacilityTypeCode',
    'nodeRepresentation="SA07"',
    'nodeRepresentation="SA00"',
  ],
  ['practice-setting', 'practiceSetting', 'nodeRepresentation="AMBULATOIRE"', 'nodeRepresentation="VILLE"'],
  ['confidentiality', 'confidentiality', 'nodeRepresentation="N"', 'nodeRepresentation="MASQUE_PS"'],
  ['format', 'format', 'urn:ihe:iti:xds-sd:pdf:2008', 'urn:ihe:iti:xds-sd:pdf:2009'],
  ['format', 'format', '1.3.6.1.4.1.19376.1.2.3', '1.2.250.1.213.1.1.4.2.282'],
])('refuses as « %s » at %s: %s → %s', async (...[code, place, part, by]) => {
  expect(await broken(part, by)).toEqual([`${code} @ ${at} · ${place}`]);
});

test('refuses a type of no list, whose class cannot be told', async () => {
  expect(await broken('nodeRepresentation="11490-0"', 'nodeRepresentation="0-0"')).toEqual([`type @ ${at} · type`]);
});

test('refuses a class of no list, even for a type whose class is not published', async () => {
  const entry = replaced(rightEntry(), '"11490-0"', '"34876-3"');
  expect(await check(replaced(entry, 'nodeRepresentation="10"', 'nodeRepresentation="12"'))).toEqual([
    `classe @ ${at} · class`,
  ]);
});

test('only warns of a type whose class is not published', async () => {
  const [finding] = await codes.check(inputs(replaced(rightEntry(), '"11490-0"', '"34876-3"')), {});
  expect(finding).toMatchObject({ code: 'classe', severity: 'avertissement' });
});

test('refuses another type than the one expected', async () => {
  expect(await check(rightEntry(), { type: '57833-6' })).toEqual([`type-attendu @ ${at} · type`]);
});
