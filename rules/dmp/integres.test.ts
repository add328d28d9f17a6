import { expect, test } from 'vitest';
import { lecture, places } from '../testing.ts';
import { integres } from './integres.rule.ts';

const line = (titre: string) => ({ titre, integreLe: '22/11/2026', conserveJusquau: '22/11/2046' });
const check = (parameters: object, ...documents: object[]): string[] =>
  places(integres.check(lecture({ documents }), parameters as never));
const titres = ['Avis', 'Bilan'];

test('accepts the chosen documents, under the rule of the practice', () => {
  expect(check({ titres, exclus: ['Autre'], annees: 20 }, line('Avis'), line('Bilan'))).toEqual([]);
});

test('refuses a document that is not there, twice there, or not chosen', () => {
  expect(check({ titres }, line('Avis'))).toEqual(['document-non-integre @ documents (Bilan)']);
  expect(check({ titres: ['Avis'] }, line('Avis'), line('Avis'))).toEqual(['document-en-double @ documents (Avis)']);
  expect(check({ titres: ['Avis'], exclus: ['Autre'] }, line('Avis'), line('Autre'))).toEqual([
    'document-non-choisi @ documents (Autre)',
  ]);
});

test.each(['', '22/11/2031'])('refuses a term of « %s »', (conserveJusquau) => {
  expect(check({ titres: ['Avis'], annees: 20 }, { ...line('Avis'), conserveJusquau })).toEqual([
    'conservation-inattendue @ documents (Avis)',
  ]);
});
