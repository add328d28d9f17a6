import { expect, test } from 'vitest';
import { type ExchangeChanges, echanges, insiRequest } from '../testing.ts';
import { relance } from './relance.rule.ts';

const answer = (code: string): string =>
  `<r:RESULTAT xmlns:r="http://www.cnamts.fr/INSiResultat"><r:CR><r:CodeCR>${code}</r:CodeCR></r:CR></r:RESULTAT>`;
const call = (prenoms: string, lieu: string | null, code: string): ExchangeChanges => ({
  body: insiRequest()
    .replace('>DOMINIQUE<', `>${prenoms}<`)
    .replace(
      /<i:LieuNaissance>.*<\/i:LieuNaissance>/,
      lieu === null ? '' : `<i:LieuNaissance>${lieu}</i:LieuNaissance>`,
    ),
  response: answer(code),
});
const known = { prenoms: 'ANNE LOUISE', lieuNaissance: '63220' };
const check = (calls: ExchangeChanges[], parameters: object = known) =>
  relance.check(echanges(...calls), { ...parameters });

test('accepts the other first names, then the place', () => {
  const calls = [call('ANNE', null, '02'), call('ANNE LOUISE', null, '02'), call('ANNE LOUISE', '63220', '00')];
  expect(check(calls)).toEqual([]);
});

test('accepts to stop when nothing is left to add', () => {
  expect(check([call('ANNE LOUISE', '63220', '02')])).toEqual([]);
});

test('asks nothing after another answer, nor without criteria', () => {
  expect(check([call('ANNE', null, '01')])).toEqual([]);
  expect(check([call('ANNE', null, '02')], {})).toEqual([]);
});

test.each([
  ['nothing more', [call('ANNE', null, '02')]],
  ['the same call', [call('ANNE', null, '02'), call('ANNE', null, '00')]],
  ['the place before the first names', [call('ANNE', null, '02'), call('ANNE', '63220', '00')]],
  ['both at once', [call('ANNE', null, '02'), call('ANNE LOUISE', '63220', '00')]],
  ['no place in the end', [call('ANNE LOUISE', null, '02')]],
])('warns of %s', (_, calls) => {
  expect(check(calls)).toMatchObject([{ code: 'relance-apres-02', severity: 'avertissement' }]);
});

test('warns of a call that cannot be read, and of none', () => {
  expect(check([{ body: '<' }])).toMatchObject([{ code: 'xml-illisible', severity: 'avertissement' }]);
  expect(check([])).toMatchObject([{ code: 'aucun-appel', severity: 'avertissement' }]);
});

test('reads an answer that is no XML as no 02', () => {
  expect(check([{ ...call('ANNE', null, '02'), response: '<html>' }])).toEqual([]);
});
