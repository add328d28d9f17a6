import { expect, test } from 'vitest';
import { dmpEchanges, dmpEnvelope, type VihfChanges, vihfXml } from '../dmp/testing.ts';
import { places } from '../testing.ts';
import { fraicheur } from './fraicheur.rule.ts';

const at = (n: number): string => `échange ${n} · /soap:Envelope/soap:Header/wsse:Security/saml:Assertion`;
const check = (...changes: VihfChanges[]): string[] =>
  places(fraicheur.check(dmpEchanges(...changes.map((one) => ({ body: dmpEnvelope({ vihf: vihfXml(one) }) }))), {}));

test('accepts VIHF of the hour of their requests, each of its own identifier', () => {
  expect(check({ id: '_v1' }, { id: '_v2' })).toEqual([]);
});

test('refuses a VIHF that served before', () => {
  expect(check({ id: '_v1' }, { id: '_v2' }, { id: '_v1' })).toEqual([`identifiant-repris @ ${at(3)}/@ID`]);
});

test.each(['2026-03-02T09:05:00Z', '2026-03-02T09:25:00Z', '2026-03-02T10:15:28+01:00', 'hier', ''])(
  'refuses a VIHF issued « %s »',
  (issued) => {
    expect(check({ issued })).toEqual([`emission @ ${at(1)}/@IssueInstant`]);
  },
);

test('allows 30 seconds in AIR mode', () => {
  const attributes = { Authentification_Mode: 'INDIRECTE_RENFORCEE' };
  expect(check({ attributes, issued: '2026-03-02T09:15:01.000Z' })).toEqual([]);
  expect(check({ attributes, issued: '2026-03-02T09:14:59.000Z' })).toEqual([`emission @ ${at(1)}/@IssueInstant`]);
});

const conditions = (from: string, until: string): VihfChanges => ({
  conditions: `<s:Conditions NotBefore="2026-03-02T${from}Z" NotOnOrAfter="2026-03-02T${until}Z"></s:Conditions>`,
});

test('accepts bounds that hold the hour of the request, the clocks apart', () => {
  expect(check(conditions('09:15:28', '09:20:28'))).toEqual([]);
  expect(check(conditions('09:16:00', '09:20:00'))).toEqual([]);
});

test.each([
  ['NotBefore', '09:30:00', '09:35:00'],
  ['NotOnOrAfter', '09:00:00', '09:05:00'],
  ['NotOnOrAfter', '09:00:00', 'tard'],
])('refuses a use out of %s', (bound, from, until) => {
  expect(check(conditions(from, until))).toEqual([`validite @ ${at(1)}/saml:Conditions/@${bound}`]);
});
