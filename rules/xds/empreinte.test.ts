import { expect, test } from 'vitest';
import { archiveFile, rightCda } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { empreinte } from './empreinte.rule.ts';
import { deposit, fingerprint, hasMember, rightEntry, rightSet, slot, submitObjects } from './testing.ts';

const entry = (slots: string): string => rightEntry().replace('<r:Slot', `${slots}<r:Slot`);
const check = async (slots: string, cda = rightCda): Promise<string[]> =>
  places(await empreinte.check(deposit({ cda, request: submitObjects(rightSet() + entry(slots) + hasMember) }), {}));
const at = 'échange 1 · fiche Document01';

test('accepts a deposit without hash nor size', async () => {
  expect(await check('')).toEqual([]);
});

test('accepts those of the document', async () => {
  expect(await check(fingerprint(rightCda))).toEqual([]);
});

test('refuses another hash', async () => {
  expect(await check(fingerprint(rightCda, { hash: '0'.repeat(40) }))).toEqual([`hash @ ${at} · hash`]);
});

test('refuses another size', async () => {
  expect(await check(fingerprint(rightCda, { size: '1' }))).toEqual([`size @ ${at} · size`]);
});

test('leaves to the rule of the entry a hash that is no SHA-1', async () => {
  expect(await check(fingerprint(rightCda, { hash: '0'.repeat(64) }))).toEqual([]);
});

test('refuses a document of the archive that is not the one described', async () => {
  const slots = fingerprint(rightCda) + slot('URI', 'DOC0001.XML');
  const { bytes } = await archiveFile({
    'IHE_XDM/SUBSET01/METADATA.XML': submitObjects(rightSet() + entry(slots) + hasMember),
    'IHE_XDM/SUBSET01/DOC0001.XML': rightCda.replace('TEMOIN', 'TEMOIM'),
  });
  expect(places(await empreinte.check({ document: bytes }, {}))).toEqual([
    'hash @ document · IHE_XDM/SUBSET01/METADATA.XML · fiche Document01 · hash',
  ]);
});

test('refuses an entry without its document', async () => {
  const request = submitObjects(rightSet() + rightEntry().replace('id="Document01"', 'id="Document02"'));
  expect(places(await empreinte.check(deposit({ request }), {}))).toEqual([
    'document-absent @ échange 1 · fiche Document02 · document',
  ]);
});
