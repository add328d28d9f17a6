import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope, replaced, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { presence } from './presence.rule.ts';
import { toRor } from './testing.ts';

const at = 'échange 1 · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion';
const check = (body: string): string[] => places(presence.check(dmpEchanges({ body }), {}));

test('accepts a request whose header holds one assertion', () => {
  expect(check(dmpEnvelope())).toEqual([]);
});

test('refuses a request without assertion', () => {
  expect(check(dmpEnvelope({ vihf: '' }))).toEqual([`vihf-absent @ ${at}`]);
});

test('refuses two assertions', () => {
  expect(check(dmpEnvelope({ vihf: vihfXml() + vihfXml({ id: '_v2' }) }))).toEqual([`vihf-multiple @ ${at}`]);
});

test('refuses an assertion of the body, beside that of the header', () => {
  expect(check(dmpEnvelope({ body: vihfXml({ id: '_v2' }) }))).toEqual([
    'assertion-ailleurs @ échange 1 · //saml:Assertion',
  ]);
});

test('refuses an assertion of another version of SAML', () => {
  expect(check(replaced(dmpEnvelope(), 'Version="2.0"', 'Version="1.1"'))).toEqual([`version-saml @ ${at}/@Version`]);
});

test('names the request that has none', () => {
  const inputs = dmpEchanges({}, { body: dmpEnvelope({ vihf: '' }) });
  expect(places(presence.check(inputs, {}))).toEqual([`vihf-absent @ ${at.replace('1', '2')}`]);
});

test('refuses a wire without any exchange of the person', () => {
  expect(places(presence.check(dmpEchanges({ attribution: 'autre' }), {}))).toEqual(['aucun-echange @ echanges']);
});

test.each(['', '<a>', '\u0000'])('refuses a body that is no XML: « %s »', (body) => {
  expect(check(body)).toEqual(['xml-illisible @ échange 1 · /']);
});

test.each(['7c1f0a3e', 'a b', ''])('refuses an identifier that is no XML name: « %s »', (id) => {
  expect(check(dmpEnvelope({ vihf: vihfXml({ id }) }))).toEqual([`identifiant @ ${at}/@ID`]);
});

test('in VIHF 2.0 only warns of a bare UUID, which the generator of the ANS writes', () => {
  expect(presence.check(toRor({ id: '7c1f0a3e' }), {})).toMatchObject([
    { code: 'identifiant', severity: 'avertissement' },
  ]);
});
