import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { type DepositChanges, deposit } from '../xds/testing.ts';
import { mtom } from './mtom.rule.ts';
import { dmpEchanges, replaced } from './testing.ts';

const check = async (changes: DepositChanges): Promise<string[]> => places(await mtom.check(deposit(changes), {}));
const xml = (part: string, by: string): DepositChanges => ({ xml: (right) => replaced(right, part, by) });
const mime = (part: string, by: string): DepositChanges => ({ mime: (right) => replaced(right, part, by) });
const type = 'multipart/related; type="application/xop+xml"; start-info="application/soap+xml"; boundary="=_m"';

test('accepts a deposit whose document is a part of the message', async () => {
  expect(await check({})).toEqual([]);
});

test('refuses a deposit in one XML', async () => {
  const inputs = deposit({
    contentType: 'application/soap+xml',
    mime: (right) => right.slice(right.indexOf('<e:'), right.indexOf('\r\n--=_m\r\nContent-Type: text/xml')),
  });
  expect(places(await mtom.check(inputs, {}))).toContain('mtom @ échange 1 · Content-Type');
});

test('refuses a document written in the XML', async () => {
  const include = '<i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:doc%3A1@test"/>';
  expect(await check(xml(include, 'PGEvPg=='))).toEqual(['xop @ échange 1 · xds:Document']);
});

test('refuses a cid that no part has', async () => {
  expect(await check(xml('cid:doc%3A1@test', 'cid:doc2@test'))).toEqual([
    'cid @ échange 1 · document Document01 · xop:Include/@href',
  ]);
});

test('refuses a start that no part has', async () => {
  expect(await check({ contentType: `${type}; start="<autre>"` })).toEqual([
    'racine @ échange 1 · Content-Type · start',
  ]);
});

test('refuses a root of another type', async () => {
  expect(await check(mime('Content-Type: application/xop+xml', 'Content-Type: text/xml'))).toContain(
    'type-racine @ échange 1 · partie racine · Content-Type',
  );
});

test('refuses a truncated message', async () => {
  const [finding] = await check(mime('--=_m--\r\n', ''));
  expect(finding).toMatch(/^frontiere-finale-absente @ échange 1 · octet \d+$/);
});

test('refuses an entry without its document, and the document without its entry', async () => {
  expect(await check(xml('<x:Document id="Document01">', '<x:Document id="Autre">'))).toEqual([
    'fiche-sans-document @ échange 1 · fiche Document01',
    'document-sans-fiche @ échange 1 · document Autre · @id',
  ]);
});

test('only warns of an identifier in another case, as in the official sample', async () => {
  const inputs = deposit(xml('<x:Document id="Document01">', '<x:Document id="documenT01">'));
  expect(await mtom.check(inputs, {})).toMatchObject([{ code: 'casse', severity: 'avertissement' }]);
});

test.each([
  ['no deposit', {}, 'aucun-echange @ echanges'],
  ['an unreadable one', { body: '<a>' }, 'xml-illisible @ échange 1 · /'],
])('does not pass on %s', async (_, exchange, finding) => {
  expect(places(await mtom.check(dmpEchanges(exchange), {}))).toEqual([finding]);
});
