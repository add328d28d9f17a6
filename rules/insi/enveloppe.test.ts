import { expect, test } from 'vitest';
import { brokenRequest, cardRequest, echanges, entityBomb, insiRequest, places } from '../testing.ts';
import { enveloppe } from './enveloppe.rule.ts';
import { searchByCard, searchByTraits } from './soap.ts';

const check = (body: string): string[] => places(enveloppe.check(echanges({ body }), {}));

test('accepts an envelope whose prefixes are its own', () => {
  expect(enveloppe.check(echanges({}), {})).toEqual([]);
});

test('refuses an envelope without a body', () => {
  expect(check(brokenRequest('s:Body', 's:Corps'))).toEqual(['soap-version @ requête 1 · /soap:Envelope']);
});

test('refuses a SOAP 1.1 envelope, whose action cannot be read either', () => {
  const body = brokenRequest('http://www.w3.org/2003/05/soap-envelope', 'http://schemas.xmlsoap.org/soap/envelope/');
  expect(check(body)).toContain('soap-version @ requête 1 · /soap:Envelope');
});

test.each([
  'text/xml',
  'application/soap+xml',
  `text/xml; action="${searchByTraits}"`,
  'application/soap+xml; action="urn:autre"',
])('refuses the content type %s', (contentType) => {
  const findings = enveloppe.check(echanges({ contentType }), {});
  expect(places(findings)).toEqual(['type-de-contenu @ requête 1 · Content-Type']);
});

test.each([
  ['another wsa:Action', brokenRequest(searchByTraits, 'urn:autre')],
  ['no wsa:Action', brokenRequest(`<a:Action>${searchByTraits}</a:Action>`, '')],
])('refuses %s', (_, body) => {
  expect(check(body)).toEqual(['wsa-action @ requête 1 · /soap:Envelope/soap:Header/wsa:Action']);
});

test('accepts the action of the Vitale card with its body, and no other', () => {
  const contentType = `application/soap+xml; action="${searchByCard}"`;
  expect(places(enveloppe.check(echanges({ body: cardRequest(), contentType }), {}))).toEqual([]);
  const wrong = cardRequest().replace(searchByCard, searchByTraits);
  expect(places(enveloppe.check(echanges({ body: wrong, contentType }), {}))).toEqual([
    'wsa-action @ requête 1 · /soap:Envelope/soap:Header/wsa:Action',
  ]);
});

test('only tells that a verification is not described', () => {
  const body = insiRequest().replace(
    /<i:RECSANSVITALE[\s\S]*<\/i:RECSANSVITALE>/,
    '<v:RequeteUnitaire xmlns:v="urn:v"/>',
  );
  expect(enveloppe.check(echanges({ body }), {})).toMatchObject([
    { code: 'operation-non-publiee', severity: 'information' },
  ]);
});

test('refuses a wire without any call', () => {
  expect(places(enveloppe.check(echanges(), {}))).toEqual(['aucun-appel @ echanges']);
});

test('refuses a call for another person alone', () => {
  expect(places(enveloppe.check(echanges({ attribution: 'autre' }), {}))).toEqual(['aucun-appel @ echanges']);
});

test.each([
  ['an empty body', ''],
  ['a body that is not well formed', '<a><b></a>'],
  ['bytes that are not XML', '\u0000\u0001'],
  ['entities, without expanding them', entityBomb()],
  ['an entity that names a file', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'],
])('refuses %s', (_, body) => {
  expect(check(body)).toEqual(['xml-illisible @ requête 1 · corps']);
});

test('refuses a body that was not kept', () => {
  const { echanges: slice } = echanges({});
  expect(places(enveloppe.check({ echanges: slice as Buffer }, {}))).toEqual(['xml-illisible @ requête 1 · corps']);
});
