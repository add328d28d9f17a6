import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { association, rightSet, slot, submitObjects } from '../xds/testing.ts';
import { suppression } from './suppression.rule.ts';
import { type DmpExchange, dmpEchanges, dmpEnvelope, foundDocument, search } from './testing.ts';

const known = 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001';
const approved = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
const archived = 'urn:asip:ci-sis:2010:StatusType:Archived';
const deleted = 'urn:asip:ci-sis:2010:StatusType:Deleted';
const type = 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus';

const searched = (status = approved): DmpExchange => ({
  body: dmpEnvelope({ body: search() }),
  response: foundDocument({ entryUuid: known, uniqueId: '2.25.1', status }),
});
const moving = (
  changes: { type?: string; source?: string; target?: string; from?: string; to?: string } = {},
): DmpExchange => {
  const ends = { source: changes.source ?? 'SubmissionSet01', target: changes.target ?? known };
  const slots = slot('OriginalStatus', changes.from ?? approved) + slot('NewStatus', changes.to ?? deleted);
  const body = submitObjects(rightSet() + association(changes.type ?? type, ends, slots));
  return { path: 'registry', body: dmpEnvelope({ action: 'urn:ihe:iti:2010:UpdateDocumentSet', body }) };
};
const check = async (exchanges: DmpExchange[], parameters = {}): Promise<string[]> =>
  places(await suppression.check(dmpEchanges(...exchanges), parameters));
const at = 'échange 2 · association a-UpdateAvailabilityStatus';

test('accepts the deletion of the document that the registry gave', async () => {
  expect(await check([searched(), moving()], { entryUuid: known, uniqueId: '2.25.1' })).toEqual([]);
});

test.each([
  ['archivage', approved, archived],
  ['desarchivage', archived, approved],
])('accepts %s', async (operation, from, to) => {
  expect(await check([searched(from), moving({ from, to })], { operation })).toEqual([]);
});

test.each([
  ['etat-final', 'NewStatus', { to: archived }],
  ['etat-final', 'NewStatus', { to: 'Deleted' }],
  ['source', '@sourceObject', { source: 'Document01' }],
  ['cible', '@targetObject', { target: 'urn:uuid:00000000-ba1c-11eb-816f-000000000001' }],
])('refuses as « %s » at %s the change %j', async (code, place, changes) => {
  expect(await check([searched(), moving(changes)])).toEqual([`${code} @ ${at} · ${place}`]);
});

test('refuses a state that nothing is deleted from', async () => {
  expect(await check([searched(deleted), moving({ from: deleted })])).toEqual([
    `etat-initial @ ${at} · OriginalStatus`,
  ]);
});

test('refuses another state than the one that the registry gave', async () => {
  expect(await check([searched(archived), moving()])).toEqual([`etat-connu @ ${at} · OriginalStatus`]);
});

test('refuses another document', async () => {
  expect(await check([searched(), moving()], { uniqueId: '2.25.2' })).toEqual([`document @ ${at} · @targetObject`]);
});

test('refuses a wire without any change of state', async () => {
  expect(await check([searched()])).toEqual(['aucune-soumission @ echanges']);
});
