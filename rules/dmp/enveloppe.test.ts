import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { enveloppe } from './enveloppe.rule.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, replaced } from './testing.ts';

const check = (...exchanges: DmpExchange[]): string[] => places(enveloppe.check(dmpEchanges(...exchanges), {}));
const action = 'urn:hl7-org:v3:PRPA_IN201307UV02';
const header = '/soap:Envelope/soap:Header/wsa:';
const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const otherId = (body: string): string => replaced(body, '0b6f4648', '1b6f4648');

test('accepts an existence test and a deposit', () => {
  expect(check({}, depositExchange({ xml: otherId }))).toEqual([]);
});

test('refuses SOAP 1.1', () => {
  expect(check({ body: dmpEnvelope({ namespace: soap11 }) })).toEqual(['soap-version @ échange 1 · /soap:Envelope']);
});

test('only warns of a deposit in SOAP 1.1, as the official sample is', () => {
  const xml = (right: string): string => replaced(right, 'http://www.w3.org/2003/05/soap-envelope', soap11);
  expect(enveloppe.check(dmpEchanges(depositExchange({ xml })), {})).toMatchObject([
    { code: 'soap-version', severity: 'avertissement' },
  ]);
});

test.each(['text/xml', '', 'application/soap+xml; action="urn:autre"'])(
  'refuses the content type « %s »',
  (contentType) => {
    expect(check({ contentType })).toContain('type-de-contenu @ échange 1 · Content-Type');
  },
);

test('accepts a content type that names no action', () => {
  expect(check({ contentType: 'application/soap+xml; charset=utf-8' })).toEqual([]);
});

test.each(['urn:ihe:iti:2007:RegistryStoredQuery', ''])('refuses the action « %s »', (other) => {
  const contentType = 'application/soap+xml; charset=utf-8';
  expect(check({ contentType, body: dmpEnvelope({ action: other }) })).toEqual([
    `wsa-action @ échange 1 · ${header}Action`,
  ]);
});

test('refuses the address of another service', () => {
  expect(check({ path: 'registry' })).toEqual(['adresse @ échange 1 · adresse']);
});

test('refuses a message without identifier, or with one that served', () => {
  const where = (n: number): string => `message-id @ échange ${n} · ${header}MessageID`;
  expect(check({ body: dmpEnvelope({ addressing: `<w:Action>${action}</w:Action>` }) })).toEqual([where(1)]);
  expect(check({}, {})).toEqual([where(2)]);
});

test('refuses an answer elsewhere', () => {
  const body = replaced(dmpEnvelope(), 'addressing/anonymous', 'addressing/none');
  expect(check({ body })).toEqual([`reply-to @ échange 1 · ${header}ReplyTo`]);
});
