import { expect, test } from 'vitest';
import { documentOf, places } from '../testing.ts';
import { documentTraits } from './document-traits.rule.ts';

const traits = { nomNaissance: 'ADRTROIS', sexe: 'F', dateNaissance: '1997-02-26' };
const check = (text: string): string[] => places(documentTraits.check(documentOf(text), { traits }));

test('accepts an edition that bears the traits, whatever the form of the date', () => {
  expect(check('<td>ADRTROIS</td><td>F</td><td>26/02/1997</td>')).toEqual([]);
});

test('names the trait that is not printed', () => {
  expect(check('<td>ADRTROIS</td><td>1997-02-26</td>')).toEqual(['trait-non-imprime-sexe @ document (sexe)']);
});
