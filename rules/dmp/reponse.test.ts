import { expect, test } from 'vitest';
import { depositExchange } from '../xds/testing.ts';
import { reponse } from './reponse.rule.ts';
import { type DmpExchange, dmpEchanges, existenceAnswer, registryAnswer } from './testing.ts';

const check = (exchange: DmpExchange, parameters = {}): string[] =>
  reponse.check(dmpEchanges(exchange), parameters).map(({ code, got }) => `${code}: ${got}`);
const fault =
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>s:DMPInvalidCertificate</s:Value></s:Subcode></s:Code><s:Reason><s:Text>Le certificat est invalide</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>';

test.each([
  ['an existence test', { response: existenceAnswer('OK') }],
  ['a deposit', { ...depositExchange(), response: registryAnswer('Success') }],
  [
    'a document in MTOM',
    {
      response: `--uuid:1\r\nContent-Type: application/xop+xml\r\n\r\n${registryAnswer('Success')}\r\n--uuid:1--\r\n`,
    },
  ],
])('accepts that %s went through', (_, exchange) => {
  expect(check(exchange)).toEqual([]);
});

test.each([
  ['a DMP that was not found', { response: existenceAnswer('NF') }, 'refus: NF (HTTP 200)'],
  [
    'a registry error',
    { response: registryAnswer('Failure', 'XDSPatientIdDoesNotMatch') },
    'refus: XDSPatientIdDoesNotMatch (HTTP 200)',
  ],
  [
    'a fault',
    { response: fault, status: 500 },
    'refus: s:DMPInvalidCertificate, Le certificat est invalide (HTTP 500)',
  ],
  ['no answer', {}, 'refus: aucune réponse (HTTP 200)'],
  ['an unreadable answer', { response: '<a>' }, 'refus: réponse illisible (HTTP 200)'],
])('refuses %s, and says why', (_, exchange, finding) => {
  expect(check(exchange)).toEqual([finding]);
});

test('looks at the transactions that it is asked for', () => {
  expect(check({}, { transactions: ['TD2.1'] })).toEqual(['aucun-echange: absent']);
});
