import { expect, test } from 'vitest';
import { hasMember, rightEntry, rightSet, slot, submitObjects } from '../examples/xds.ts';
import { places } from '../testing.ts';
import { depositExchange } from '../xds/testing.ts';
import { auteurs } from './auteurs.rule.ts';
import { dmpEchanges } from './testing.ts';

const moral = `<r:Classification id="c-moral" classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d" classifiedObject="o" nodeRepresentation="">${slot('authorPerson', '3630000018/1^CABINET TEST^SYSTEME^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^U^^^RI')}${slot('authorInstitution', 'Cabinet TEST^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^IDNST^^^1630000018')}</r:Classification>`;
const withMoral = rightSet() + rightEntry().replace('</r:ExtrinsicObject>', `${moral}</r:ExtrinsicObject>`) + hasMember;
const author = { nom: 'Témoin', prenom: 'Alix', rpps: '99900000017' };

const check = async (request: string, parameters: object): Promise<string[]> =>
  places(await auteurs.check(dmpEchanges(depositExchange({ request })), { ...author, ...parameters }));
const where = 'échange 1 · fiche Document01 · author';

test('accepts the author, and the structure besides where he has left the RPPS', async () => {
  expect(await check(submitObjects(), { personneMorale: false })).toEqual([]);
  expect(await check(submitObjects(withMoral), { personneMorale: true })).toEqual([]);
});

test('refuses a structure that is missing, or too many', async () => {
  expect(await check(submitObjects(), { personneMorale: true })).toEqual([`personne-morale-absente @ ${where}`]);
  expect(await check(submitObjects(withMoral), { personneMorale: false })).toEqual([
    `personne-morale-de-trop @ ${where}`,
  ]);
});

test('refuses another author', async () => {
  expect(await check(submitObjects(), { nom: 'AUTRE', personneMorale: false })).toEqual([`auteur-perdu @ ${where}`]);
  expect(await check(submitObjects(), { rpps: '99900000099', personneMorale: false })).toEqual([
    `auteur-perdu @ ${where}`,
  ]);
});
