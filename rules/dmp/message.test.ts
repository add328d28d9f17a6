import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { message } from './message.rule.ts';
import { authorisation, dmpEchanges, dmpEnvelope, existence, replaced } from './testing.ts';

const check = (body: string): string[] =>
  message.check(dmpEchanges({ body: dmpEnvelope({ body }) }), {}).map(({ code }) => code);

test('accepts an existence test, and the reading of administrative data', () => {
  expect(check(existence())).toEqual([]);
  expect(check(replaced(existence(), 'TEST_EXST', 'CNSLT_DATA'))).toEqual([]);
});

test.each([
  ['its-version', 'XML_1.0', 'XML_2.0'],
  ['interaction', 'extension="PRPA_IN201307UV02"', 'extension="PRPA_IN201305UV02"'],
  ['mode-de-traitement', '<processingCode code="D"/>', '<processingCode code="P"/>'],
  ['mode-de-traitement', '<processingModeCode code="T"/>', ''],
  ['accuse', '<acceptAckCode code="AL"/>', '<acceptAckCode code="NE"/>'],
  ['destinataire', '1.2.250.1.213.4.1.1.1', '1.2.250.1.213.4.1.1'],
  ['motif', '1.2.250.1.213.1.1.4.11', '1.2.250.1.213.1.1.4.12'],
  ['motif', 'TEST_EXST', 'EXISTE'],
  ['requete', '<statusCode code="new"/>', ''],
  ['date', '20260302091528', '2026-03-02T09:15:28'],
  ['identifiant', '<queryId root="2.25.9.11" extension="1"/>', ''],
])('refuses as « %s » %s in place of « %s »', (code, right, wrong) => {
  expect(check(replaced(existence(), right, wrong))).toEqual([code]);
});

test('accepts the declaration of an authorisation, and its withdrawal', () => {
  expect(check(authorisation())).toEqual([]);
  expect(check(authorisation('SUPPRESSION'))).toEqual([]);
});

test('refuses another action, or another role', () => {
  expect(check(authorisation('MODIFICATION'))).toEqual(['action']);
  expect(check(replaced(authorisation(), '</h:action>', '</h:action><h:role>INFIRMIER</h:role>'))).toEqual(['role']);
});

test('names the place', () => {
  const body = dmpEnvelope({ body: authorisation('') });
  expect(places(message.check(dmpEchanges({ body }), {}))).toEqual([
    'action @ échange 1 · /soap:Envelope/soap:Body/hab:setAuthorization/hab:action',
  ]);
});
