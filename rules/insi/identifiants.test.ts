import { expect, test } from 'vitest';
import { type CallIds, echanges, insiRequest, places } from '../testing.ts';
import { identifiants } from './identifiants.rule.ts';

const header = '/soap:Envelope/soap:Header';
const second = { message: 'm-2', bam: 'b-2', lps: 'l-2' };
const check = (...calls: CallIds[]): string[] =>
  places(identifiants.check(echanges(...calls.map((ids) => ({ body: insiRequest(ids) }))), {}));

test('accepts calls that have their own identifiers', () => {
  expect(check({}, second)).toEqual([]);
});

test.each([
  ['message', { ...second, message: 'm-1' }, 'wsa:MessageID'],
  ['BAM context', { ...second, bam: 'b-1' }, 'bam:ContexteBAM/bam:Id'],
  ['LPS context', { ...second, lps: 'l-1' }, 'lps:ContexteLPS/lps:Id'],
])('refuses an identifier of the %s that served before', (_, ids, path) => {
  expect(check({}, ids)).toEqual([`identifiant-repete @ ${header}/${path}`]);
});

test('refuses a call without an identifier', () => {
  expect(check({ bam: '' })).toEqual([`identifiant-repete @ ${header}/bam:ContexteBAM/bam:Id`]);
});

test('refuses to say anything of no call', () => {
  expect(check()).toEqual(['aucun-appel @ echanges']);
});
