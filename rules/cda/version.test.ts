import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { deposit, replaced, rightCda, wire } from '../pieces/testing.ts';
import { places } from '../testing.ts';
import { version } from './version.rule.ts';

const next = (changes: { id?: string; set?: string; number?: string; former?: string | null } = {}): string => {
  const { id = '2.25.2', set = '2.25.1234', number = '2', former = first } = changes;
  const related =
    former === null
      ? ''
      : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${former}"/></parentDocument></relatedDocument>`;
  return replaced(
    replaced(
      replaced(replaced(rightCda, first, id), '2.25.1234"', `${set}"`),
      'versionNumber value="1"',
      `versionNumber value="${number}"`,
    ),
    '<componentOf>',
    `${related}<componentOf>`,
  );
};
const first = '2.25.123456789012345678901234567890123';
const check = async (parameters: Json, ...documents: string[]) =>
  places(await version.check(wire(...documents.map((document) => deposit(document))), parameters));
const at = 'échange 2 · document Document01 · /ClinicalDocument';

test('accepts a version that replaces the first one', async () => {
  expect(await check({ versions: 2 }, rightCda, next())).toEqual([]);
});

test('accepts a document sent twice', async () => {
  expect(await check({ versions: 1 }, rightCda, rightCda)).toEqual([]);
});

test('accepts two documents of their own', async () => {
  expect(await check({}, rightCda, next({ set: '2.25.9', number: '1', former: null }))).toEqual([]);
});

test('accepts a version that replaces that of the step', async () => {
  const precedent = { id: first, setId: '2.25.1234', version: 1 };
  expect(await check({ precedent, versions: 1 }, next())).toEqual([]);
});

test('refuses a version that does not replace that of the step', async () => {
  const precedent = { id: '2.25.7', setId: '2.25.1234', version: 1 };
  expect(await check({ precedent }, next())).toEqual([
    'rplc @ échange 1 · document Document01 · /ClinicalDocument/relatedDocument/parentDocument/id',
  ]);
});

test.each([
  ['another set', { set: '2.25.9' }, `setid @ ${at}/setId`],
  ['the same number', { number: '1' }, `numero @ ${at}/versionNumber`],
  ['a number too far', { number: '3' }, `numero @ ${at}/versionNumber`],
  ['no replacement', { former: null }, `rplc @ ${at}/relatedDocument/parentDocument/id`],
  ['the replacement of another', { former: '2.25.7' }, `rplc @ ${at}/relatedDocument/parentDocument/id`],
])('refuses %s', async (_, changes, place) => {
  expect(await check({ versions: 2 }, rightCda, next(changes))).toEqual([place]);
});

test('refuses an identifier used again', async () => {
  expect(await check({}, rightCda, next({ id: first }))).toEqual([`id-reutilise @ ${at}/id`]);
});

test('refuses a version that never came', async () => {
  expect(await check({ versions: 2 }, rightCda)).toEqual([
    'versions @ échange 1 · document Document01 · /ClinicalDocument/id',
  ]);
});

test('refuses a first version that replaces another', async () => {
  expect(await check({}, next({ number: '1' }))).toEqual([
    'remplacement @ échange 1 · document Document01 · /ClinicalDocument/relatedDocument',
  ]);
});

const alone = 'échange 1 · document Document01 · /ClinicalDocument/relatedDocument';

test('accepts a replacement alone in its window', async () => {
  expect(await check({ remplace: true }, next())).toEqual([]);
});

test.each([
  ['a first version', rightCda, true],
  ['a version that replaces nothing', next({ former: null }), true],
  ['a version that replaces itself', next({ former: '2.25.2' }), true],
  ['a replacement where a first version is expected', next(), false],
])('refuses %s', async (_, document, remplace) => {
  expect(await check({ remplace }, document)).toContain(`remplacement @ ${alone}`);
});

test.each([
  ['<setId root="2.25.9"/>', 'setid', 'setId'],
  ['<setId root="2.25.1234"/><versionNumber value="2"/>', 'numero', 'versionNumber'],
])('refuses a former document told as %s', async (told, code, element) => {
  const document = replaced(next(), '</parentDocument>', `${told}</parentDocument>`);
  expect(await check({ remplace: true }, document)).toEqual([`${code} @ ${alone}/parentDocument/${element}`]);
});
