import { expect, test } from 'vitest';
import { brokenRequest, cardRequest, echanges, entityBomb, places } from '../testing.ts';
import { contexteBam } from './contexte-bam.rule.ts';

const root = 'requête 1 · /soap:Envelope/soap:Header/bam:ContexteBAM';
const temps = '<Temps>2026-03-02T09:15:30.000Z</Temps><Emetteur>10B0152872</Emetteur><COUVERTURE/>';
const check = (body: string): string[] => places(contexteBam.check(echanges({ body }), {}));
const withTemps = (value: string): string => brokenRequest(temps, temps.replace('2026-03-02T09:15:30.000Z', value));

test('accepts a whole context', () => {
  expect(contexteBam.check(echanges({}), {})).toEqual([]);
});

test('accepts a clock four minutes late', () => {
  expect(check(withTemps('2026-03-02T09:11:31Z'))).toEqual([]);
});

test.each([
  ['another version', brokenRequest('"01_02"', '"01_00"'), `bam-version @ ${root}/@Version`],
  ['an empty identifier', brokenRequest('<Id>b-1</Id>', '<Id> </Id>'), `bam-id @ ${root}/bam:Id`],
  ['a time with an offset', withTemps('2026-03-02T10:15:30.000+01:00'), `bam-temps @ ${root}/bam:Temps`],
  ['a clock six minutes late', withTemps('2026-03-02T09:09:30Z'), `bam-horloge @ ${root}/bam:Temps`],
  ['a clock six minutes early', withTemps('2026-03-02T09:21:31Z'), `bam-horloge @ ${root}/bam:Temps`],
  ['another nature', brokenRequest('"CTXBAM"', '"CTXLPS"'), `bam-nature @ ${root}/@Nature`],
  [
    'elements in another order',
    brokenRequest('<Id>b-1</Id>', '').replace(temps, `${temps}<Id>b-1</Id>`),
    `bam-ordre @ ${root}`,
  ],
  ['no COUVERTURE', brokenRequest('<COUVERTURE/>', ''), `bam-couverture @ ${root}/bam:COUVERTURE`],
])('refuses %s', (_, body, place) => {
  expect(check(body)).toEqual([place]);
});

test('only warns of a coverage without a card', () => {
  const body = brokenRequest('<COUVERTURE/>', '<COUVERTURE><GrandRegime>01</GrandRegime></COUVERTURE>');
  expect(contexteBam.check(echanges({ body }), {})).toMatchObject([
    { code: 'bam-couverture-remplie', severity: 'avertissement' },
  ]);
});

test('accepts a coverage with a card', () => {
  expect(check(cardRequest())).toEqual([]);
});

test('refuses a context of another namespace', () => {
  expect(check(brokenRequest('urn:siram:bam:ctxbam', 'urn:autre'))).toHaveLength(5);
});

test('refuses a body that is not well formed', () => {
  expect(check('<s:Envelope')).toEqual(['xml-illisible @ requête 1 · corps']);
});

test('refuses entities without expanding them', () => {
  expect(check(entityBomb())).toEqual(['xml-illisible @ requête 1 · corps']);
});
