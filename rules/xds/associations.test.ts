import { expect, test } from 'vitest';
import { places } from '../testing.ts';
import { associations } from './associations.rule.ts';
import { association, deposit, hasMember, rightEntry, rightSet, submitObjects } from './testing.ts';

const check = async (relations: string): Promise<string[]> =>
  places(await associations.check(deposit({ request: submitObjects(rightSet() + rightEntry() + relations) }), {}));
const replaces = (target: string, type = 'urn:ihe:iti:2007:AssociationType:RPLC'): string =>
  association(type, { source: 'Document01', target });
const known = 'urn:uuid:7953af1a-ba1c-11eb-816f-000000000001';

test('accepts a document that the lot holds', async () => {
  expect(await check(hasMember)).toEqual([]);
});

test('accepts a replacement of a document of the registry', async () => {
  expect(await check(hasMember + replaces(known))).toEqual([]);
});

test.each([
  ['no association', ''],
  ['two of them', hasMember + hasMember],
  ['that of another document', hasMember.replace('targetObject="Document01"', 'targetObject="SubmissionSet01"')],
])('refuses %s', async (_, relations) => {
  expect(await check(relations)).toEqual(['has-member @ échange 1 · fiche Document01']);
});

test('refuses a membership that is not original', async () => {
  expect(await check(hasMember.replace('Original', 'Reference'))).toEqual([
    'original @ échange 1 · association a-HasMember · SubmissionSetStatus',
  ]);
});

test.each(['Document00', 'urn:uuid:1', ''])('refuses a replacement of « %s »', async (target) => {
  expect(await check(hasMember + replaces(target))).toEqual(['cible @ échange 1 · association a-RPLC · @targetObject']);
});

test('refuses an association of another type', async () => {
  expect(await check(hasMember + replaces(known, 'urn:oasis:names:tc:ebxml-regrep:AssociationType:RPLC'))).toEqual([
    'type @ échange 1 · association a-RPLC · @associationType',
  ]);
});

test('refuses two objects of one @id', async () => {
  const twice = submitObjects(rightSet() + rightEntry().replaceAll('Document01', 'SubmissionSet01'));
  expect(places(await associations.check(deposit({ request: twice }), {}))).toContain(
    'entry-uuid @ échange 1 · rim:RegistryObjectList · @id',
  );
});

test.each([
  ['refuses a document without its entry', 'Document02', 'bloquant'],
  ['only warns of a document whose case differs from that of its entry', 'document01', 'avertissement'],
])('%s', async (_, id, severity) => {
  const xml = (right: string): string => right.replace('Document id="Document01"', `Document id="${id}"`);
  const found = await associations.check(deposit({ xml }), {});
  expect(found.map((finding) => [finding.code, finding.severity])).toEqual([['document-sans-fiche', severity]]);
});

test('refuses an association that starts nowhere', async () => {
  expect(await check(hasMember + replaces(known).replace('Document01', 'Document02'))).toEqual([
    'source @ échange 1 · association a-RPLC · @sourceObject',
  ]);
});
