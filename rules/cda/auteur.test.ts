import { expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { replaced, rightCda } from '../pieces/testing.ts';
import { documentOf, places } from '../testing.ts';
import { auteur } from './auteur.rule.ts';

const expected = { identifiant: '899900000017', nom: 'TEMOIN', prenom: 'Alix', structure: '1630000018' };
const check = async (text: string, parameters: Json = expected) =>
  places(await auteur.check(documentOf(text), parameters));
const author = 'document · /ClinicalDocument/author/assignedAuthor';
const signer = 'document · /ClinicalDocument/legalAuthenticator/assignedEntity';

test('accepts the expected author', async () => {
  expect(await check(rightCda)).toEqual([]);
});

test('accepts an author that the step does not tell', async () => {
  expect(await check(rightCda, {})).toEqual([]);
});

test.each([
  [{ identifiant: '899900000025' }, `identifiant @ ${author}/id`, `identifiant @ ${signer}/id`],
  [{ nom: 'AUTRE' }, `nom @ ${author}/assignedPerson/name`, `nom @ ${signer}/assignedPerson/name`],
  [{ prenom: 'Autre' }, `prenom @ ${author}/assignedPerson/name`, `prenom @ ${signer}/assignedPerson/name`],
])('refuses another person than %o', async (changes, ...found) => {
  expect(await check(rightCda, changes)).toEqual(found);
});

test('refuses another structure', async () => {
  expect(await check(rightCda, { structure: '1630000026' })).toEqual([
    `structure @ ${author}/representedOrganization/id`,
  ]);
});

const firstAuthor = (piece: string, by: string) =>
  replaced(rightCda, /<author>.*<\/author>/s, replaced(/<author>.*<\/author>/s.exec(rightCda)?.[0] ?? '', piece, by));

test('leaves to the header’s rule an identifier that is not told', async () => {
  expect(
    await check(firstAuthor('<id root="1.2.250.1.71.4.2.1" extension="899900000017"/>', '<id nullFlavor="UNK"/>'), {}),
  ).toEqual([]);
});

test('accepts an agent of the health insurance', async () => {
  expect(
    await check(
      firstAuthor('1.2.250.1.71.4.2.1" extension="899900000017"', '1.2.250.1.215.300.5" extension="A12"'),
      {},
    ),
  ).toEqual([]);
});

test.each([
  ['G15_10/SM26', 'G15_10/SM00', `profession @ ${author}/code`],
  ['<given>Alix</given>', '', `nom-absent @ ${author}/assignedPerson/name`],
  ['1.2.250.1.71.4.2.1"', '1.2.250.1.71.4.2.9"', `identifiant @ ${author}/id`],
  ['root="1.2.250.1.71.4.2.2"', 'root="1.2.250.1.999.1"', `structure-racine @ ${author}/representedOrganization/id`],
  ['1630000018', '', `structure @ ${author}/representedOrganization/id`],
])('refuses « %s » become « %s »', async (piece, by, place) => {
  expect(await check(firstAuthor(piece, by), {})).toEqual([place]);
});
