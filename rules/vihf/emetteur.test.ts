import { beforeAll, expect, test } from 'vitest';
import { signCanonical, type TestSigner, testSigner } from '../../core/testing.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, testActor, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { emetteur } from './emetteur.rule.ts';

const at = 'échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
const cardName = `CN=${testActor.id}, O=TEST PROBANT, C=FR`;
let seal: TestSigner;
let card: TestSigner;
let stranger: TestSigner;
beforeAll(async () => {
  [seal, card, stranger] = await Promise.all([
    testSigner(),
    testSigner({ name: cardName }),
    testSigner({ name: 'CN=AUTRE' }),
  ]);
});

const check = (changes: VihfChanges, signer = seal, exchange: DmpExchange = {}): string[] => {
  const vihf = signCanonical(vihfXml(changes), '_v1', signer);
  return places(emetteur.check(dmpEchanges({ body: dmpEnvelope({ vihf }), ...exchange }), {}));
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

const direct = { Identifiant_Structure: '499900000017001', Authentification_Mode: 'DIRECTE' };
const byCard = { tls: { peer: { subject: cardName, issuer: 'CN=TEST AC IGC-SANTE FORT PERSONNES' } } };

test('a card says nothing of the structure, and names its holder', () => {
  const issuer = `CN=${testActor.id},O=TEST PROBANT,C=FR`;
  expect(check({ issuer, attributes: direct }, card, byCard)).toEqual([]);
  expect(check({ issuer, nameId: '899900000025', attributes: direct }, card, byCard)).toEqual([
    `porteur @ ${at}/saml:Subject/saml:NameID`,
  ]);
});

test('refuses a direct mode on the connection of a structure', () => {
  const issuer = `CN=${testActor.id},O=TEST PROBANT,C=FR`;
  expect(check({ issuer, attributes: direct }, card)).toEqual([
    `transport @ ${at}/saml:AttributeStatement/saml:Attribute[@Name="Authentification_Mode"]`,
  ]);
});

test('refuses an indirect mode on the connection of a card', () => {
  expect(check({}, seal, byCard)).toEqual([
    `transport @ ${at}/saml:AttributeStatement/saml:Attribute[@Name="Authentification_Mode"]`,
  ]);
});

test('of several certificates, the one that signed is the issuer', () => {
  const bait = `<ds:X509Certificate>${seal.certificate}</ds:X509Certificate>`;
  const vihf = signCanonical(vihfXml(), '_v1', stranger).replace('<ds:X509Certificate>', `${bait}$&`);
  expect(places(emetteur.check(dmpEchanges({ body: dmpEnvelope({ vihf }) }), {}))).toContain(
    `emetteur @ ${at}/saml:Issuer`,
  );
});

test('only tells that nothing was compared where nothing signs', () => {
  expect(emetteur.check(dmpEchanges({}), {})).toMatchObject([{ code: 'sans-certificat', severity: 'avertissement' }]);
});
