import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { auteur } from './auteur.rule.ts';

const at = 'échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
const check = (changes: VihfChanges, parameters = {}): string[] =>
  places(auteur.check(dmpEchanges({ body: dmpEnvelope({ vihf: vihfXml(changes) }) }), parameters));

test.each(['899900000017', '063000001', '10B0011797/00B1022322', '3630000018/1453'])('accepts %s', (nameId) => {
  expect(check({ nameId }, { auteur: nameId })).toEqual([]);
});

test.each(['', '99900000017', '8999', '3630000018', 'alix.temoin', '799900000017/1'])('refuses « %s »', (nameId) => {
  expect(check({ nameId })).toEqual([`forme @ ${at}/saml:Subject/saml:NameID`]);
});

test('refuses another professional', () => {
  expect(check({}, { auteur: '899900000025' })).toEqual([`auteur @ ${at}/saml:Subject/saml:NameID`]);
});

test.each(['', '2026-03-02T09:15:29Z'])('refuses a login at « %s »', (login) => {
  expect(check({ login })).toEqual([`connexion @ ${at}/saml:AuthnStatement/@AuthnInstant`]);
});
