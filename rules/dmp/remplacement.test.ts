import { expect, test } from 'vitest';
import { rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { association, depositExchange, hasMember, rightEntry, rightSet, submitObjects } from '../xds/testing.ts';
import { remplacement } from './remplacement.rule.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, foundDocument, search } from './testing.ts';

const known = 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001';
const approved = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
const searched = (status = approved): DmpExchange => ({
  body: dmpEnvelope({ body: search() }),
  response: foundDocument({ entryUuid: known, uniqueId: '2.25.1', status }),
});
const replacing = (
  target = known,
  source = 'Document01',
  type = 'urn:ihe:iti:2007:AssociationType:RPLC',
): DmpExchange =>
  depositExchange({
    cda: versionOf('2.25.1'),
    request: submitObjects(rightSet() + rightEntry() + hasMember + association(type, { source, target })),
  });
const versionOf = (parent: string): string =>
  rightCda.replace(
    '<componentOf>',
    `<relatedDocument typeCode="RPLC"><parentDocument><id root="${parent}"/></parentDocument></relatedDocument><componentOf>`,
  );
const check = async (exchanges: DmpExchange[], parameters = {}): Promise<string[]> =>
  places(await remplacement.check(dmpEchanges(...exchanges), parameters));
const at = (n: number): string => `échange ${n} · association a-RPLC`;

test('accepts a replacement of the document that the registry gave', async () => {
  expect(await check([searched(), replacing()], { entryUuid: known, uniqueId: '2.25.1' })).toEqual([]);
});

test('refuses an entryUUID that the registry did not give before', async () => {
  expect(await check([replacing(), searched()])).toEqual([`cible @ ${at(1)} · @targetObject`]);
});

test.each(['urn:uuid:00000000-ba1c-11eb-816f-000000000001', '2.25.1'])('refuses the target %s', async (target) => {
  expect(await check([searched(), replacing(target)])).toEqual([`cible @ ${at(2)} · @targetObject`]);
});

test('refuses another document than the one expected', async () => {
  expect(await check([searched(), replacing()], { uniqueId: '2.25.2' })).toEqual([
    `document @ ${at(2)} · @targetObject`,
  ]);
});

test('refuses a document whose header names another one', async () => {
  const exchange = replacing();
  const body = String(exchange.body).replace('<id root="2.25.1"/>', '<id root="2.25.3"/>');
  expect(await check([searched(), { ...exchange, body }])).toEqual([
    'parent @ échange 2 · document Document01 · ClinicalDocument/relatedDocument/parentDocument/id',
  ]);
});

test('refuses a version that is no longer in force', async () => {
  const deprecated = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated';
  expect(await check([searched(deprecated), replacing()])).toEqual([`perime @ ${at(2)} · @targetObject`]);
});

test('refuses a replacement by what the lot does not hold', async () => {
  expect(await check([searched(), replacing(known, 'Document02')])).toEqual([`source @ ${at(2)} · @sourceObject`]);
});

test('refuses another type of association', async () => {
  const type = 'urn:oasis:names:tc:ebxml-regrep:AssociationType:RPLC';
  expect(await check([searched(), replacing(known, 'Document01', type)])).toEqual([
    `type @ ${at(2)} · @associationType`,
  ]);
});

test('refuses a deposit that replaces nothing', async () => {
  expect(await check([searched(), depositExchange()])).toEqual(['aucun-remplacement @ echanges']);
});
