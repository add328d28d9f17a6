import { beforeAll, expect, test } from 'vitest';
import { signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { dmpEchanges, dmpEnvelope, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { emetteur } from './emetteur.rule.ts';

const at = 'échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
let signer: TestSigner;
beforeAll(async () => {
  signer = await testSigner();
});

const check = (changes: VihfChanges): string[] => {
  const vihf = signCanonical(vihfXml(changes), '_v1', signer);
  return places(emetteur.check(dmpEchanges({ body: dmpEnvelope({ vihf }) }), {}));
};

test('accepts the subject of the certificate that signs', () => {
  expect(check({})).toEqual([]);
});

test('refuses another name', () => {
  expect(check({ issuer: 'CN=AUTRE,OU=1630000018,O=TEST PROBANT,C=FR' })).toEqual([`emetteur @ ${at}/saml:Issuer`]);
});

test('refuses another format of name', () => {
  expect(check({ format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:X509SubjectName' })).toEqual([
    `format @ ${at}/saml:Issuer/@Format`,
  ]);
});

test('refuses another structure than that of the seal', () => {
  expect(check({ attributes: { Identifiant_Structure: '1630000019' } })).toEqual([
    `structure @ ${at}/saml:AttributeStatement/saml:Attribute[@Name="Identifiant_Structure"]`,
  ]);
});

test('a card says nothing of the structure', () => {
  const attributes = { Identifiant_Structure: '499900000017', Authentification_Mode: 'DIRECTE' };
  expect(check({ attributes })).toEqual([]);
});

test('refuses a VIHF that nothing signs', () => {
  const findings = emetteur.check(dmpEchanges({}), {});
  expect(places(findings)).toContain(`emetteur @ ${at}/saml:Issuer`);
});
