import { expect, test } from 'vitest';
import { testIns, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { coherenceVihf } from './coherence-vihf.rule.ts';
import { deposit } from './testing.ts';

const check = async (vihf: string): Promise<string[]> => places(await coherenceVihf.check(deposit({ vihf }), {}));
const at = 'échange 1 · lot SubmissionSet01';
const resourceId = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';

test('accepts the author, the structure and the patient of the VIHF', async () => {
  expect(await check(vihfXml())).toEqual([]);
});

test.each([
  ['auteur', 'author · authorPerson', vihfXml({ nameId: '899900000025' })],
  ['structure', 'author · authorInstitution', vihfXml({ attributes: { Identifiant_Structure: '1630000019' } })],
  [
    'patient',
    'patientId',
    vihfXml({ attributes: { [resourceId]: `285047505612322^^^&amp;${testIns.oid}&amp;ISO^NH` } }),
  ],
  ['patient', 'patientId', vihfXml({ attributes: { [resourceId]: null } })],
])('refuses another %s', async (code, place, vihf) => {
  expect(await check(vihf)).toEqual([`${code} @ ${at} · ${place}`]);
});

test('refuses a deposit without VIHF', async () => {
  expect(await check('')).toHaveLength(3);
});
