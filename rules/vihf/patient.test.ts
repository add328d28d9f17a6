import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope, testIns, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { patient } from './patient.rule.ts';

const resourceId = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const where = `échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion/saml:AttributeStatement/saml:Attribute[@Name="${resourceId}"]`;
const check = (value: string | null): string[] => {
  const vihf = vihfXml(value === undefined ? {} : { attributes: { [resourceId]: value } });
  return places(patient.check(dmpEchanges({ body: dmpEnvelope({ vihf }) }), testIns));
};
const target = (matricule: string, oid: string): string => `${matricule}^^^&amp;${oid}&amp;ISO^NH`;

test('accepts the INS of the patient and its OID', () => {
  expect(check(target(testIns.matricule, testIns.oid))).toEqual([]);
});

test('refuses another patient', () => {
  expect(check(target('285047505612322', testIns.oid))).toEqual([`matricule @ ${where}`]);
});

test('refuses the OID of production', () => {
  expect(check(target(testIns.matricule, '1.2.250.1.213.1.4.8'))).toEqual([`oid @ ${where}`]);
});

test.each([null, testIns.matricule, target(testIns.matricule, testIns.oid).replace('NH', 'PI')])(
  'refuses « %s »',
  (value) => {
    expect(check(value)).toEqual([`forme @ ${where}`]);
  },
);

const judged = (ins: { matricule: string; oid: string }): string[] => {
  const vihf = vihfXml({ attributes: { [resourceId]: target(ins.matricule, ins.oid) } });
  return places(patient.check(dmpEchanges({ body: dmpEnvelope({ vihf }) }), ins));
};

test('refuses a matricule whose key is wrong, even of the patient expected', () => {
  expect(judged({ ...testIns, matricule: `${testIns.matricule.slice(0, 13)}00` })).toEqual([`cle @ ${where}`]);
});

test('refuses the OID of the INS-C, even where it is expected', () => {
  expect(judged({ ...testIns, oid: '1.2.250.1.213.1.4.2' })).toEqual([`oid @ ${where}`]);
});
