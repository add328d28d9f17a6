import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { autorisation as rule } from './autorisation.rule.ts';
import {
  authorisation,
  authorisationAnswer,
  type DmpExchange,
  dmpEchanges,
  dmpEnvelope,
  existenceAnswer,
  replaced,
  retrieval,
  search,
} from './testing.ts';

const check = (...exchanges: DmpExchange[]): string[] =>
  places(rule.check(dmpEchanges(...exchanges), { declaree: false }));
const told = (state: string): DmpExchange => ({ response: existenceAnswer('OK', { authorisation: state }) });
const declared = (action = 'AJOUT', status = 'DMPOk'): DmpExchange => ({
  body: dmpEnvelope({ body: authorisation(action) }),
  response: authorisationAnswer(status),
});
const searching = { body: dmpEnvelope({ body: search() }) };
const reading = { body: dmpEnvelope({ body: retrieval() }) };

test('accepts a consultation that the patient authorised', () => {
  expect(check(told('VALIDE'), searching, reading)).toEqual([]);
});

test('accepts a consultation once the authorisation is declared', () => {
  expect(check(told('EXPIRE'), declared(), searching)).toEqual([]);
});

test.each(['EXPIRE', 'INTERDIT', 'NON_EXISTE'])('refuses a consultation when it is %s', (state) => {
  expect(check(told(state), searching, reading)).toEqual([
    'sans-autorisation @ échange 2 · TD3.1',
    'sans-autorisation @ échange 3 · TD3.2',
  ]);
});

test('refuses a consultation that nothing precedes', () => {
  expect(check(searching)).toEqual(['sans-autorisation @ échange 1 · TD3.1']);
});

test.each([declared('AJOUT', 'DMPRefus'), declared('SUPPRESSION')])(
  'refuses a consultation after it was not given',
  (exchange) => {
    expect(check(told('EXPIRE'), exchange, searching)).toHaveLength(1);
  },
);

test('the reference of one’s own document asks for none', () => {
  const body = replaced(search(), '14d4debf-8f97-4251-9a74-a90016b0af0d', '5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4');
  expect(check(told('EXPIRE'), { body: dmpEnvelope({ body }) })).toEqual([]);
});

test('asks for a declaration where one is due', () => {
  const judged = (...exchanges: DmpExchange[]): string[] =>
    places(rule.check(dmpEchanges(...exchanges), { declaree: true }));
  expect(judged(told('EXPIRE'), declared(), searching)).toEqual([]);
  expect(judged(told('VALIDE'), searching)).toEqual(['autorisation-non-declaree @ echanges']);
});
